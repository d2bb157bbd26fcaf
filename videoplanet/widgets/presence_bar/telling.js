/** Tells the others where this viewer's playhead is and whether they write: at most four times a second, only what changed. */

const PAUSE_MS = 250;

export class Telling {
  /** @type {{frame?: number, typing?: boolean}} */
  #told = {};
  /** @type {{frame?: number, typing?: boolean}} */
  #wanted = {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isClosed = false;
  #lastAt = -PAUSE_MS;

  /** @param {(change: {frame?: number, typing?: boolean}) => Promise<unknown>} send @param {() => number} now in milliseconds */
  constructor(send, now = () => performance.now()) {
    this.send = send;
    this.now = now;
  }

  /** @param {{frame?: number, typing?: boolean}} change */
  tell(change) {
    Object.assign(this.#wanted, change);
    if (this.#isClosed || this.#timer !== undefined) return;
    const wait = Math.max(0, this.#lastAt + PAUSE_MS - this.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, wait);
  }

  /** Says everything again: the server may have forgotten this viewer while the line was down. */
  repeat() {
    this.#told = {};
    this.tell({});
  }

  close() {
    clearTimeout(this.#timer);
    this.#isClosed = true;
  }

  #send() {
    const change = Object.fromEntries(
      Object.entries(this.#wanted).filter(([name, value]) => /** @type {any} */ (this.#told)[name] !== value),
    );
    if (Object.keys(change).length === 0) return;
    this.#lastAt = this.now();
    Object.assign(this.#told, change);
    // Presence is worth one try: the next movement says it again.
    this.send(change).catch(() => {
      for (const name of Object.keys(change)) delete (/** @type {any} */ (this.#told)[name]);
    });
  }
}
