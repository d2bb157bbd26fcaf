/**
 * What the next comment is about: the frame it names, or a range, or the whole version, and its kind.
 * The frame follows the playhead until the first letter is typed and stays there until the comment is sent.
 */

/** @typedef {"fix" | "idea" | "approve" | "question"} Kind */
/** @type {Kind[]} */
export const KINDS = ["fix", "idea", "approve", "question"];

export class Composer {
  /** Where the playhead is. */
  #playhead = 0;
  /** Where the comment is pinned, null while it follows the playhead. @type {number | null} */
  #pinned = null;
  /** The first frame of a range whose end follows the playhead or is fixed. @type {{from: number, to: number | null} | null} */
  #range = null;
  /** The range marked in the player. @type {{from: number, to: number} | null} */
  #marked = null;
  #isWhole = false;
  /** @type {Kind} */
  #kind = "fix";
  #listeners = new Set();

  /** @param {(frame: number) => string} timecodeOf */
  constructor(timecodeOf) {
    this.timecodeOf = timecodeOf;
    this.view = this.#written();
  }

  /** For `useSyncExternalStore`. @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @param {number} frame where the playhead is now */
  follow(frame) {
    this.#playhead = frame;
    this.#changed();
  }

  /** @param {number | null} frameIn @param {number | null} frameOut the range marked in the player */
  mark(frameIn, frameOut) {
    const isMarked = Number.isInteger(frameIn) && Number.isInteger(frameOut);
    this.#marked = isMarked ? inOrder(/** @type {number} */ (frameIn), /** @type {number} */ (frameOut)) : null;
    this.#changed();
  }

  /** Somebody is typing: the frame stays where typing began. @param {boolean} hasWords */
  type(hasWords) {
    if (hasWords && this.#pinned === null) this.#pinned = this.#playhead;
    if (!hasWords) this.#pinned = null;
    this.#changed();
  }

  /** Names the frame at the playhead instead. */
  pinHere() {
    this.#isWhole = false;
    this.#range = null;
    this.#pinned = this.#pinned === null ? null : this.#playhead;
    this.#changed();
  }

  /** Makes it a range: the one marked in the player, or from the named frame on to the playhead. */
  startRange() {
    this.#isWhole = false;
    this.#range = this.#marked ?? { from: this.#pinned ?? this.#playhead, to: null };
    this.#changed();
  }

  /** Ends the range at the playhead. */
  endRange() {
    if (this.#range) this.#range = inOrder(this.#range.from, this.#playhead);
    this.#changed();
  }

  /** Back from a range to one frame. */
  dropRange() {
    this.#range = null;
    this.#changed();
  }

  toggleWhole() {
    this.#isWhole = !this.#isWhole;
    this.#range = null;
    this.#changed();
  }

  /** @param {Kind} kind */
  setKind(kind) {
    this.#kind = kind;
    this.#changed();
  }

  /** What the comment names, and begins anew. @returns {{frame_in: number | null, frame_out: number | null, kind: Kind}} */
  take() {
    const kind = this.#kind;
    const { from, to } = this.#place();
    this.#pinned = null;
    this.#range = null;
    this.#isWhole = false;
    this.#changed();
    return { frame_in: from, frame_out: to, kind };
  }

  #place() {
    if (this.#isWhole) return { from: null, to: null };
    if (this.#range) return inOrder(this.#range.from, this.#range.to ?? this.#playhead);
    return { from: this.#pinned ?? this.#playhead, to: null };
  }

  #written() {
    const { from, to } = this.#place();
    const label = from === null ? "" : this.timecodeOf(from);
    return {
      label: to === null || to === from ? label : `${label} – ${this.timecodeOf(to)}`,
      short: label.replace(/^00:(00:)?/, ""),
      frame: from,
      kind: this.#kind,
      is_whole: this.#isWhole,
      is_range: this.#range !== null,
      is_range_open: this.#range !== null && this.#range.to === null,
      is_pinned: this.#pinned !== null,
      is_elsewhere: this.#pinned !== null && !this.#range && !this.#isWhole && this.#pinned !== this.#playhead,
    };
  }

  #changed() {
    const view = this.#written();
    const before = /** @type {Record<string, unknown>} */ (this.view);
    if (Object.entries(view).every(([name, value]) => before[name] === value)) return;
    this.view = view;
    for (const listener of this.#listeners) listener();
  }
}

/** @param {number} one @param {number} other */
function inOrder(one, other) {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}
