/**
 * The frames of every version of a film, seen from the one on the screen: what each is called in its own timecode, and which frame
 * shows the same moment here. At the same rate that is the same frame; at another it is the one on the screen at the same time.
 */

/** @typedef {import("./film_store.js").Rate} Rate */
/** @typedef {Pick<import("./film_store.js").Version, "number" | "rate" | "start_frame" | "is_drop_frame">} Labelled what of a version labels its frames */
/** @typedef {{rate: Rate, start: number, dropFrame: boolean}} Timebase */
/** @typedef {{timecodeOf: (version: number, frame: number) => string, frameHere: (version: number, frame: number) => number}} Moments */

/**
 * @param {Map<number, Timebase>} timebases by version, of those that are known
 * @param {number} shown the version on the screen
 * @param {Pick<import("./film_store.js").Timecode, "timecodeOf" | "sameMoment">} timecode
 * @returns {Moments}
 */
function momentsOf(timebases, shown, { timecodeOf, sameMoment }) {
  const here = timebases.get(shown);
  return {
    timecodeOf(version, frame) {
      const timebase = timebases.get(version);
      return timebase ? timecodeOf(timebase, frame) : "";
    },
    frameHere(version, frame) {
      const there = timebases.get(version);
      return there && here ? sameMoment(there.rate, here.rate, frame) : frame;
    },
  };
}

const UNKNOWN = { rate: { num: 25, den: 1 }, start: 0, dropFrame: false };

/** Writes the frames of a film's versions; the same functions while no timebase changed, so that what depends on them rests. */
export class Timecodes {
  /** @type {{key: string, timecodeOf: (frame: number) => string} | null} */
  #writing = null;
  /** @type {{key: string, moments: Moments} | null} */
  #moments = null;

  /** @param {import("./film_store.js").Timecode} timecode */
  constructor(timecode) {
    this.timecode = timecode;
  }

  /** A function that writes a frame of a version. @param {Labelled | null} version */
  of(version) {
    const timebase = version ? timebaseOf(version) : UNKNOWN;
    const key = JSON.stringify(timebase);
    if (this.#writing?.key !== key) {
      this.#writing = { key, timecodeOf: (frame) => this.timecode.timecodeOf(timebase, frame) };
    }
    return this.#writing.timecodeOf;
  }

  /** The frames of every version, seen from one. @param {Labelled[]} versions @param {number} shown the one on the screen */
  moments(versions, shown) {
    const known = versions.filter(({ rate }) => rate);
    const timebases = new Map(known.map((version) => [version.number, timebaseOf(version)]));
    const key = JSON.stringify([shown, ...timebases]);
    if (this.#moments?.key !== key) this.#moments = { key, moments: momentsOf(timebases, shown, this.timecode) };
    return this.#moments.moments;
  }
}

/** @param {Labelled} version @returns {Timebase} */
function timebaseOf({ rate, start_frame: start, is_drop_frame: dropFrame }) {
  return { rate: rate ?? UNKNOWN.rate, start, dropFrame };
}
