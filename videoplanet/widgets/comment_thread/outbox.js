/**
 * Comments and replies on their way to the server. They wait here while the line is down, survive a reload, are sent in the
 * order they were written, and are sent again until the server has answered: the id the browser chose makes that harmless.
 * One entry is one item of the storage, so that two tabs of one viewer do not overwrite each other.
 */

/** @typedef {{code: string, detail: string, fields: Record<string, string>}} Problem */
/**
 * @typedef {object} Entry
 * @property {string} id of the comment or reply
 * @property {string | null} commentId the comment a reply is for
 * @property {Record<string, any>} body what is posted
 * @property {import("./drafts.js").Place | null} [place] what the comment is about that a reply is for
 * @property {string} createdAt
 * @property {Problem | null} problem why the server refused it; it waits for the writer then
 */

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

export class Outbox {
  /** Oldest first: ids grow with time. @type {Map<string, Entry>} */
  entries = new Map();
  /** Whether the last try did not reach the server. */
  isOffline = false;

  #isSending = false;
  #pause = FIRST_PAUSE_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isClosed = false;

  /**
   * @param {object} options
   * @param {string} options.prefix names this video and viewer in the storage
   * @param {Storage} options.storage
   * @param {(entry: Entry) => Promise<any>} options.send rejects with `Refusal` when the server says no, else it is tried again
   * @param {(error: unknown) => Problem | null} options.refusalOf the server's no, null when it was not reached
   * @param {(entry: Entry, answer: any) => void} options.onSent
   * @param {() => void} options.onChange
   */
  constructor({ prefix, storage, send, refusalOf, onSent, onChange }) {
    this.prefix = prefix;
    this.storage = storage;
    this.send = send;
    this.refusalOf = refusalOf;
    this.onSent = onSent;
    this.onChange = onChange;
    for (const key of Object.keys(storage).sort()) {
      if (!key.startsWith(prefix)) continue;
      const entry = parsed(storage.getItem(key));
      if (entry) this.entries.set(entry.id, entry);
    }
  }

  /** @param {Omit<Entry, "problem">} entry */
  add(entry) {
    this.#keep({ ...entry, problem: null });
    void this.flush();
  }

  /** Sends a refused entry again. @param {string} id */
  retry(id) {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.#keep({ ...entry, problem: null });
    void this.flush();
  }

  /** Forgets an entry: it was discarded, or the server has it. @param {string} id */
  remove(id) {
    if (!this.entries.delete(id)) return;
    this.storage.removeItem(this.prefix + id);
    this.onChange();
  }

  /** Sends what waits, now: after a click, or when the line is back. */
  async flush() {
    clearTimeout(this.#timer);
    if (this.#isSending || this.#isClosed) return;
    this.#isSending = true;
    try {
      for (let entry = this.#next(); entry && !this.#isClosed; entry = this.#next()) {
        if (!(await this.#sendOne(entry))) break;
      }
    } finally {
      this.#isSending = false;
    }
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #next() {
    for (const entry of this.entries.values()) if (!entry.problem) return entry;
    return null;
  }

  /** @param {Entry} entry @returns {Promise<boolean>} whether to go on with the next */
  async #sendOne(entry) {
    try {
      const answer = await this.send(entry);
      this.#pause = FIRST_PAUSE_MS;
      this.isOffline = false;
      this.onSent(entry, answer);
      this.remove(entry.id);
      return true;
    } catch (error) {
      const problem = this.refusalOf(error);
      if (problem) {
        this.isOffline = false;
        if (this.entries.has(entry.id)) this.#keep({ ...entry, problem });
        return true;
      }
      this.isOffline = true;
      this.onChange();
      this.#timer = setTimeout(() => void this.flush(), this.#pause);
      this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS);
      return false;
    }
  }

  /** @param {Entry} entry */
  #keep(entry) {
    this.entries.set(entry.id, entry);
    try {
      this.storage.setItem(this.prefix + entry.id, JSON.stringify(entry));
    } catch {
      // A full storage costs only the survival of a reload; the entry is sent all the same.
    }
    this.onChange();
  }
}

/** @param {string | null} text @returns {Entry | null} */
function parsed(text) {
  try {
    const entry = JSON.parse(text ?? "");
    return typeof entry?.id === "string" && typeof entry?.body === "object" ? entry : null;
  } catch {
    return null;
  }
}
