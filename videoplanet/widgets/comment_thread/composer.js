/**
 * What the next comment is about: the frame it names, or a range, or the whole version, and its kind.
 * The frame follows the playhead until C is pressed or the first letter is typed, and stays there until the comment is sent;
 * a range marked in the player takes its place. Knows which frames the player has proven on the screen: see `posting.js`.
 */

/** @typedef {"fix" | "idea" | "approve" | "question"} Kind */
/** @type {Kind[]} */
export const KINDS = ["fix", "idea", "approve", "question"];
/**
 * @typedef {object} Report what the player tells of its frame
 * @property {boolean} [trusted] whether the frame is proven on the screen
 * @property {boolean} [playing]
 * @property {boolean} [settling] whether the film has just stopped, and this is where
 * @property {boolean} [given_up] whether the frame could not be shown
 */

export class Composer {
  /** Where the playhead is. */
  #playhead = 0;
  /** Whether the player has told where it is. */
  #isFollowing = false;
  /** Whether the film runs or has not settled on its frame yet: a frame pinned now is the one it stops on. */
  #isMoving = false;
  /** Whether there is a film to see. */
  #hasFilm = true;
  /** Frames of the version on the screen that the player has vouched for. @type {Set<number>} */
  #proven = new Set();
  /** The frame that the player was asked to show. @type {number | null} */
  #expected = null;
  /** Whether a frame was asked for in vain. */
  #isMissed = false;
  /** Whether the player has given up showing the frame at the playhead. */
  #isLost = false;
  /** Where the comment is pinned, null while it follows the playhead. @type {number | null} */
  #pinned = null;
  /** Whether the pin moves with the film until it has stopped. */
  #isSettling = false;
  #hasWords = false;
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

  /** @param {number} frame where the playhead is now @param {Report} report */
  follow(frame, { trusted = true, playing = false, settling = false, given_up: isGivenUp = false } = {}) {
    this.#playhead = frame;
    this.#isLost = isGivenUp;
    const isOnItsWay = settling && !trusted && !isGivenUp;
    if (trusted) this.#proven.add(frame);
    if (this.#isSettling && this.#pinned !== null) {
      if (settling || !this.#isFollowing) this.#pinned = frame;
      this.#isSettling = isOnItsWay;
    }
    this.#isFollowing = true;
    this.#isMoving = playing || isOnItsWay;
    if (this.#expected !== null && (trusted || isGivenUp)) {
      this.#isMissed = !this.#proven.has(this.#expected);
      this.#expected = null;
    }
    this.#changed();
  }

  /** The player was asked to show a frame, to prove it. @param {number} frame */
  expect(frame) {
    this.#expected = frame;
    this.#isMissed = this.#isLost = false;
    this.#changed();
  }

  /** Nothing counts as proven any more: another version, or a source that turned out to be wrong. */
  forget() {
    this.#proven.clear();
    this.#expected = null;
    this.#changed();
  }

  /** @param {boolean} hasFilm whether there is a film to see; a comment is about the whole version while there is none */
  show(hasFilm) {
    this.#hasFilm = hasFilm;
    this.#changed();
  }

  /** @param {number | null} frameIn @param {number | null} frameOut the range marked in the player */
  mark(frameIn, frameOut) {
    const isMarked = Number.isInteger(frameIn) && Number.isInteger(frameOut);
    const marked = isMarked ? inOrder(/** @type {number} */ (frameIn), /** @type {number} */ (frameOut)) : null;
    if (marked || this.#range === this.#marked) this.#range = marked;
    if (marked) this.#isWhole = false;
    this.#marked = marked;
    this.#changed();
  }

  /** The reviewer wants to write: the frame stays where it is. */
  hold() {
    if (this.#pinned === null) this.#pin();
    this.#changed();
  }

  /** The reviewer has turned away; without words the frame follows the playhead again. */
  release() {
    if (!this.#hasWords) this.#pinned = null;
    this.#changed();
  }

  /** Somebody is typing: the frame stays where typing began. @param {boolean} hasWords */
  type(hasWords) {
    this.#hasWords = hasWords;
    if (hasWords && !this.#hasFilm) this.#isWhole = true;
    if (hasWords && this.#pinned === null) this.#pin();
    if (!hasWords) this.#pinned = null;
    this.#changed();
  }

  /** Names the frame at the playhead instead. */
  pinHere() {
    this.#isWhole = false;
    this.#range = null;
    if (this.#pinned === null || this.#hasWords) this.#pin();
    else this.#pinned = null;
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
    this.#range = this.#isWhole ? null : this.#marked;
    this.#changed();
  }

  /** @param {Kind} kind */
  setKind(kind) {
    this.#kind = kind;
    this.#changed();
  }

  /** What the comment names. @returns {{frame_in: number | null, frame_out: number | null, kind: Kind}} */
  get place() {
    const { from, to } = this.#isWhole ? { from: null, to: null } : this.#frames();
    return { frame_in: from, frame_out: to, kind: this.#kind };
  }

  /** Whether that was chosen, rather than what happens to be on the screen; a film that is not there yet changes nothing. */
  get isChosen() {
    return this.#isWhole || this.#range !== null || this.#pinned !== null;
  }

  /** Goes on with a comment that was begun earlier, about what it named. @param {Composer["place"]} place */
  restore({ frame_in: from, frame_out: to, kind }) {
    this.#kind = kind;
    this.#isWhole = from === null;
    this.#range = from !== null && to !== null ? { from, to } : null;
    this.#pinned = from;
    this.#isSettling = false;
    this.#isMissed = false;
    this.#hasWords = true;
    this.#changed();
  }

  /** What the comment names, and begins anew. @returns {{frame_in: number | null, frame_out: number | null, kind: Kind}} */
  take() {
    const kind = this.#kind;
    const { from, to } = this.#place();
    this.#range = this.#isWhole ? this.#marked : null;
    this.#pinned = null;
    this.#hasWords = false;
    this.#isWhole = false;
    this.#changed();
    return { frame_in: from, frame_out: to, kind };
  }

  #pin() {
    this.#pinned = this.#playhead;
    this.#isSettling = this.#isMoving || !this.#isFollowing;
    this.#isMissed = false;
  }

  #place() {
    return this.#isWhole || !this.#hasFilm ? { from: null, to: null } : this.#frames();
  }

  #frames() {
    if (this.#range) return inOrder(this.#range.from, this.#range.to ?? this.#playhead);
    return { from: this.#pinned ?? this.#playhead, to: null };
  }

  #written() {
    const { from, to } = this.#place();
    const label = from === null ? "" : this.timecodeOf(from);
    const isPinned = this.#pinned !== null && !this.#range && from !== null;
    const isSettling = isPinned && this.#isSettling;
    const isUnproven = (/** @type {number | null} */ frame) => frame !== null && (isSettling || !this.#proven.has(frame));
    const unproven = [to, from].find(isUnproven) ?? null;
    return {
      label: to === null || to === from ? label : `${label} – ${this.timecodeOf(to)}`,
      short: label.replace(/^00:(00:)?/, ""),
      frame: from,
      kind: this.#kind,
      is_whole: from === null,
      is_range: from !== null && this.#range !== null,
      is_range_open: from !== null && this.#range !== null && this.#range.to === null,
      is_pinned: this.#pinned !== null,
      is_elsewhere: isPinned && this.#pinned !== this.#playhead,
      /** A frame the comment names that the player has not vouched for, null when there is none. */
      unproven,
      is_proving: unproven !== null,
      /** Whether the film is still finding out on which frame it has stopped, and with it the comment. */
      is_settling: isSettling,
      is_missed: unproven !== null && (this.#isMissed || (this.#isLost && unproven === this.#playhead)),
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
