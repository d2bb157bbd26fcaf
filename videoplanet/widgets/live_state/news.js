/** What of the live frames is news for a page that is read again then, and how often it is told so. */

const PAUSE_MS = 1000;

export class News {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  #waits = false;
  /** What is there of each version. @type {Map<string, string>} */
  #sizes = new Map();

  /** @param {() => void} tell */
  constructor(tell) {
    this.tell = tell;
  }

  /** @param {{type: string, payload: any}} frame */
  hear(frame) {
    if (!this.#isNews(frame)) return;
    this.#waits = true;
    if (this.#pause === undefined) this.#rest();
  }

  close() {
    clearTimeout(this.#pause);
  }

  #rest() {
    this.#pause = undefined;
    if (!this.#waits) return;
    this.#waits = false;
    this.tell();
    this.#pause = setTimeout(() => this.#rest(), PAUSE_MS);
  }

  /** @param {{type: string, payload: any}} frame */
  #isNews({ type, payload }) {
    if (type !== "version.progress") return true;
    const { id, rungs, has_poster } = payload.version;
    const now = `${rungs ?? ""} ${Boolean(has_poster)}`;
    const isNew = now !== (this.#sizes.get(id) ?? " false");
    this.#sizes.set(id, now);
    return isNew;
  }
}
