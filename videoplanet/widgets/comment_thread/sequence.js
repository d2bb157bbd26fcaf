/**
 * Puts a video's operations in order, each exactly once, and says when one is missing.
 * Not for fetching what is missing: `thread_store.js` does that.
 */

/** @typedef {import("./fold.js").Operation} Operation */

export class Sequence {
  /** Everything up to this number is folded. */
  known = 0;
  #isStarted = false;
  /** Operations that wait for an earlier one. @type {Map<number, Operation>} */
  #waiting = new Map();

  /** Whether operations wait for one that has not come. */
  get isMissingSome() {
    return this.#waiting.size > 0;
  }

  /** Begins again after a snapshot that holds everything up to `seq`. @param {number} seq @returns {Operation[]} what follows it */
  restart(seq) {
    this.known = Math.max(this.known, seq);
    this.#isStarted = true;
    return this.#ready();
  }

  /**
   * Takes an operation that just arrived, in whatever order.
   * @param {Operation} operation
   * @returns {Operation[]} those to fold now, in order: none when it was folded before or waits for an earlier one
   */
  offer(operation) {
    if (operation.seq <= this.known) return [];
    this.#waiting.set(operation.seq, operation);
    return this.#ready();
  }

  /**
   * Takes a stretch the server says is complete from `known` on.
   * @param {Operation[]} operations oldest first
   * @param {number} upTo the number up to which nothing is left out
   * @returns {Operation[]} those to fold now
   */
  fill(operations, upTo) {
    const fresh = operations.filter((each) => each.seq > this.known);
    this.known = Math.max(this.known, upTo, ...fresh.map((each) => each.seq));
    return [...fresh, ...this.#ready()];
  }

  #ready() {
    /** @type {Operation[]} */
    const ready = [];
    if (!this.#isStarted) return ready; // the snapshot may be older or newer than what waits
    for (const seq of [...this.#waiting.keys()].sort((a, b) => a - b)) {
      const operation = /** @type {Operation} */ (this.#waiting.get(seq));
      if (seq > this.known && (operation.previous_seq ?? 0) > this.known) break;
      this.#waiting.delete(seq);
      if (seq <= this.known) continue;
      this.known = seq;
      ready.push(operation);
    }
    return ready;
  }
}
