/**
 * The review player without its interface: one film on one media element, and one snapshot of what the interface shows.
 * Frames are told apart from the snapshot, since they change sixty times a second and go past React.
 */
import { FilmSource } from "./film_source.js";
import { freeze, thaw } from "./freeze_frame.js";
import { FrameSeeker } from "./frame_seeker.js";
import { Transport } from "./transport.js";
import { Volume } from "./volume.js";

/**
 * @typedef {object} Film
 * @property {string} id
 * @property {import("./timecode.js").Rate} rate
 * @property {number} frames
 * @property {import("./film_source.js").Addresses} addresses
 */
/**
 * @typedef {object} Snapshot
 * @property {boolean} isPlaying
 * @property {number} speed the speed it runs at, or would
 * @property {boolean} isLooping
 * @property {import("./transport.js").Range} range
 * @property {boolean} isMuted
 * @property {number} volume 0 to 1
 * @property {boolean} isWaiting for the network or the decoder, longer than a moment
 * @property {boolean} hasPicture
 * @property {import("./film_source.js").SourceState} source
 */
/**
 * @typedef {object} FrameReport
 * @property {number} frame the shown frame, or the wished one while it is on its way
 * @property {boolean} trusted whether it is proven to be on the screen
 * @property {boolean} isPlaying
 * @property {boolean} isSettling whether the film has just stopped and this is where, not a wish
 * @property {boolean} isGivenUp whether the frame could not be shown, and nobody tries any more
 */

const WAITING_AFTER_MS = 400;

export class Engine {
  /** @type {Snapshot} */
  snapshot;
  /** @type {Set<() => void>} */
  #snapshotListeners = new Set();
  /** @type {Set<(report: FrameReport) => void>} */
  #frameListeners = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  #isWaiting = true;
  #hasPicture = false;
  #abort = new AbortController();

  /**
   * @param {HTMLVideoElement} video
   * @param {HTMLCanvasElement} canvas lies over the video while its source is changed
   * @param {Film} film
   * @param {number} frame to begin with
   * @param {() => void} onExpired its addresses no longer work
   */
  constructor(video, canvas, film, frame, onExpired) {
    this.film = film;
    this.video = video;
    this.canvas = canvas;
    this.seeker = new FrameSeeker(video, film, {
      onChange: (shown) => this.#frameChanged(shown),
      onDoubt: () => this.source.distrust(),
      onStuck: () => this.source.revive(),
      arrived: () => this.source?.arrived() ?? 0,
    });
    this.transport = new Transport(video, this.seeker, () => this.#changed());
    const events = {
      onChange: () => this.#changed(),
      onReplace: () => this.#replacing(),
      onExpired,
    };
    this.source = new FilmSource(video, this.seeker, events, film.id);
    this.volume = new Volume(video);
    this.snapshot = this.#taken();
    const on = { signal: this.#abort.signal };
    video.addEventListener("waiting", () => this.#await(), on);
    video.addEventListener("volumechange", () => this.#heardOtherwise(), on);
    this.seeker.request(frame);
    this.source.setAddresses(film.addresses);
  }

  get frame() {
    return this.seeker.wanted;
  }

  /** @param {() => void} listener @returns {() => void} */
  subscribe = (listener) => {
    this.#snapshotListeners.add(listener);
    return () => this.#snapshotListeners.delete(listener);
  };

  /** Tells every shown or wished frame, the present one at once. @param {(report: FrameReport) => void} listener */
  onFrame(listener) {
    this.#frameListeners.add(listener);
    listener(this.#report());
    return () => void this.#frameListeners.delete(listener);
  }

  /** @param {import("./film_source.js").Addresses} addresses of the same film, when they have changed */
  setAddresses(addresses) {
    this.film = { ...this.film, addresses };
    this.source.setAddresses(addresses);
  }

  /** @param {number} frame @param {boolean} pause */
  seek(frame, pause = true) {
    if (pause) this.transport.show(frame);
    else this.seeker.request(frame);
  }

  dispose() {
    freeze(this.video, this.canvas);
    clearTimeout(this.#waiting);
    this.#abort.abort();
    this.transport.dispose();
    this.source.dispose();
    this.seeker.dispose();
  }

  #heardOtherwise() {
    this.volume.changed();
    this.#changed();
  }

  #replacing() {
    freeze(this.video, this.canvas);
    this.transport.sourceReplaced();
    this.#await();
  }

  /** @param {import("./frame_seeker.js").Shown} shown */
  #frameChanged({ frame, trusted }) {
    if (trusted) this.#arrived(frame);
    else this.#await();
    this.#tell();
  }

  /** @param {number} frame */
  #arrived(frame) {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    thaw(this.canvas);
    this.transport.played(frame);
    if (this.#hasPicture && !this.#isWaiting) return;
    this.#hasPicture = true;
    this.#isWaiting = false;
    this.#changed();
  }

  #await() {
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      this.#isWaiting = true;
      this.#changed();
    }, WAITING_AFTER_MS);
  }

  #report() {
    const { wanted: frame, trusted, isSettling, isGivenUp } = this.seeker;
    return { frame, trusted, isPlaying: this.transport.isPlaying, isSettling, isGivenUp };
  }

  #tell() {
    const report = this.#report();
    for (const listener of this.#frameListeners) listener(report);
  }

  #changed() {
    if (!this.snapshot) return;
    const wasPlaying = this.snapshot.isPlaying;
    this.snapshot = this.#taken();
    for (const listener of this.#snapshotListeners) listener();
    if (wasPlaying !== this.snapshot.isPlaying) this.#tell();
  }

  /** @returns {Snapshot} */
  #taken() {
    const { transport, video } = this;
    return {
      isPlaying: transport.isPlaying,
      speed: transport.isPlaying ? transport.effectiveSpeed : transport.speed,
      isLooping: transport.isLooping,
      range: transport.range,
      isMuted: video.muted,
      volume: video.volume,
      isWaiting: this.#isWaiting,
      hasPicture: this.#hasPicture,
      source: this.source.state,
    };
  }
}
