/**
 * Comments that were just marked and stay in the list for a moment although its filter takes them: the next ones do not move up
 * under a pointer that presses a second time, and that second press does nothing.
 */

const STAY_MS = 1500;
const SECOND_PRESS_MS = 600;

export class Held {
  /** When each was marked. @type {Map<string, number>} */
  #since = new Map();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #timers = new Map();

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
  }

  /** @param {string} id */
  has(id) {
    return this.#since.has(id);
  }

  /** Marks a comment, unless this is the second press of a double click. @param {string} id @returns {boolean} whether it is the first */
  press(id) {
    const now = Date.now();
    if (now - (this.#since.get(id) ?? -Infinity) < SECOND_PRESS_MS) return false;
    this.#since.set(id, now);
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => this.#release(id), STAY_MS),
    );
    return true;
  }

  /** The list is to show something else. */
  clear() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#since.clear();
  }

  /** @param {string} id */
  #release(id) {
    this.#timers.delete(id);
    this.#since.delete(id);
    this.onChange();
  }
}
