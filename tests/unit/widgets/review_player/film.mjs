/** A media element of 25 frames a second whose seeks end, and whose pictures come, when the test says so. */
import "../../browser.mjs";

export const RATE = { num: 25, den: 1 };

/** So much time passes, and two repaints. @param {import("node:test").TestContext} context @param {number} milliseconds */
export function pass({ mock }, milliseconds) {
  for (const each of [milliseconds, 10, 10]) mock.timers.tick(each);
}

export class Film extends EventTarget {
  readyState = 1;
  paused = true;
  ended = false;
  seeking = false;
  playbackRate = 1;
  /** How much of it has arrived, as media elements tell it. */
  buffered = { length: 1, start: () => 0, end: () => Infinity };
  /** The frames that were sought, in order. @type {number[]} */
  sought = [];
  #time = 0;
  /** @type {((now: number, picture: {mediaTime: number}) => void) | null} */
  #callback = null;

  /** @param {(now: number, picture: {mediaTime: number}) => void} callback */
  requestVideoFrameCallback(callback) {
    this.#callback = callback;
    return 1;
  }

  cancelVideoFrameCallback() {
    this.#callback = null;
  }

  get currentTime() {
    return this.#time;
  }

  set currentTime(seconds) {
    this.#time = seconds;
    this.seeking = true;
    this.sought.push(Math.floor(seconds * 25));
    this.dispatchEvent(new Event("seeking"));
  }

  async play() {
    this.paused = false;
    this.dispatchEvent(new Event("play"));
  }

  pause() {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }

  /** The compositor shows a frame. @param {number} frame */
  show(frame) {
    this.#callback?.(0, { mediaTime: frame / 25 });
  }

  endSeek() {
    this.seeking = false;
    this.dispatchEvent(new Event("seeked"));
  }

  /** The seek that is under way ends well. */
  arrive() {
    const frame = this.sought.at(-1);
    if (frame === undefined) throw new Error("nothing is sought");
    this.show(frame);
    this.endSeek();
  }
}

/** What a film stands in for. @param {EventTarget} film @returns {HTMLVideoElement} */
export const elementOf = (film) => /** @type {any} */ (film);

/** One in a browser that tells nothing of the pictures it shows. */
export class BlindFilm extends Film {
  constructor() {
    super();
    return new Proxy(this, {
      has: (film, name) => name !== "requestVideoFrameCallback" && name in film,
      get: (film, name) => {
        const value = Reflect.get(film, name, film);
        return typeof value === "function" ? value.bind(film) : value;
      },
      set: (film, name, value) => Reflect.set(film, name, value, film),
    });
  }
}
