/**
 * The conversation of one room: its thread and its composer, and what ties them to the room's other parts. The player seeks and
 * selects, presence hears of typing; neither is known here but by what is told in the room.
 */
import { Composer, KINDS } from "./composer.js";
import { takeEarly } from "./early_words.js";
import { Failures, showFailure } from "./failures.js";
import { FocusKeeper } from "./focus_keeper.js";
import { afterDrawing } from "./drawing.js";
import { Posting } from "./posting.js";
import { RowList } from "./row_list.js";
import { ThreadStore } from "./thread_store.js";
import { rememberRoom } from "./unsent.js";
import { editComment, postComment, postReply } from "./writing.js";

/** @typedef {import("../../features/enter_room/room.js").Room} Room */
/** @typedef {"comment" | "reply" | "edit"} Target what is written */

const TYPING_PAUSE_MS = 3000;

export class Session {
  #abort = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typingPause;
  /** Which words of the writer's drafts the composer has gone on with. */
  #arrivals = -1;
  /** Whether the words are on their way back to the version they were written on. */
  #isReturning = false;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /**
   * @param {Room} room
   * @param {import("./thread_store.js").Surroundings} surroundings
   */
  constructor(room, surroundings) {
    this.room = room;
    this.thread = new ThreadStore(surroundings);
    this.composer = new Composer(
      (frame) => surroundings.timecodeOf(frame),
      (version, frame) => surroundings.moments.timecodeOf(version, frame),
    );
    this.composer.showVersion(surroundings.version);
    this.posting = new Posting(this.composer, {
      ask: (frame) => room.tell("seek", { frame }),
      post: (words) => this.#post(words),
    });
    this.list = new RowList(this.thread, () => this.#changed());
    this.#tellChanges();
    this.#goOn();
    this.thread.subscribe(() => this.#goOn());
    this.thread.subscribe(() => this.posting.goOn());
    this.composer.subscribe(() => this.#keepPlace());
    this.#lookAfterList();
    this.#listen();
  }

  /** Loads the comments and takes what was typed before the room was open. @param {Storage} storage of the tab */
  open(storage) {
    this.room.tell("where", {});
    const linked = linkedComment();
    void this.thread.load(linked?.frame);
    if (linked) this.#selectOnce(linked.id);
    void this.thread.drafts.load();
    for (const { target, box, words, isChanged } of takeEarly(storage, location.pathname)) {
      this.typed(target, box, words, isChanged);
    }
  }

  /** For `useSyncExternalStore`. @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another version is on the screen, or something else around the conversation has changed. @param {Parameters<ThreadStore["moveTo"]>[0]} changed */
  moveTo(changed) {
    // The words go back to their own version: to their frame, too.
    this.#isReturning ||= this.composer.view.is_away && this.composer.view.away_version === changed.version;
    this.thread.moveTo(changed);
    this.composer.showVersion(this.thread.at.version);
    this.#keepPlace();
  }

  /** What was proven on the screen counts no more; the player tells anew what is there. */
  forgetFrames() {
    this.composer.forget();
    this.room.tell("where", {});
  }

  /**
   * Sends what was written in a box; a comment once the frame it names is proven on the screen.
   * @param {Target} target @param {string} commentId @param {string} words
   * @param {() => void} onSent the words may leave their box
   */
  send(target, commentId, words, onSent) {
    const { thread } = this;
    this.#setTyping(false);
    if (target === "comment") return this.posting.begin(words, onSent);
    if (thread.isGone(commentId)) return thread.setOpen(null); // the words stay, and say what can be done with them
    if (target === "reply") postReply(thread, commentId, words);
    else void editComment(thread, commentId, words);
    onSent();
  }

  /**
   * Somebody is writing in a box.
   * @param {Target} target @param {string} box @param {string} words
   * @param {boolean} isChanged whether they differ from what was there to begin with
   */
  typed(target, box, words, isChanged) {
    const hasWords = Boolean(words.trim());
    if (target === "comment") {
      this.posting.cancel();
      this.composer.type(hasWords);
    }
    this.#keepWords(box, isChanged ? words : "");
    this.#setTyping(hasWords);
  }

  /** @param {string | null} id */
  select(id) {
    this.thread.select(id);
    if (id) this.list.show(id);
  }

  close() {
    this.#abort.abort();
    this.#setTyping(false);
    this.thread.close();
    this.list.close();
    this.#listeners.clear();
  }

  #tellChanges() {
    this.thread.subscribe(() => this.list.take());
    this.thread.subscribe(() => this.#changed());
    this.composer.subscribe(() => this.#changed());
  }

  #changed() {
    for (const listener of this.#listeners) listener();
  }

  /** The keyboard keeps its place when rows go, and what failed is brought into sight. */
  #lookAfterList() {
    const { thread, list } = this;
    const keeper = new FocusKeeper(list, this.#abort.signal);
    thread.subscribe(() => afterDrawing(() => keeper.look()));
    const failures = new Failures();
    thread.subscribe(() => {
      if (!thread.view.is_complete) return;
      for (const { row, id } of failures.look(thread.view.troubled)) list.show(row, () => showFailure(id));
    });
  }

  #listen() {
    const { room, thread, composer } = this;
    const { signal } = this.#abort;
    room.listen("frame", (report) => this.#follow(report), signal);
    room.listen("frames-doubted", () => this.forgetFrames(), signal);
    room.listen("film", ({ is_shown }) => composer.show(is_shown), signal);
    room.listen("range", ({ frame_in, frame_out }) => composer.mark(frame_in, frame_out), signal);
    room.listen("compose", () => this.#beginToWrite(), signal);
    room.listen("select", ({ comment_id }) => this.select(comment_id), signal);
    window.addEventListener("online", () => void thread.resync(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden || void thread.resync(), { signal });
    window.addEventListener("pagehide", () => void thread.drafts.push(), { signal });
    window.addEventListener("keydown", (event) => this.#closeByKey(event), { signal });
  }

  /** @param {import("../../features/enter_room/room.js").RoomEvents["frame"]} report */
  #follow({ frame, ...report }) {
    this.composer.follow(frame, report);
    if (this.#isReturning) afterDrawing(() => this.posting.proveAgain());
    this.#isReturning = false;
  }

  /** Which version is on the screen may be known later than the words are. */
  #goOn() {
    const { drafts, at } = this.thread;
    if (drafts.arrivals === this.#arrivals || !(at.version > 0)) return;
    this.#arrivals = drafts.arrivals;
    this.#goOnWithDraft();
  }

  /** @param {string} words */
  #post(words) {
    const { thread, composer, room } = this;
    const place = composer.take();
    const id = postComment(thread, { ...place, body: words });
    room.tell("select", { comment_id: id });
    if (place.frame_out !== null) room.tell("range", { frame_in: null, frame_out: null });
  }

  /** @param {string} box @param {string} words */
  #keepWords(box, words) {
    const { thread, composer } = this;
    const written = !words ? null : box === "new" ? composer.written : thread.placeOf(box);
    thread.drafts.write(box, words, written?.version ? written : null);
  }

  /** What the words are about may be changed after they were written. Not kept while it follows the playhead. */
  #keepPlace() {
    if (this.composer.isChosen && !this.composer.view.is_range_open) this.#keepWords("new", this.thread.drafts.read("new"));
  }

  /** The composer names what the draft names, on the version it was written on; words without a place wait for one. */
  #goOnWithDraft() {
    const { composer, thread } = this;
    const words = thread.drafts.read("new");
    this.posting.keepOnly(words.trim());
    if (!words) return;
    const place = thread.drafts.placeOf("new");
    const kind = KINDS.find((each) => each === place?.kind) ?? KINDS[0];
    if (place) composer.restore({ ...place, kind });
    else if (!composer.written) composer.restore({ version: 0, frame_in: null, frame_out: null, kind });
  }

  /** @param {boolean} isActive */
  #setTyping(isActive) {
    clearTimeout(this.#typingPause);
    this.room.tell("typing", { active: isActive });
    if (isActive) this.#typingPause = setTimeout(() => this.#setTyping(false), TYPING_PAUSE_MS);
  }

  /** A link to a comment opens the page with it, once it has come. @param {string} id */
  #selectOnce(id) {
    const stop = this.thread.subscribe(() => {
      const { comments, isComplete, selected } = this.thread;
      if (comments.has(id) || isComplete || selected) stop();
      if (comments.has(id) && !selected) this.room.tell("select", { comment_id: id });
    });
  }

  /** Esc closes the question in a row. @param {KeyboardEvent} event */
  #closeByKey(event) {
    if (event.key === "Escape" && !event.defaultPrevented && this.thread.open?.box === "delete") this.thread.setOpen(null);
  }

  /** The frame stays where it is, and the composer takes the keyboard. */
  #beginToWrite() {
    const box = document.getElementById("composer");
    if (!box) return;
    this.composer.hold();
    box.focus();
  }
}

/** The comment that the page's address leads to, and its frame if it has one. */
function linkedComment() {
  const id = location.hash.match(/^#comment-([0-9a-f-]{36})$/)?.[1];
  const frame = Number(new URLSearchParams(location.search).get("f"));
  return id ? { id, frame: Number.isInteger(frame) && frame > 0 ? frame : 0 } : null;
}

/** Opens the conversation of a room; `open` begins it. @param {Room} room @param {import("./thread_store.js").Surroundings} surroundings */
export function sessionOf(room, surroundings) {
  rememberRoom(surroundings.storage, location.pathname, surroundings.videoId, surroundings.viewer.id);
  return new Session(room, surroundings);
}
