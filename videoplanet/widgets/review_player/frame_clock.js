/**
 * The clock of the opened source: which frame a presentation time is, and where a frame lies. A rendition's pictures were
 * checked one by one when it was made; a file that was made elsewhere has to show that its pictures are where frames begin.
 */
import { frameAtMediaTime, seekSeconds } from "./timecode.js";

/** How far from its frame's beginning a foreign file's picture may be, in frames: more than any container's clock rounds. */
const TOLERANCE = 0.25;
/** Clocks nearer than this, in seconds, are the same. */
const LEAST_SHIFT = 0.0001;

export class FrameClock {
  /** When the film's first picture is presented, in seconds: 0 but for files whose clock starts late. */
  offset = 0;
  isForeign = false;

  /** @param {import("./timecode.js").Rate} rate @param {() => number} last the film's last frame */
  constructor(rate, last) {
    this.rate = rate;
    this.last = last;
  }

  /** Another source. @param {boolean} isForeign whether it is a file that was made elsewhere */
  restart(isForeign) {
    this.offset = 0;
    this.isForeign = isForeign;
  }

  /** @param {number} offset @returns {boolean} whether that is another clock */
  set(offset) {
    if (Math.abs(offset - this.offset) < LEAST_SHIFT) return false;
    this.offset = offset;
    return true;
  }

  /** The frame of a picture, or null when it is none of the film's. @param {number} mediaTime in seconds */
  frameOf(mediaTime) {
    const frame = frameAtMediaTime(this.rate, mediaTime - this.offset);
    if (!this.isForeign) return this.limited(frame);
    const distance = Math.abs(this.#frames(mediaTime) - frame);
    return distance > TOLERANCE || frame < 0 || frame > this.last() ? null : frame;
  }

  /** The frame at an instant of the media element's clock. @param {number} seconds */
  frameAt(seconds) {
    return Math.floor(this.#frames(seconds) + 1e-6);
  }

  /** Where to seek to for a frame: its middle, or so many frames beside it; in seconds. @param {number} frame */
  secondsOf(frame, beside = 0) {
    return this.offset + seekSeconds(this.rate, frame) + (beside * this.rate.den) / this.rate.num;
  }

  /** @param {number} frame */
  limited(frame) {
    return Math.min(this.last(), Math.max(0, frame));
  }

  /** @param {number} seconds */
  #frames(seconds) {
    return ((seconds - this.offset) * this.rate.num) / this.rate.den;
  }
}
