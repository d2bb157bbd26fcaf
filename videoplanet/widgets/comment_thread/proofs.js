/** Which frames of the version on the screen the player has vouched for, and which it was asked for in vain. */

export class Proofs {
  /** @type {Set<number>} */
  #proven = new Set();
  /** @type {Set<number>} */
  #missed = new Set();
  /** The frame that the player was asked to show. @type {number | null} */
  #expected = null;

  /** @param {number} frame on the screen, or wished for @param {boolean} isTrusted @param {boolean} isGivenUp whether it could not be shown */
  follow(frame, isTrusted, isGivenUp) {
    if (isTrusted) this.#proven.add(frame);
    if (isGivenUp && !isTrusted) this.#missed.add(frame);
    else this.#missed.delete(frame);
    if (this.#expected === null || !(isTrusted || isGivenUp)) return;
    if (!this.#proven.has(this.#expected)) this.#missed.add(this.#expected);
    this.#expected = null;
  }

  /** @param {number} frame that the player is asked to show */
  expect(frame) {
    this.#expected = frame;
    this.#missed.delete(frame);
  }

  /** Nothing counts any more. */
  forget() {
    this.#proven.clear();
    this.#missed.clear();
    this.#expected = null;
  }

  /** @param {number} frame */
  has(frame) {
    return this.#proven.has(frame);
  }

  /** @param {number} frame */
  isMissed(frame) {
    return this.#missed.has(frame);
  }

  /** Whether the player is finding out about this frame: it was asked for it, or the playhead is there. @param {number} frame @param {number} playhead */
  isUnderWay(frame, playhead) {
    return this.#expected === frame || frame === playhead;
  }
}
