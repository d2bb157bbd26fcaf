/**
 * The thread and composer of the open room, and what a click in the list does. One room is open at a time.
 * Page modules are reached by window events only: the player seeks and selects, presence hears of typing.
 */
import { Composer, KINDS } from "./composer.js";
import { keepEarly, takeEarly } from "./early_words.js";
import { Failures, showFailure } from "./failures.js";
import { FocusKeeper, focusOn } from "./focus_keeper.js";
import { Posting } from "./posting.js";
import { ThreadStore } from "./thread_store.js";
import { remove, removeAnswer, resolve } from "./undoing.js";
import { rememberRoom } from "./unsent.js";
import { editComment, postComment, postReply, postUnsent } from "./writing.js";

/** @typedef {import("./thread_store.js").Surroundings} Surroundings */
/** @typedef {{thread: ThreadStore, composer: Composer, posting: Posting}} Session */

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
  rememberRoom(surroundings.storage, location.pathname, surroundings.videoId, surroundings.viewer.id);
  const composer = new Composer(
    (frame) => surroundings.timecodeOf(frame),
    (version, frame) => surroundings.moments.timecodeOf(version, frame),
  );
  composer.showVersion(surroundings.version);
  const posting = new Posting(composer, {
    ask: (frame) => tell("seek", { frame }),
    post: (words) => post(opened, words),
    knowsVersion: () => thread.at.version > 0,
  });
  const opened = { thread, composer, posting };
  session = opened;
  thread.subscribe(publish);
  composer.subscribe(publish);
  let arrivals = -1;
  const goOn = () => {
    // Which version is on the screen may be known later than the words are.
    if (thread.drafts.arrivals === arrivals || !(thread.at.version > 0)) return;
    arrivals = thread.drafts.arrivals;
    goOnWithDraft(opened);
  };
  goOn();
  thread.subscribe(goOn);
  thread.subscribe(() => posting.goOn());
  composer.subscribe(() => keepPlace(opened));
  const abort = new AbortController();
  const on = { signal: abort.signal };
  const keeper = new FocusKeeper(abort.signal);
  thread.subscribe(() => afterDrawing(() => keeper.look()));
  const failures = new Failures();
  thread.subscribe(() => {
    if (thread.view.state !== "ready") return;
    for (const id of failures.look(thread.view.rows)) afterDrawing(() => showFailure(id));
  });
  let isReturning = false;
  listen(
    "frame",
    ({ frame, ...report }) => {
      composer.follow(frame, report);
      if (isReturning) afterDrawing(() => posting.proveAgain());
      isReturning = false;
    },
    on,
  );
  listen("frames-doubted", forgetFrames, on);
  listen("film", ({ is_shown }) => composer.show(is_shown), on);
  listen("range", ({ frame_in, frame_out }) => composer.mark(frame_in, frame_out), on);
  listen("compose", () => beginToWrite(composer), on);
  listen("select", ({ comment_id }) => select(comment_id), on);
  window.addEventListener("online", () => void thread.resync(), on);
  document.addEventListener("visibilitychange", () => document.hidden || void thread.resync(), on);
  window.addEventListener("pagehide", () => void thread.drafts.push(), on);
  window.addEventListener("keydown", closeByKey, on);
  tell("where", {});
  void thread.load().then(selectByAddress);
  void thread.drafts.load();
  const early = takeEarly(sessionStorage, location.pathname);
  for (const { target, box, words, isChanged } of early) typed(target, box, words, isChanged);
  publish();
  return {
    /** @param {Parameters<ThreadStore["moveTo"]>[0]} changed */
    moveTo(changed) {
      // The words go back to their own version: to their frame, too.
      isReturning ||= composer.view.is_away && composer.view.away_version === changed.version;
      thread.moveTo(changed);
      composer.showVersion(thread.at.version);
      keepPlace(opened);
    },
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

/** What was proven on the screen counts no more; the player tells anew what is there. */
export function forgetFrames() {
  session?.composer.forget();
  tell("where", {});
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
  close: ({ thread }) => thread.leaveOpen(),
  /** The words stay, for another time. */
  put_away: ({ thread }) => thread.setOpen(null),
  asking: ({ thread }, isAsking) => thread.ask(isAsking),
  discard_words({ thread }) {
    const row = `comment-${thread.open?.id}`;
    thread.discardOpen();
    whenDialogIsGone(() => focusOn(document.getElementById(row)));
  },
  resolve: ({ thread }, id, resolved) => resolve(thread, id, resolved, tellWithUndo(id)),
  remove: ({ thread }, id) => remove(thread, id, tellWithUndo(id)),
  remove_reply: ({ thread }, id, replyId) => removeAnswer(thread, id, replyId, tellWithUndo(id)),
  retry: ({ thread }, id) => thread.outbox.retry(id),
  discard: ({ thread }, id) => thread.outbox.remove(id),
  copy_unsent: ({ thread }, at) => copy(thread.drafts.wordsAt(at), "review.unsent_copied"),
  post_unsent({ thread }, at) {
    const id = postUnsent(thread, at);
    if (id) tell("select", { comment_id: id });
  },
  discard_unsent({ thread }, at) {
    if (thread.open && at.includes(thread.open.id)) thread.setOpen(null);
    thread.drafts.forget(at);
  },
  point: ({ thread }, id) => thread.point(id),
  show_all: ({ thread }) => thread.arrange({ status: "all", kind: "all" }),
  arrange: ({ thread }, name, value) => thread.arrange({ [name]: value }),
  copy_link: (_, id, frame) => copy(linkTo(id, frame), "review.link_copied"),
  kind: ({ composer }, kind) => composer.setKind(kind),
  pin: ({ composer }) => composer.pinHere(),
  start_range: ({ composer }) => composer.startRange(),
  end_range: ({ composer }) => composer.endRange(),
  drop_range: ({ composer }) => composer.dropRange(),
  whole: ({ composer }) => composer.toggleWhole(),
  release: ({ composer }) => composer.release(),
  prove_again: ({ posting }) => posting.proveAgain(),
  go_to_words: ({ composer }) => tell("version", { number: composer.view.away_version }),
  take_here({ composer }) {
    composer.takeHere();
    document.getElementById("composer")?.focus();
  },
};

/** @param {string} name @param {...any} args */
export function act(name, ...args) {
  if (session) void ACTS[name](session, ...args);
}

/**
 * Sends what was written in a box; a comment once the frame it names is proven on the screen.
 * @param {"comment" | "reply" | "edit"} target @param {string} commentId @param {string} words
 * @param {() => void} onSent the words may leave their box
 */
export function send(target, commentId, words, onSent) {
  if (!session) return;
  const { thread, posting } = session;
  setTyping(false);
  if (target === "comment") return posting.begin(words, onSent);
  if (thread.isGone(commentId)) return thread.setOpen(null); // the words stay, and say what can be done with them
  if (target === "reply") postReply(thread, commentId, words);
  else void editComment(thread, commentId, words);
  onSent();
}

/** @param {Session} at @param {string} words */
function post({ thread, composer }, words) {
  const place = composer.take();
  const id = postComment(thread, { ...place, body: words, version: thread.at.version });
  tell("select", { comment_id: id });
  if (place.frame_out !== null) tell("range", { frame_in: null, frame_out: null });
}

/**
 * Somebody is writing in a box.
 * @param {"comment" | "reply" | "edit"} target @param {string} box @param {string} words
 * @param {boolean} isChanged whether they differ from what was there to begin with
 */
export function typed(target, box, words, isChanged) {
  const hasWords = Boolean(words.trim());
  if (target === "comment") {
    session?.posting.cancel();
    session?.composer.type(hasWords);
  }
  if (session) keepWords(session, box, isChanged ? words : "");
  else keepEarly(sessionStorage, location.pathname, { target, box, words, isChanged });
  setTyping(hasWords);
}

/** @param {Session} at @param {string} box @param {string} words */
function keepWords({ thread, composer }, box, words) {
  const written = !words ? null : box === "new" ? composer.written : thread.placeOf(box);
  thread.drafts.write(box, words, written?.version ? written : null);
}

/** What the words are about may be changed after they were written. Not kept while it follows the playhead. @param {Session} at */
function keepPlace(at) {
  if (at.composer.isChosen && !at.composer.view.is_range_open) keepWords(at, "new", at.thread.drafts.read("new"));
}

/** The composer names what the draft names, on the version it was written on; words without a place wait for one. @param {Session} at */
function goOnWithDraft({ thread, composer }) {
  if (!thread.drafts.read("new")) return;
  const place = thread.drafts.placeOf("new");
  const kind = KINDS.find((each) => each === place?.kind) ?? KINDS[0];
  if (place) composer.restore({ ...place, kind });
  else if (!composer.written) composer.restore({ version: 0, frame_in: null, frame_out: null, kind });
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

/** A dialog keeps the focus until it has faded. @param {() => void} act @param {number} [frames] that it may take at most */
function whenDialogIsGone(act, frames = 120) {
  requestAnimationFrame(() => {
    if (frames > 0 && document.querySelector(".vp-dialog")) whenDialogIsGone(act, frames - 1);
    else act();
  });
}

/** @param {string} words @param {string} said */
async function copy(words, said) {
  await navigator.clipboard.writeText(words);
  tell("toast", { kind: "success", key: said });
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

/** The frame stays where it is, and the composer takes the keyboard. @param {Composer} composer */
function beginToWrite(composer) {
  const box = document.getElementById("composer");
  if (!box) return;
  composer.hold();
  box.focus();
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
