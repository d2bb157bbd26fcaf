/** How fast bytes go, smoothed, and how long the rest takes. One for each file, and one for all of them together. */

const WINDOW_MS = 8000;
const SETTLED_MS = 1500;

export class Pace {
  /** @type {{at: number, bytes: number}[]} */
  #sent = [];

  /** @param {() => number} now in milliseconds */
  constructor(now = () => performance.now()) {
    this.now = now;
  }

  /** @param {number} bytes that went out since the last call; what had to be sent again counts only once it is */
  add(bytes) {
    const at = this.now();
    this.#sent = [...this.#sent.filter((each) => at - each.at < WINDOW_MS), { at, bytes: Math.max(0, bytes) }];
  }

  /** After a pause the time before it says nothing. */
  forget() {
    this.#sent = [];
  }

  /** Bytes a second over the last seconds; 0 while too little is known. */
  get speed() {
    const recent = this.#sent.filter(({ at }) => this.now() - at < WINDOW_MS);
    if (recent.length < 2) return 0;
    const passed = this.now() - recent[0].at;
    if (passed < SETTLED_MS) return 0;
    return (1000 * recent.slice(1).reduce((sum, { bytes }) => sum + bytes, 0)) / passed;
  }

  /** Seconds until `bytes` more have gone; null while nobody knows. @param {number} bytes */
  secondsFor(bytes) {
    const speed = this.speed;
    return speed > 0 ? Math.ceil(bytes / speed) : null;
  }
}
