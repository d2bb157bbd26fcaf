/**
 * What the next comment is about: the frame it names, or a range, or the whole version, and its kind.
 * The frame follows the playhead until C is pressed or the first letter is typed, and stays there until the comment is sent;
 * a range marked in the player takes its place. Knows which frames the player has proven on the screen: see `posting.js`.
 * Words belong to the version they were written on: on another one they name no frame until their writer has chosen.
 */
import { Proofs } from "./proofs.js";

/** @typedef {"fix" | "idea" | "approve" | "question"} Kind */
/** The first is the plain one. @type {Kind[]} */
export const KINDS = ["fix", "idea", "approve", "question"];
/** @typedef {{version: number, frame_in: number | null, frame_out: number | null, kind: Kind}} Written what words are about, and on which version; 0 where that was not kept */
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
  #proofs = new Proofs();
  /** The version on the screen, 0 while it is not known. */
  #version = 0;
  /** What the words are about while another version is on the screen. @type {Written | null} */
  #away = null;
  /** Whether somebody wanted to send words that are of another version. */
  #isUrged = false;
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
  #kind = KINDS[0];
  #listeners = new Set();

  /**
   * @param {(frame: number) => string} timecodeOf of the version on the screen
   * @param {(version: number, frame: number) => string} [timecodeIn] of any, empty where nothing is known of it
   */
  constructor(timecodeOf, timecodeIn = (_, frame) => timecodeOf(frame)) {
    this.timecodeOf = timecodeOf;
    this.timecodeIn = timecodeIn;
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
    const isOnItsWay = settling && !trusted && !isGivenUp;
    this.#proofs.follow(frame, trusted, isGivenUp);
    if (this.#isSettling && this.#pinned !== null) {
      if (settling || !this.#isFollowing) this.#pinned = frame;
      this.#isSettling = isOnItsWay;
    }
    this.#isFollowing = true;
    this.#isMoving = playing || isOnItsWay;
    this.#changed();
  }

  /** Another version is on the screen, or its timecode is known by now. Words that were begun stay with theirs. @param {number} version */
  showVersion(version) {
    if (version > 0 && version !== this.#version) {
      const written = this.#version > 0 ? this.written : null;
      this.#version = version;
      this.#proofs.forget();
      this.#marked = null;
      if (written) this.restore(written);
      else if (this.#range) this.#range = null;
    }
    this.#changed();
  }

  /** The player is asked to show a frame, to prove it; what the comment names does not go there with the playhead. @param {number} frame */
  expect(frame) {
    this.#closeRange();
    this.#proofs.expect(frame);
    this.#changed();
  }

  /** Nothing counts as proven any more: a source turned out to be wrong. */
  forget() {
    this.#proofs.forget();
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
    if (this.#pinned === null && !this.#away) this.#pin();
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
    if (!hasWords) this.#away = this.#pinned = null;
    else if (!this.#away) {
      if (!this.#hasFilm) this.#isWhole = true;
      if (this.#pinned === null) this.#pin();
    }
    this.#changed();
  }

  /** The words of another version are to be about what is on the screen instead. */
  takeHere() {
    if (!this.#away) return;
    this.#isWhole = this.#takesWhole;
    this.#range = this.#isWhole ? null : this.#marked;
    this.#away = null;
    this.#pin();
    this.#changed();
  }

  /** The words are to be sent as they stand: what they name goes with the playhead no more. */
  stand() {
    if (this.#range) this.#closeRange();
    else if (this.#pinned === null && !this.#isWhole) this.#pin();
    this.#changed();
  }

  /** Words of another version cannot be sent before their writer has chosen: says so. @returns {boolean} whether that is so */
  urge() {
    this.#isUrged = this.#away !== null;
    this.#changed();
    return this.#isUrged;
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
    this.#closeRange();
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

  /** What the words are about, null while there are none. @returns {Written | null} */
  get written() {
    if (this.#away) return { ...this.#away, kind: this.#kind };
    return this.#hasWords ? { version: this.#version, ...this.place } : null;
  }

  /** Whether it is known which version is on the screen. */
  get knowsVersion() {
    return this.#version > 0;
  }

  /** Whether that was chosen, rather than what happens to be on the screen; a film that is not there yet changes nothing. */
  get isChosen() {
    return this.#away !== null || this.#isWhole || this.#range !== null || this.#pinned !== null;
  }

  /** Goes on with a comment that was begun earlier, about what it named; on another version than its own it waits for a choice. @param {Written} written */
  restore(written) {
    const { version, frame_in: from, frame_out: to, kind } = written;
    const isHere = version === this.#version;
    this.#kind = kind;
    this.#away = isHere ? null : written;
    this.#isWhole = isHere && from === null;
    this.#range = isHere && from !== null && to !== null ? { from, to } : null;
    this.#pinned = isHere ? from : null;
    this.#isSettling = false;
    this.#isUrged = false;
    this.#hasWords = true;
    this.#changed();
  }

  /** What is shown that the comment names, and on which version; begins anew. @returns {Written} */
  take() {
    const { from, to } = this.#place();
    const taken = { version: this.#version, frame_in: from, frame_out: to, kind: this.#kind };
    this.#range = this.#isWhole ? this.#marked : null;
    this.#pinned = null;
    this.#hasWords = false;
    this.#isWhole = false;
    this.#kind = KINDS[0];
    this.#changed();
    return taken;
  }

  /** An open range ends where the playhead is. */
  #closeRange() {
    if (this.#range?.to === null) this.#range = inOrder(this.#range.from, this.#playhead);
  }

  #pin() {
    this.#pinned = this.#playhead;
    this.#isSettling = this.#isMoving || !this.#isFollowing;
  }

  #place() {
    return this.#isWhole || !this.#hasFilm ? { from: null, to: null } : this.#frames();
  }

  /** Whether words of another version are about the whole of it, or can be about nothing else here. */
  get #takesWhole() {
    return !this.#hasFilm || (this.#away !== null && this.#away.version > 0 && this.#away.frame_in === null);
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
    const isUnproven = (/** @type {number | null} */ frame) => frame !== null && (isSettling || !this.#proofs.has(frame));
    const unproven = [to, from].find(isUnproven) ?? null;
    const isMissed = unproven !== null && this.#proofs.isMissed(unproven);
    const isUnderWay = unproven !== null && (isSettling || !this.#isFollowing || this.#proofs.isUnderWay(unproven, this.#playhead));
    return {
      ...this.#writtenAway(),
      label: to === null || to === from ? label : `${label} – ${this.timecodeOf(to)}`,
      short: to === null || to === from ? label : `${label} – ${endAfter(label, this.timecodeOf(to))}`,
      frame: from,
      kind: this.#kind,
      is_whole: from === null,
      is_range: from !== null && this.#range !== null,
      is_range_open: from !== null && this.#range !== null && this.#range.to === null,
      is_pinned: this.#pinned !== null,
      is_elsewhere: isPinned && this.#pinned !== this.#playhead,
      /** A frame the comment names that the player has not vouched for, null when there is none. */
      unproven,
      is_proving: isUnderWay && !isMissed,
      /** Whether nobody has looked yet: the frame of an earlier day, or one that was left before it was shown. */
      is_unseen: unproven !== null && !isUnderWay && !isMissed,
      /** Whether the film is still finding out on which frame it has stopped, and with it the comment. */
      is_settling: isSettling,
      is_missed: isMissed,
    };
  }

  /** Where words of another version belong. */
  #writtenAway() {
    const { version = 0, frame_in: from = null, frame_out: to = null } = this.#away ?? {};
    const written = (/** @type {number} */ frame) => this.timecodeIn(version, frame) || `F ${frame}`;
    const label = from === null ? "" : written(from);
    return {
      is_away: this.#away !== null,
      is_urged: this.#away !== null && this.#isUrged,
      away_version: version,
      is_away_reachable: version > 0 && this.timecodeIn(version, 0) !== "",
      is_away_whole: this.#away !== null && this.#takesWhole,
      away_label: to === null || to === from ? label : `${label} – ${written(to)}`,
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

/** A range's end without the hours and minutes that it shares with its beginning. @param {string} from @param {string} to timecodes */
function endAfter(from, to) {
  const [minutes = "", hours = ""] = /^(\d+:)\d+:/.exec(from) ?? [];
  const shared = to.startsWith(minutes) ? minutes : hours;
  return to.startsWith(shared) ? to.slice(shared.length) : to;
}

/** @param {number} one @param {number} other */
function inOrder(one, other) {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}
