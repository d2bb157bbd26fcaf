/**
 * Words that are being written, one draft a box: kept on this device at once, and at the server a moment later, so that they are
 * there after a reload and on the writer's other devices. They go when they are sent or emptied.
 */

/** @typedef {{version: number, frame_in: number | null, frame_out: number | null, kind: string}} Place what a comment names */
/**
 * @typedef {object} Draft
 * @property {string} body empty: it is to be forgotten, and the server does not know yet
 * @property {Place | null} place
 * @property {"new" | "saved" | "refused"} state whether the server has it
 */

const PAUSE_MS = 2500;
const RETRY_MS = 10_000;

export class Drafts {
  /** Grows whenever a box gets other words than those written here. */
  arrivals = 0;
  /** @type {Map<string, Draft>} */
  #drafts = new Map();
  /** Boxes written in since the server was asked: what it says of them is old. @type {Set<string>} */
  #touched = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isPushing = false;
  #isClosed = false;

  /**
   * @param {object} options
   * @param {Storage} options.storage
   * @param {string} options.prefix names this video and writer in the storage
   * @param {string} options.videoId
   * @param {import("./thread_store.js").Api} options.api
   * @param {() => void} options.onChange
   */
  constructor({ storage, prefix, videoId, api, onChange }) {
    this.storage = storage;
    this.prefix = prefix;
    this.path = `/videos/${videoId}/drafts`;
    this.api = api;
    this.onChange = onChange;
    for (const key of Object.keys(storage)) {
      if (key.startsWith(prefix)) this.#drafts.set(key.slice(prefix.length), parsed(storage.getItem(key) ?? ""));
    }
  }

  /** @param {string} box @returns {string} */
  read(box) {
    return this.#drafts.get(box)?.body ?? "";
  }

  /** @param {string} box @returns {Place | null} */
  placeOf(box) {
    return this.#drafts.get(box)?.place ?? null;
  }

  /** Every box with words in it. @returns {{box: string, body: string, place: Place | null}[]} */
  all() {
    return [...this.#drafts].filter(([, { body }]) => body.trim()).map(([box, { body, place }]) => ({ box, body, place }));
  }

  /** Which box of a comment has words in it. @param {string} commentId @returns {"" | "reply" | "edit"} */
  boxOf(commentId) {
    if (this.read(`reply:${commentId}`)) return "reply";
    return this.read(`edit:${commentId}`) ? "edit" : "";
  }

  /** The words in that box. @param {string} commentId */
  wordsOn(commentId) {
    return this.read(`${this.boxOf(commentId)}:${commentId}`);
  }

  /** @param {string} box @param {string} body @param {Place | null} [place] */
  write(box, body, place = null) {
    const before = this.#drafts.get(box);
    if (!before && !body) return;
    if (before?.body === body && JSON.stringify(before.place) === JSON.stringify(place)) return;
    this.#touched.add(box);
    this.#keep(box, { body, place, state: "new" });
    if (Boolean(before?.body) !== Boolean(body)) this.onChange();
    this.#timer ??= setTimeout(() => void this.push(), PAUSE_MS);
  }

  /** Takes what was written elsewhere, and gives what was written here. */
  async load() {
    this.#touched.clear();
    try {
      const { items } = await this.api.get(this.path);
      if (this.#isClosed) return;
      this.#take(items);
    } catch (error) {
      if (!this.api.refusalOf(error)) this.#later(() => this.load());
      return;
    }
    await this.push();
  }

  /** Gives the server what it does not have yet, now. */
  async push() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isPushing) return;
    this.#isPushing = true;
    try {
      for (let next = this.#unsaved(); next; next = this.#unsaved()) await this.#save(...next);
    } catch {
      if (!this.#isClosed) this.#later(() => this.push());
    } finally {
      this.#isPushing = false;
    }
  }

  /** The room closes: what is written goes on its way. */
  close() {
    this.#isClosed = true;
    void this.push();
    clearTimeout(this.#timer);
  }

  /** @param {({box: string, body: string} & Place)[]} items */
  #take(items) {
    const known = new Set(items.map(({ box }) => box));
    let isNew = false;
    for (const { box, body, version, frame_in, frame_out, kind } of items) {
      const here = this.#drafts.get(box);
      if (this.#touched.has(box) || (here && here.state !== "saved")) continue;
      const place = kind ? { version, frame_in, frame_out, kind } : null;
      isNew ||= here?.body !== body || JSON.stringify(here.place) !== JSON.stringify(place);
      this.#keep(box, { body, place, state: "saved" });
    }
    for (const [box, { state }] of [...this.#drafts]) {
      if (state !== "saved" || known.has(box) || this.#touched.has(box)) continue;
      this.#drop(box);
      isNew = true;
    }
    if (!isNew) return;
    this.arrivals += 1;
    this.onChange();
  }

  #unsaved() {
    for (const entry of this.#drafts) if (entry[1].state === "new") return entry;
    return null;
  }

  /** @param {string} box @param {Draft} draft */
  async #save(box, draft) {
    /** @type {Draft["state"]} */
    let state = "saved";
    try {
      await this.api.put(`${this.path}/${box}`, { body: draft.body, ...draft.place });
    } catch (error) {
      if (!this.api.refusalOf(error)) throw error;
      state = "refused"; // asking again does not help; the words stay here
    }
    if (this.#drafts.get(box) !== draft) return; // written on meanwhile
    if (draft.body) this.#keep(box, { ...draft, state });
    else this.#drop(box);
  }

  /** @param {string} box @param {Draft} draft */
  #keep(box, draft) {
    this.#drafts.set(box, draft);
    try {
      this.storage.setItem(this.prefix + box, JSON.stringify(draft));
    } catch {
      // A full storage costs only the moment until the server has it.
    }
  }

  /** @param {string} box */
  #drop(box) {
    this.#drafts.delete(box);
    this.storage.removeItem(this.prefix + box);
  }

  /** @param {() => unknown} act */
  #later(act) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, RETRY_MS);
  }
}

/** @param {string} text @returns {Draft} */
function parsed(text) {
  try {
    const { body, place = null, state = "new" } = JSON.parse(text);
    if (typeof body === "string") return { body, place, state };
  } catch {
    // The release before kept the words as they are.
  }
  return { body: text, place: null, state: "new" };
}
