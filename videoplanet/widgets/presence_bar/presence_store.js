/** Who is in the room now, as the interface shows it. */
import { peopleAfter, shownOf } from "./people.js";

export class PresenceStore {
  /** @type {import("./people.js").Person[]} */
  #people = [];
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /**
   * @param {string} videoId whose room it is
   * @param {string} viewerId who looks
   * @param {Parameters<typeof shownOf>[2]} coloursOf
   */
  constructor(videoId, viewerId, coloursOf) {
    this.videoId = videoId;
    this.viewerId = viewerId;
    this.coloursOf = coloursOf;
    this.view = shownOf([], viewerId, coloursOf);
  }

  /** @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
  }

  /** @param {import("./people.js").PresenceFrame} frame */
  hear(frame) {
    if (frame.video_id !== undefined && frame.video_id !== this.videoId) return; // of another room that the page is in
    this.#people = peopleAfter(this.#people, frame);
    this.view = shownOf(this.#people, this.viewerId, this.coloursOf);
    for (const listener of this.#listeners) listener();
  }
}
