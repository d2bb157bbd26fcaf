/**
 * The thread and composer of the open room, and what a click in the list does. One room is open at a time.
 * Page modules are reached by window events only: the player seeks and selects, presence hears of typing.
 */
import { Composer } from "./composer.js";
import { FocusKeeper, focusOn } from "./focus_keeper.js";
import { ThreadStore } from "./thread_store.js";
import { remove, removeAnswer, resolve } from "./undoing.js";
import { editComment, postComment, postReply } from "./writing.js";

/** @typedef {import("./thread_store.js").Surroundings} Surroundings */
/** @typedef {{thread: ThreadStore, composer: Composer}} Session */

const TYPING_PAUSE_MS = 3000;

/** @type {Session | null} */
let session = null;
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typingPause;

/** Opens a room and listens to the page; returns what closes it. @param {Surroundings} surroundings */
export function openSession(surroundings) {
  const thread = new ThreadStore(surroundings);
  const composer = new Composer((frame) => surroundings.timecodeOf(frame));
  const opened = { thread, composer };
  session = opened;
  thread.subscribe(publish);
  composer.subscribe(publish);
  composer.type(Boolean(thread.drafts.read("new").trim()));
  const abort = new AbortController();
  const on = { signal: abort.signal };
  const keeper = new FocusKeeper(abort.signal);
  thread.subscribe(() => afterDrawing(() => keeper.look()));
  listen("frame", ({ frame }) => composer.follow(frame), on);
  listen("range", ({ frame_in, frame_out }) => composer.mark(frame_in, frame_out), on);
  listen("compose", () => document.getElementById("composer")?.focus(), on);
  listen("select", ({ comment_id }) => select(comment_id), on);
  window.addEventListener("online", () => void thread.resync(), on);
  document.addEventListener("visibilitychange", () => document.hidden || void thread.resync(), on);
  window.addEventListener("keydown", focusByKey, on);
  window.addEventListener("keydown", closeByKey, on);
  void thread.load().then(selectByAddress);
  publish();
  return {
    thread,
    close() {
      abort.abort();
      setTyping(false);
      thread.close();
      if (session === opened) session = null;
      publish();
    },
  };
}

/** @param {() => void} listener */
export function subscribe(listener) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function currentSession() {
  return session;
}

/** What buttons of the interface do, by name. @type {Record<string, (at: Session, ...args: any[]) => unknown>} */
const ACTS = {
  show(_, id, frame) {
    tell("select", { comment_id: id });
    if (frame >= 0) tell("seek", { frame });
  },
  open: ({ thread }, id, box) => thread.setOpen({ id, box }),
  close: ({ thread }) => thread.setOpen(null),
  resolve: ({ thread }, id, resolved) => resolve(thread, id, resolved, tellWithUndo(id)),
  remove: ({ thread }, id) => remove(thread, id, tellWithUndo(id)),
  remove_reply: ({ thread }, id, replyId) => removeAnswer(thread, id, replyId, tellWithUndo(id)),
  retry: ({ thread }, id) => thread.outbox.retry(id),
  discard: ({ thread }, id) => thread.outbox.remove(id),
  point: ({ thread }, id) => thread.point(id),
  send_now: ({ thread }) => thread.resync(),
  show_all: ({ thread }) => thread.arrange({ status: "all", kind: "all" }),
  arrange: ({ thread }, name, value) => thread.arrange({ [name]: value }),
  async copy_link(_, id, frame) {
    await navigator.clipboard.writeText(linkTo(id, frame));
    tell("toast", { kind: "success", key: "review.link_copied" });
  },
  kind: ({ composer }, kind) => composer.setKind(kind),
  pin: ({ composer }) => composer.pinHere(),
  start_range: ({ composer }) => composer.startRange(),
  end_range: ({ composer }) => composer.endRange(),
  drop_range: ({ composer }) => composer.dropRange(),
  whole: ({ composer }) => composer.toggleWhole(),
};

/** @param {string} name @param {...any} args */
export function act(name, ...args) {
  if (session) void ACTS[name](session, ...args);
}

/**
 * Sends what was written in a box.
 * @param {"comment" | "reply" | "edit"} target @param {string} commentId @param {string} words
 */
export function send(target, commentId, words) {
  if (!session) return;
  const { thread, composer } = session;
  setTyping(false);
  if (target === "reply") return postReply(thread, commentId, words);
  if (target === "edit") return void editComment(thread, commentId, words);
  const place = composer.take();
  const id = postComment(thread, { ...place, body: words, version: thread.at.version });
  tell("select", { comment_id: id });
  if (place.frame_out !== null) tell("range", { frame_in: null, frame_out: null });
}

/** Somebody is writing in a box. @param {"comment" | "reply" | "edit"} target @param {string} words */
export function typed(target, words) {
  const hasWords = Boolean(words.trim());
  if (target === "comment") session?.composer.type(hasWords);
  setTyping(hasWords);
}

/** @param {boolean} isActive */
function setTyping(isActive) {
  clearTimeout(typingPause);
  tell("typing", { active: isActive });
  if (isActive) typingPause = setTimeout(() => setTyping(false), TYPING_PAUSE_MS);
}

/** A link to a comment opens the page with it. */
function selectByAddress() {
  const id = location.hash.match(/^#comment-([0-9a-f-]{36})$/)?.[1];
  if (id && session?.thread.comments.has(id)) tell("select", { comment_id: id });
}

/** @param {string | null} id */
function select(id) {
  session?.thread.select(id);
  afterDrawing(() => document.getElementById(`comment-${id}`)?.scrollIntoView({ block: "nearest" }));
}

/** A row may come or go with the next view only. @param {() => void} act */
function afterDrawing(act) {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

/** Says what was done to a comment; undoing it leads back to its row. @param {string} id @returns {import("./undoing.js").Tell} */
function tellWithUndo(id) {
  return (key, undo) => {
    const takeBack = async () => {
      if (await undo()) afterDrawing(() => focusOn(document.getElementById(`comment-${id}`)));
    };
    tell("toast", { kind: "success", key, undo: takeBack });
  };
}

/** Esc closes the question in a row. @param {KeyboardEvent} event */
function closeByKey(event) {
  if (event.key === "Escape" && !event.defaultPrevented && session?.thread.open?.box === "delete") session.thread.setOpen(null);
}

/** @param {KeyboardEvent} event */
function focusByKey(event) {
  if (event.code !== "KeyC" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
  const at = /** @type {HTMLElement} */ (event.target);
  if (at.closest?.("input, textarea, select, [contenteditable], [role='dialog'], [role='menu'], [role='listbox']")) return;
  const composer = document.getElementById("composer");
  if (!composer) return;
  event.preventDefault();
  composer.focus();
}

/** @param {string} id @param {number} frame */
function linkTo(id, frame) {
  const link = new URL(location.href);
  link.searchParams.set("v", String(session?.thread.at.version));
  if (frame >= 0) link.searchParams.set("f", String(frame));
  link.hash = `comment-${id}`;
  return link.href;
}

/** @param {string} name @param {(detail: any) => void} heard @param {AddEventListenerOptions} options */
function listen(name, heard, options) {
  window.addEventListener(`videoplanet:${name}`, (event) => heard(/** @type {CustomEvent} */ (event).detail), options);
}

/** @param {string} name @param {Record<string, unknown>} detail */
function tell(name, detail) {
  window.dispatchEvent(new CustomEvent(`videoplanet:${name}`, { detail }));
}

function publish() {
  for (const listener of listeners) listener();
}
