/** What the interface shows of a thread: rows, counts and marks. Derived anew for every change; rows keep their identity. */
import { comparing, concerns, isResolved, passes } from "./rows.js";

/** @typedef {import("./fold.js").Comment} Comment */
/** @typedef {import("./rows.js").Delivery} Delivery */

/** @type {Delivery} */
const STORED = { state: "stored", problem: "" };
/** @type {Record<string, Delivery>} */
const STANDING_IN = { gone: { state: "gone", problem: "" }, elsewhere: { state: "elsewhere", problem: "" } };
/** @type {never[]} */
const NONE = [];

/** @param {import("./thread_store.js").ThreadStore} store */
export function viewOf(store) {
  const { version, viewer, moments } = store.at;
  const comments = commentsOf(store);
  const posted = postedReplies(store);
  const deliveries = postedComments(store);
  const concerned = [...comments.values()].filter((comment) => concerns(comment, version));
  const passing = concerned.filter((comment) => deliveries.has(comment.id) || passes(comment, store.order));
  const made = store.standIns.of(store, comments, (number, frame) => timecodeOf(number, frame, moments));
  const standIns = new Map(made.map((each) => [each.comment, each]));
  const staying = [...comments.values()].filter((comment) => stays(comment, store));
  const shown = [...new Set([...passing, ...staying, ...standIns.keys()])];
  shown.sort(comparing(store.order.sort, (comment) => hereOf(comment, version, moments).frame_in));
  const rows = shown.map((comment) =>
    store.rows.rowOf(comment, {
      viewer,
      version,
      here: hereOf(comment, version, moments),
      delivery: STANDING_IN[standIns.get(comment)?.state ?? ""] ?? deliveries.get(comment.id) ?? STORED,
      posted: posted.get(comment.id) ?? NONE,
      circumstances: {
        selected: store.selected === comment.id,
        active: store.active === comment.id,
        arrived: store.arrived.has(comment.id),
        open: store.open?.id === comment.id ? store.open.box : "",
        draft: store.drafts.boxOf(comment.id),
        unsent: store.drafts.wordsAt(standIns.get(comment)?.at ?? ""),
        unsent_at: standIns.get(comment)?.at ?? "",
        problem: store.changes.problems.get(comment.id) ?? "",
      },
    }),
  );
  const ids = new Set(rows.map(({ id }) => id));
  store.rows.prune((id) => comments.has(id) || ids.has(id));
  return {
    state: store.state,
    gone: store.gone,
    rows,
    marks: concerned.filter(({ frame_in: frame }) => Number.isInteger(frame)).map((comment) => hereOf(comment, version, moments)),
    selected: store.selected,
    total: concerned.length,
    open: concerned.filter((comment) => !isResolved(comment)).length,
    resolved: concerned.filter(isResolved).length,
    carried: concerned.filter((comment) => comment.version < version).length,
    is_filtered: concerned.some(({ id }) => !ids.has(id)),
    order: store.order,
    is_asking: store.isAsking,
    news: store.news,
    waiting: [...store.outbox.entries.values()].filter((entry) => !entry.problem).length,
    is_offline: store.outbox.isOffline,
  };
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
    if (!commentId || comments.get(commentId)?.replies.some((reply) => reply.id === id)) continue;
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
