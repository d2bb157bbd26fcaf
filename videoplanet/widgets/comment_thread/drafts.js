/**
 * Words that are being written, one draft a box: kept on this device at once, and at the server a moment later, so that they are
 * there after a reload and on the writer's other devices. They go when they are sent or emptied. Two windows that write in one box
 * at the same time never take each other's place: words go over those that their window knew, else they get a box beside it.
 */

/** @typedef {{version: number, frame_in: number | null, frame_out: number | null, kind: string}} Place what a comment names */
/**
 * @typedef {object} Draft
 * @property {string} body empty: it is to be forgotten, and the server does not know yet
 * @property {Place | null} place
 * @property {"new" | "saved" | "refused"} state whether the server has it
 * @property {string} [known] what the server has, as far as is known here; absent: whatever it is may go
 * @property {string} [tried] what it was given last, whether or not it answered
 */
/**
 * @typedef {object} Begun words in a box
 * @property {string} at where they are kept
 * @property {string} box whose they are
 * @property {string} body
 * @property {Place | null} place
 * @property {boolean} isElsewhere whether they were written in another window or on another device, beside those of this one
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
  /** Where this window keeps a box's words, since others are being written in it elsewhere. @type {Map<string, string>} */
  #beside = new Map();
  /** What this window last saw or wrote in the storage. @type {Map<string, string>} */
  #seen = new Map();
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
      if (!key.startsWith(prefix)) continue;
      const at = key.slice(prefix.length);
      const draft = parsed(storage.getItem(key) ?? "");
      this.#drafts.set(at, draft);
      this.#seen.set(at, draft.body);
    }
  }

  /** @param {string} box @returns {string} */
  read(box) {
    return this.wordsAt(this.at(box));
  }

  /** @param {string} box @returns {Place | null} */
  placeOf(box) {
    return this.placeAt(this.at(box));
  }

  /** Where this window keeps the words of a box. @param {string} box */
  at(box) {
    return this.#beside.get(box) ?? box;
  }

  /** @param {string} at */
  wordsAt(at) {
    return this.#drafts.get(at)?.body ?? "";
  }

  /** @param {string} at @returns {Place | null} */
  placeAt(at) {
    return this.#drafts.get(at)?.place ?? null;
  }

  /** Every box with words in it. @returns {Begun[]} */
  all() {
    const begun = [...this.#drafts].filter(([, { body }]) => body.trim());
    return begun.map(([at, { body, place }]) => {
      const [box] = at.split("~");
      return { at, box, body, place, isElsewhere: this.at(box) !== at };
    });
  }

  /** Words are thrown away, or sent. @param {string} at where they are kept */
  forget(at) {
    this.#write(at, "", null);
  }

  /** Which box of a comment has words in it. @param {string} commentId @returns {"" | "reply" | "edit"} */
  boxOf(commentId) {
    if (this.read(`reply:${commentId}`)) return "reply";
    return this.read(`edit:${commentId}`) ? "edit" : "";
  }

  /** @param {string} box @param {string} body @param {Place | null} [place] */
  write(box, body, place = null) {
    const there = body && !this.#beside.has(box) ? this.#otherWords(box, body) : null;
    if (there) this.#stepAside(box, there, "");
    this.#write(this.at(box), body, place);
  }

  /** @param {string} at @param {string} body @param {Place | null} place */
  #write(at, body, place) {
    const before = this.#drafts.get(at);
    if (!before && !body) return;
    if (before?.body === body && JSON.stringify(before.place) === JSON.stringify(place)) return;
    this.#touched.add(at);
    this.#keep(at, { body, place, state: "new", known: before ? before.known : "", tried: before?.tried });
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
      const place = placeIn({ version, frame_in, frame_out, kind });
      isNew ||= here?.body !== body || JSON.stringify(here.place) !== JSON.stringify(place);
      this.#keep(box, { body, place, state: "saved", known: body });
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
      const over = draft.known === undefined ? {} : { over: draft.known };
      this.#keepIfThere(box, { tried: draft.body });
      await this.api.put(`${this.path}/${box}`, { body: draft.body, ...draft.place, ...over });
    } catch (error) {
      const refusal = this.api.refusalOf(error);
      if (!refusal) throw error;
      if (refusal.code === "draft.elsewhere") return this.#meet(box, draft);
      state = "refused"; // asking again does not help; the words stay here
    }
    const now = this.#drafts.get(box);
    const isSame = now?.body === draft.body && JSON.stringify(now.place) === JSON.stringify(draft.place);
    if (state === "saved") this.#keepIfThere(box, { known: draft.body });
    if (!isSame) return; // written on meanwhile
    if (draft.body) this.#keepIfThere(box, { state });
    else this.#drop(box);
  }

  /** The server has other words than were known of here: both stay. @param {string} box @param {Draft} draft */
  async #meet(box, draft) {
    const { items } = await this.api.get(this.path);
    const there = items.find((/** @type {{box: string}} */ each) => each.box === box);
    const body = there?.body ?? "";
    const isOwn = body === "" || body === draft.tried?.normalize("NFC");
    if (isOwn) return this.#keepIfThere(box, { known: body });
    const now = this.#drafts.get(box);
    const others = { body, place: placeIn(there), state: /** @type {const} */ ("saved"), known: body };
    this.#stepAside(box, others, now?.body ?? "", now?.place);
  }

  /** What another window of this browser has written in a box since this one looked. @param {string} box @param {string} body @returns {Draft | null} */
  #otherWords(box, body) {
    const kept = this.storage.getItem(this.prefix + box);
    const there = kept === null ? null : parsed(kept);
    return there?.body && there.body !== body && there.body !== (this.#seen.get(box) ?? "") ? there : null;
  }

  /** From now on this window writes beside the box. @param {string} box @param {Draft} others what stays in it
   * @param {string} body @param {Place | null} [place] */
  #stepAside(box, others, body, place = null) {
    const [name] = box.split("~");
    const at = `${name}~${Math.random().toString(36).slice(2, 6).padEnd(4, "0")}`;
    this.#beside.set(name, at);
    this.#keep(box, others);
    if (body) this.#write(at, body, place);
    this.onChange();
  }

  /** @param {string} box @param {Partial<Draft>} changed */
  #keepIfThere(box, changed) {
    const now = this.#drafts.get(box);
    if (now) this.#keep(box, { ...now, ...changed });
  }

  /** @param {string} box @param {Draft} draft */
  #keep(box, draft) {
    this.#drafts.set(box, draft);
    try {
      this.storage.setItem(this.prefix + box, JSON.stringify(draft));
      this.#seen.set(box, draft.body);
    } catch {
      // A full storage costs only the moment until the server has it.
    }
  }

  /** @param {string} box */
  #drop(box) {
    this.#drafts.delete(box);
    if (this.#otherWords(box, "")) return; // another window's by now
    this.#seen.delete(box);
    this.storage.removeItem(this.prefix + box);
  }

  /** @param {() => unknown} act */
  #later(act) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, RETRY_MS);
  }
}

/** @param {Place} draft as the server has it @returns {Place | null} */
function placeIn({ version, frame_in, frame_out, kind }) {
  return kind ? { version, frame_in, frame_out, kind } : null;
}

/** @param {string} text @returns {Draft} */
function parsed(text) {
  try {
    const { body, place = null, state = "new", known, tried } = JSON.parse(text);
    if (typeof body === "string") return { body, place, state, known, tried };
  } catch {
    // The release before kept the words as they are.
  }
  return { body: text, place: null, state: "new" };
}
