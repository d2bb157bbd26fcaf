/**
 * The frames of every version of a film, seen from the one on the screen: what each is called in its own timecode, and which frame
 * shows the same moment here. At the same rate that is the same frame; at another it is the one on the screen at the same time.
 */

/** @typedef {import("./film_store.js").Rate} Rate */
/** @typedef {{rate: Rate, start: number, dropFrame: boolean}} Timebase */
/** @typedef {{timecodeOf: (version: number, frame: number) => string, frameHere: (version: number, frame: number) => number}} Moments */

/**
 * @param {Map<number, Timebase>} timebases by version, of those that are known
 * @param {number} shown the version on the screen
 * @param {Pick<import("./film_store.js").Timecode, "timecodeOf" | "sameMoment">} timecode
 * @returns {Moments}
 */
export function momentsOf(timebases, shown, { timecodeOf, sameMoment }) {
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
