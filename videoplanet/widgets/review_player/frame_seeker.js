/**
 * Brings exactly the asked-for frame onto the screen, and knows which frame is there.
 *
 * A frame is trusted when the seek has ended *and* the picture handed to the compositor (`requestVideoFrameCallback`) is
 * that frame; a seek alone is not proof. Wishes that arrive during a seek replace each other: only the last is sought.
 * Not for starting and stopping the film: that is `transport.js`.
 */
import { frameAtMediaTime, seekSeconds } from "./timecode.js";

/** @typedef {{frame: number, trusted: boolean}} Shown the frame to write on the interface, and whether it is on the screen */
/** @typedef {{frame: number, seeked: boolean, picture: number | null, tries: number, since: number}} Seek */

/** Where in a frame to seek to, in frames from its middle, try after try, when the picture is another one. */
const PLACES = [0, 0.15, -0.15];
/** After these the part of the film with the frame is still on its way: tried again now and then. */
const LAST_TRY = 24;
const RETRY_MS = 400;
const PICTURE_TIMEOUT_MS = 250;
/** A seek that waits this long for the network gives way to a newer wish. */
const PATIENCE_MS = 600;
/** Clocks nearer than this, in seconds, are the same. */
const LEAST_SHIFT = 0.0001;

export class FrameSeeker {
  /** The last frame wished for or played. */
  wanted = 0;
  /** The frame on the screen, null before the first. @type {number | null} */
  shown = null;
  /** Whether `wanted` is proven to be on the screen. */
  trusted = false;

  /** When the film's first picture is presented, in seconds: 0 but for files whose clock starts late. */
  #offset = 0;
  #awaitsFirstPicture = false;
  /** @type {Seek | null} */
  #seek = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #callback = 0;
  #wishes = 0;
  #abort = new AbortController();

  /**
   * @param {HTMLVideoElement} video
   * @param {{rate: import("./timecode.js").Rate, frames: number}} film
   * @param {(shown: Shown) => void} onChange called for every picture and every wish
   */
  constructor(video, film, onChange) {
    this.video = video;
    this.film = film;
    this.onChange = onChange;
    const on = { signal: this.#abort.signal };
    video.addEventListener("loadedmetadata", () => this.#awaitsFirstPicture || this.#begin(this.wanted), on);
    video.addEventListener("loadeddata", () => this.#awaitsFirstPicture && this.#after(PICTURE_TIMEOUT_MS), on);
    video.addEventListener("seeking", () => this.#adoptForeignSeek(), on);
    video.addEventListener("seeked", () => this.#seekEnded(), on);
    document.addEventListener("visibilitychange", () => document.hidden || this.retry(), on);
    this.#watch();
  }

  get last() {
    return Math.max(0, this.film.frames - 1);
  }

  get isSeeking() {
    return this.#seek !== null;
  }

  /** Where the film has to stand for the wanted frame, in seconds. */
  get wantedSeconds() {
    return this.#offset + seekSeconds(this.film.rate, this.wanted);
  }

  /** Shows a frame; limited to the film. @param {number} frame */
  request(frame) {
    this.#wishes++;
    this.wanted = this.#limited(Math.round(frame));
    this.trusted = false;
    this.onChange({ frame: this.wanted, trusted: false });
    if (this.#awaitsFirstPicture || this.video.readyState < HTMLMediaElement.HAVE_METADATA) return;
    if (!this.#seek) this.#begin(this.wanted);
    else if (!this.#seek.seeked) this.#after(this.#seek.since + PATIENCE_MS - performance.now());
  }

  /** The film has just stopped: rests in the middle of the frame that is seen, since the clock runs ahead of the picture. */
  settle() {
    const wishes = this.#wishes;
    this.trusted = false;
    this.onChange({ frame: this.wanted, trusted: false });
    // A picture on its way to the screen still counts.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (wishes === this.#wishes && this.video.paused) this.request(this.shown ?? this.wanted);
      }),
    );
  }

  /**
   * Another source is about to be opened: nothing of the old one counts, and `wanted` is sought when it is there.
   * @param {{clockMayStartLate: boolean}} source whether its first picture has to be seen to know when frame 0 is
   */
  reset({ clockMayStartLate }) {
    clearTimeout(this.#timer);
    this.#seek = null;
    this.shown = null;
    this.trusted = false;
    this.#offset = 0;
    this.#awaitsFirstPicture = clockMayStartLate && "requestVideoFrameCallback" in this.video;
    this.onChange({ frame: this.wanted, trusted: false });
  }

  /** Something has changed that may bring the wanted frame after all. */
  retry() {
    if (this.trusted || !this.video.paused || this.#awaitsFirstPicture) return;
    if (!this.#seek) this.request(this.wanted);
    else if (this.#seek.seeked) this.#begin(this.wanted, this.#seek.tries);
  }

  /** The source tells where frame 0 is on its clock, in seconds. @param {number} offset */
  setClock(offset) {
    if (Math.abs(offset - this.#offset) < LEAST_SHIFT) return;
    this.#offset = offset;
    if (this.#seek || this.video.paused) this.request(this.wanted);
    if (this.#seek) this.#begin(this.wanted);
  }

  dispose() {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.video.cancelVideoFrameCallback?.(this.#callback);
  }

  /** @param {number} frame */
  #begin(frame, tries = 0) {
    clearTimeout(this.#timer);
    this.#awaitsFirstPicture = false;
    this.#seek = { frame, seeked: false, picture: null, tries, since: performance.now() };
    const { num, den } = this.film.rate;
    this.video.currentTime =
      this.#offset + seekSeconds(this.film.rate, frame) + (PLACES[tries % PLACES.length] * den) / num;
  }

  /** Looks at the seek again after a while, should no event come. @param {number} milliseconds */
  #after(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#awaitsFirstPicture) this.#begin(this.wanted);
      else if (this.#seek?.seeked) this.#conclude(this.#seek);
      else if (this.#seek && this.#seek.frame !== this.wanted) this.#begin(this.wanted);
    }, milliseconds);
  }

  #watch() {
    if (!("requestVideoFrameCallback" in this.video)) return;
    this.#callback = this.video.requestVideoFrameCallback((_now, picture) => {
      this.#watch();
      this.#pictureShown(picture.mediaTime);
    });
  }

  /** @param {number} mediaTime in seconds */
  #pictureShown(mediaTime) {
    // the last picture of a source that is closed already
    if (this.video.readyState < HTMLMediaElement.HAVE_METADATA) return;
    if (this.#awaitsFirstPicture) {
      this.#offset = mediaTime;
      this.shown = 0;
      return this.#begin(this.wanted);
    }
    this.shown = this.#limited(frameAtMediaTime(this.film.rate, mediaTime - this.#offset));
    if (this.#seek) {
      this.#seek.picture = this.shown;
      if (this.#seek.seeked) this.#conclude(this.#seek);
    } else if (!this.video.paused || this.shown === this.wanted) {
      this.#settle(this.shown);
    }
  }

  #seekEnded() {
    if (!this.#seek || this.video.seeking) return;
    this.#seek.seeked = true;
    if (!("requestVideoFrameCallback" in this.video)) this.#seek.picture = this.#frameOfClock();
    if (this.#seek.picture === this.#seek.frame) this.#conclude(this.#seek);
    else this.#after(PICTURE_TIMEOUT_MS);
  }

  /** @param {Seek} seek */
  #conclude(seek) {
    clearTimeout(this.#timer);
    if (this.wanted !== seek.frame) return this.#begin(this.wanted);
    // Without a new picture after the seek, the one that was there stayed.
    const picture = seek.picture ?? this.shown;
    const playsOn = !this.video.paused && picture !== null && picture >= seek.frame;
    if (picture === seek.frame || playsOn) {
      this.#seek = null;
      return this.#settle(/** @type {number} */ (picture));
    }
    this.#seek = null;
    this.onChange({ frame: this.wanted, trusted: false });
    const tries = seek.tries + 1;
    if (tries < PLACES.length) this.#begin(seek.frame, tries);
    else if (tries < LAST_TRY)
      this.#timer = setTimeout(() => this.trusted || this.#begin(this.wanted, tries), RETRY_MS);
  }

  /** @param {number} frame */
  #settle(frame) {
    this.wanted = frame;
    this.trusted = true;
    this.onChange({ frame, trusted: true });
  }

  /** Media keys, picture-in-picture or the HLS engine moved the clock: follow. */
  #adoptForeignSeek() {
    if (this.#seek || this.#awaitsFirstPicture) return;
    this.wanted = this.#limited(this.#frameOfClock());
    this.#seek = { frame: this.wanted, seeked: false, picture: null, tries: 0, since: performance.now() };
    this.trusted = false;
    this.onChange({ frame: this.wanted, trusted: false });
  }

  #frameOfClock() {
    const { num, den } = this.film.rate;
    return Math.floor(((this.video.currentTime - this.#offset) * num) / den + 1e-6);
  }

  /** @param {number} frame */
  #limited(frame) {
    return Math.min(this.last, Math.max(0, frame));
  }
}
