/** What of the live frames is news for a page that is read again then, which of its lists, and how often it is told so. */

const PAUSE_MS = 1000;

export class News {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** The lists that wait to be told; none is everything. @type {Set<string> | undefined} */
  #waiting;
  /** What is there of each version. @type {Map<string, string>} */
  #sizes = new Map();

  /**
   * @param {(lists: string[]) => void} tell told which lists have changed, none when everything may have
   * @param {Record<string, string[]>} changes which lists each kind of frame changes
   */
  constructor(tell, changes = {}) {
    this.tell = tell;
    this.changes = changes;
  }

  /** @param {{type: string, payload: any}} frame */
  hear(frame) {
    if (!this.#isNews(frame)) return;
    const lists = this.changes[frame.type] ?? [];
    const known = this.#waiting;
    const isEverything = !lists.length || known?.size === 0;
    this.#waiting = isEverything ? new Set() : new Set([...(known ?? []), ...lists]);
    if (this.#pause === undefined) this.#rest();
  }

  close() {
    clearTimeout(this.#pause);
  }

  #rest() {
    this.#pause = undefined;
    if (this.#waiting === undefined) return;
    const lists = [...this.#waiting];
    this.#waiting = undefined;
    this.tell(lists);
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
