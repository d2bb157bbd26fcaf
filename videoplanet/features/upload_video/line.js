/**
 * The line to the server. What does not get through is tried again for as long as the page is open: after a growing pause, and
 * at once when the browser is online again or something else got through.
 */

/** The server was not reached, or cannot answer for the moment: trying again helps. */
export class Unreached extends Error {
  name = "Unreached";
  /** @param {string} why @param {number} [seconds] how long the server asks to wait */
  constructor(why, seconds = 0) {
    super(why);
    this.seconds = seconds;
  }
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export class Line {
  /** Whether something is waiting for the line; `busySeconds` when the server itself asked to wait. */
  isDown = false;
  busySeconds = 0;

  /** @type {Set<() => void>} */
  #waiting = new Set();

  /** @param {{onChange?: () => void, random?: () => number}} [options] */
  constructor({ onChange = () => {}, random = Math.random } = {}) {
    this.onChange = onChange;
    this.random = random;
  }

  /**
   * The answer of `ask`, however long it takes to get one.
   * @template T @param {() => Promise<T>} ask rejects with an error named `Unreached` when it should be asked again
   * @param {AbortSignal} signal @returns {Promise<T>}
   */
  async keepTrying(ask, signal) {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      signal.throwIfAborted();
      try {
        const answer = await ask();
        this.wake();
        return answer;
      } catch (error) {
        signal.throwIfAborted();
        const { name, seconds = 0 } = /** @type {Unreached} */ (error);
        if (name !== "Unreached") {
          this.wake(); // a refusal is an answer too
          throw error;
        }
        this.#fell(seconds);
        await this.#pause(seconds ? 1000 * seconds : pause * (0.75 + 0.5 * this.random()), signal);
      }
    }
  }

  /** The line is there: whoever waits tries now. */
  wake() {
    if (this.isDown) {
      this.isDown = false;
      this.busySeconds = 0;
      this.onChange();
    }
    for (const wake of [...this.#waiting]) wake();
  }

  /** @param {number} seconds */
  #fell(seconds) {
    if (this.isDown && this.busySeconds === seconds) return;
    this.isDown = true;
    this.busySeconds = seconds;
    this.onChange();
  }

  /** @param {number} milliseconds @param {AbortSignal} signal */
  #pause(milliseconds, signal) {
    return new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#waiting.add(done);
      signal.addEventListener("abort", done);
    });
  }
}
