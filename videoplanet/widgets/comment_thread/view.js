/** What the interface shows of a thread: which comments, counts and marks. Derived anew for every change; rows keep their identity. */
import { comparing, concerns, isResolved, passes } from "./rows.js";

/** @typedef {import("./fold.js").Comment} Comment */
/** @typedef {import("./rows.js").Delivery} Delivery */

/** @type {Delivery} */
const STORED = { state: "stored", problem: "" };
/** @type {Record<string, Delivery>} */
const STANDING_IN = { gone: { state: "gone", problem: "" }, elsewhere: { state: "elsewhere", problem: "" } };
/** @type {never[]} */
const NONE = [];
const NOTHING = { total: 0, open: 0, resolved: 0, carried: 0 };

/** @typedef {ReturnType<typeof listOf>} List which comments are shown, in their order, and what is known of each */

/**
 * What is shown of a list; its rows are made when they are to be drawn.
 * @param {import("./thread_store.js").ThreadStore} store @param {List} list
 */
export function viewOf(store, list) {
  const { shown, marks, is_filtered } = list;
  const rowOf = (/** @type {Comment} */ comment) => rowIn(store, list, comment);
  return {
    state: store.state,
    is_complete: store.isComplete,
    gone: store.gone,
    shown,
    listed: shown.length,
    rowOf,
    troubled: troubledIn(store, list).map(rowOf),
    marks,
    selected: store.selected,
    ...(told(store) ?? list.counts),
    is_filtered,
    order: store.order,
    is_asking: store.isAsking,
    news: store.news,
    waiting: [...store.outbox.entries.values()].filter((entry) => !entry.problem).length,
    is_offline: store.outbox.isOffline,
  };
}

/** @param {import("./thread_store.js").ThreadStore} store */
export function listOf(store) {
  const { version, moments } = store.at;
  const comments = commentsOf(store);
  const deliveries = postedComments(store);
  const made = store.standIns.of(store, comments, (number, frame) => timecodeOf(number, frame, moments));
  const standIns = new Map(made.map((each) => [each.comment, each]));
  const counts = { ...NOTHING };
  let is_filtered = false;
  /** @type {Comment[]} */
  const shown = [];
  /** @type {Comment[]} */
  const marks = [];
  for (const comment of comments.values()) {
    const isConcerned = concerns(comment, version);
    const isPassing = isConcerned && (deliveries.has(comment.id) || passes(comment, store.order));
    if (isPassing || stays(comment, store)) shown.push(comment);
    else if (isConcerned) is_filtered = true;
    if (!isConcerned) continue;
    counts.total += 1;
    counts[isResolved(comment) ? "resolved" : "open"] += 1;
    if (comment.version < version) counts.carried += 1;
    if (Number.isInteger(comment.frame_in)) marks.push(hereOf(comment, version, moments));
  }
  shown.push(...standIns.keys());
  shown.sort(comparing(store.order.sort, (comment) => hereOf(comment, version, moments).frame_in));
  const standing = new Set(made.map(({ comment }) => comment.id));
  store.rows.prune((id) => comments.has(id) || standing.has(id));
  const posted = postedReplies(store);
  const outbox = new Set([...deliveries.keys(), ...posted.keys()]);
  return { shown, marks, counts, is_filtered, standIns, deliveries, posted, outbox };
}

/** The comments of which something could not be done, or may not be. @param {import("./thread_store.js").ThreadStore} store @param {List} list */
function troubledIn({ changes: { problems } }, { shown, outbox }) {
  return outbox.size + problems.size ? shown.filter(({ id }) => outbox.has(id) || problems.has(id)) : NONE;
}

/** How many there are, also of those that have not come yet, as far as the server said. @param {import("./thread_store.js").ThreadStore} store */
function told({ counts, at }) {
  if (!counts) return null;
  const sum = { ...NOTHING };
  for (const { version, open, resolved } of counts) {
    if (version > at.version) continue;
    const isCarried = version < at.version;
    sum.open += open;
    if (isCarried) sum.carried += open;
    else sum.resolved += resolved;
  }
  return { ...sum, total: sum.open + sum.resolved };
}

/** @param {import("./thread_store.js").ThreadStore} store @param {List} list @param {Comment} comment */
function rowIn(store, { standIns, deliveries, posted }, comment) {
  const { version, viewer, moments } = store.at;
  const standIn = standIns.get(comment);
  return store.rows.rowOf(comment, {
    viewer,
    version,
    here: hereOf(comment, version, moments),
    delivery: STANDING_IN[standIn?.state ?? ""] ?? deliveries.get(comment.id) ?? STORED,
    posted: posted.get(comment.id) ?? NONE,
    circumstances: {
      selected: store.selected === comment.id,
      active: store.active === comment.id,
      arrived: store.arrived.has(comment.id),
      open: store.open?.id === comment.id ? store.open.box : "",
      draft: store.drafts.boxOf(comment.id),
      unsent: store.drafts.wordsAt(standIn?.at ?? ""),
      unsent_at: standIn?.at ?? "",
      problem: store.changes.problems.get(comment.id) ?? "",
    },
  });
}

/** Whether a comment stays in sight whatever hides it: words for it are not sent yet, or it was marked this moment.
 * @param {Comment} comment @param {import("./thread_store.js").ThreadStore} store */
function stays({ id, version }, store) {
  if (version > store.at.version) return false;
  return store.open?.id === id || store.drafts.boxOf(id) !== "" || store.held.has(id);
}

/** @type {WeakMap<Comment, {moments: import("./thread_store.js").Moments, here: Comment}>} */
const placed = new WeakMap();

/** The comment at the same moment of the version on the screen; the same object while nothing changed.
 * @param {Comment} comment @param {number} version @param {import("./thread_store.js").Moments} moments @returns {Comment} */
function hereOf(comment, version, moments) {
  if (comment.version === version || !Number.isInteger(comment.frame_in)) return comment;
  const kept = placed.get(comment);
  if (kept?.moments === moments) return kept.here;
  const frameHere = (/** @type {number | null} */ frame) => (frame === null ? null : moments.frameHere(comment.version, frame));
  const [from, to] = [frameHere(comment.frame_in), frameHere(comment.frame_out ?? null)];
  const isSame = from === comment.frame_in && to === (comment.frame_out ?? null);
  const timecodes = { timecode_in: timecodeOf(version, from, moments), timecode_out: timecodeOf(version, to, moments) };
  const here = isSame ? comment : { ...comment, frame_in: from, frame_out: to, ...timecodes };
  placed.set(comment, { moments, here });
  return here;
}

/** What is written of a frame; its number, where nothing more is known. @param {number} version @param {number | null} frame @param {import("./thread_store.js").Moments} moments */
function timecodeOf(version, frame, moments) {
  return frame === null ? null : moments.timecodeOf(version, frame) || `F ${frame}`;
}

/** The stored comments with the changes that are on their way, and those that are being posted.
 * @param {import("./thread_store.js").ThreadStore} store */
function commentsOf(store) {
  const comments = store.changes.over(store.comments);
  for (const entry of store.outbox.entries.values()) {
    if (!entry.commentId && !comments.has(entry.id)) comments.set(entry.id, commentOf(entry, store));
  }
  return comments;
}

/** @type {WeakMap<import("./outbox.js").Entry, {moments: import("./thread_store.js").Moments, comment: Comment}>} */
const written = new WeakMap();

/** @param {import("./outbox.js").Entry} entry @param {import("./thread_store.js").ThreadStore} store @returns {Comment} */
function commentOf(entry, store) {
  const { version, frame_in = null, frame_out = null, body, kind } = entry.body;
  const kept = written.get(entry);
  const { moments } = store.at;
  if (kept?.moments === moments) return kept.comment;
  const comment = {
    id: entry.id,
    version,
    frame_in,
    frame_out,
    timecode_in: timecodeOf(version, frame_in, moments),
    timecode_out: timecodeOf(version, frame_out, moments),
    body,
    kind,
    priority: /** @type {const} */ ("medium"),
    status: /** @type {const} */ ("open"),
    author: store.at.viewer,
    replies: [],
    reactions: {},
    created_at: entry.createdAt,
    pending: true,
  };
  written.set(entry, { moments, comment });
  return comment;
}

/** @param {import("./thread_store.js").ThreadStore} store @returns {Map<string, Delivery>} */
function postedComments({ outbox, comments }) {
  const waiting = [...outbox.entries.values()].filter((entry) => !entry.commentId && !comments.has(entry.id));
  return new Map(waiting.map((entry) => [entry.id, deliveryOf(entry)]));
}

/** @param {import("./thread_store.js").ThreadStore} store */
function postedReplies({ outbox, comments, at }) {
  /** @type {Map<string, {reply: import("./fold.js").Reply, delivery: Delivery}[]>} */
  const posted = new Map();
  for (const entry of outbox.entries.values()) {
    const { id, commentId, body, createdAt } = entry;
    if (!commentId || comments.get(commentId)?.replies?.some((reply) => reply.id === id)) continue;
    const reply = replyOf(entry, { id, author: at.viewer, body: body.body, created_at: createdAt });
    posted.set(commentId, [...(posted.get(commentId) ?? []), { reply, delivery: deliveryOf(entry) }]);
  }
  return posted;
}

/** @type {WeakMap<import("./outbox.js").Entry, import("./fold.js").Reply>} */
const replies = new WeakMap();

/** One object an entry, so that its row keeps its identity. @param {import("./outbox.js").Entry} entry @param {import("./fold.js").Reply} reply */
function replyOf(entry, reply) {
  if (!replies.has(entry)) replies.set(entry, reply);
  return /** @type {import("./fold.js").Reply} */ (replies.get(entry));
}

/** @param {import("./outbox.js").Entry} entry @returns {Delivery} */
function deliveryOf({ problem }) {
  return problem ? { state: "failed", problem: problem.fields.body ?? problem.detail } : { state: "pending", problem: "" };
}
