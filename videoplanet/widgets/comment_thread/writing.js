/** What the viewer writes into a thread: shown at once, then confirmed by the server or taken back. */
import { uuid7 } from "./uuid7.js";

/** @typedef {import("./thread_store.js").ThreadStore} ThreadStore */
/** @typedef {{frame_in: number | null, frame_out: number | null, body: string, kind: import("./fold.js").Comment["kind"], version: number}} Words */

/** Posts a comment. @param {ThreadStore} thread @param {Words} words @returns {string} its id */
export function postComment(thread, words) {
  thread.drafts.write("new", "");
  return addComment(thread, words);
}

/** Posts words that stand in the list by themselves: where they belong, or, if that comment is gone, as one of their own about
 * what that was about.
 * @param {ThreadStore} thread @param {string} at where they are kept @returns {string} the comment's id, empty when there is none */
export function postUnsent(thread, at) {
  const [box] = at.split("~");
  const [what, id] = box.split(":");
  const body = thread.drafts.wordsAt(at).trim();
  const place = thread.drafts.placeAt(at) ?? thread.placeOf(box) ?? wholeOf(thread);
  if (!body || !place.version) return "";
  if (thread.open?.id === id) thread.setOpen(null);
  thread.drafts.forget(at);
  if (!id || thread.isGone(id)) return addComment(thread, /** @type {Words} */ ({ ...place, body }));
  if (what === "reply") addReply(thread, id, body);
  else void editComment(thread, id, body);
  return id;
}

/** @param {ThreadStore} thread @returns {import("./drafts.js").Place} */
function wholeOf({ at }) {
  return { version: at.version, frame_in: null, frame_out: null, kind: "fix" };
}

/** Replies that were refused because their comment is gone are words that were not sent. @param {ThreadStore} thread */
export function takeBackReplies(thread) {
  for (const { id, commentId, body, problem, place = null } of [...thread.outbox.entries.values()]) {
    if (!commentId || !problem || !thread.isGone(commentId)) continue;
    const box = `reply:${commentId}`;
    const words = [body.body, thread.drafts.read(box)].filter(Boolean).join("\n\n");
    thread.drafts.write(box, words, thread.placeOf(box) ?? place);
    thread.outbox.remove(id);
  }
}

/** What time it is at the server, which will say when it was written. @param {ThreadStore} thread */
function nowAt({ at }) {
  return new Date(at.now()).toISOString();
}

/** @param {ThreadStore} thread @param {Words} words @returns {string} its id */
function addComment(thread, words) {
  const id = uuid7();
  const body = Object.fromEntries(Object.entries({ id, ...words }).filter(([, value]) => value !== null));
  thread.selected = id;
  thread.outbox.add({ id, commentId: null, body, createdAt: nowAt(thread) });
  return id;
}

/** Posts an answer. @param {ThreadStore} thread @param {string} commentId @param {string} body */
export function postReply(thread, commentId, body) {
  thread.setOpen(null);
  thread.drafts.write(`reply:${commentId}`, "");
  addReply(thread, commentId, body);
}

/** @param {ThreadStore} thread @param {string} commentId @param {string} body */
function addReply(thread, commentId, body) {
  const id = uuid7();
  const place = thread.placeOf(`reply:${commentId}`);
  thread.outbox.add({ id, commentId, body: { id, body }, place, createdAt: nowAt(thread) });
}

/** Changes a comment's words; a refused change opens its box again, the words in it.
 * @param {ThreadStore} thread @param {string} id @param {string} body */
export async function editComment(thread, id, body) {
  thread.drafts.write(`edit:${id}`, body, thread.placeOf(`edit:${id}`));
  thread.setOpen(null);
  const isDone = await thread.changes.make(id, { body }, async () =>
    thread.take("comment.update", await thread.at.api.patch(`/comments/${id}`, { body })),
  );
  if (isDone) thread.drafts.write(`edit:${id}`, "");
  else thread.reopen(id);
}

/** Resolves a comment, or opens it again. @param {ThreadStore} thread @param {string} id @param {boolean} resolved */
export function resolveComment(thread, id, resolved) {
  return thread.changes.make(id, { status: resolved ? "resolved" : "open" }, async () =>
    thread.take("comment.update", await thread.at.api.post(`/comments/${id}/${resolved ? "resolve" : "reopen"}`)),
  );
}

/** Changes some of a comment. @param {ThreadStore} thread @param {string} id @param {Partial<import("./fold.js").Comment>} patch */
export function patchComment(thread, id, patch) {
  return thread.changes.make(id, patch, async () =>
    thread.take("comment.update", await thread.at.api.patch(`/comments/${id}`, patch)),
  );
}

/** Deletes a comment. @param {ThreadStore} thread @param {string} id */
export function removeComment(thread, id) {
  thread.setOpen(null);
  return thread.changes.make(id, null, async () => {
    await thread.at.api.remove(`/comments/${id}`);
    thread.take("comment.delete", { id });
  });
}

/** Has a comment back that was deleted a moment ago. @param {ThreadStore} thread @param {string} id */
export function putBackComment(thread, id) {
  return thread.changes.ask(id, async () => thread.take("comment.new", await thread.at.api.post(`/comments/${id}/restore`)));
}

/** Deletes a reply. @param {ThreadStore} thread @param {string} id of its comment @param {string} replyId */
export function removeReply(thread, id, replyId) {
  const replies = thread.comments.get(id)?.replies.filter((reply) => reply.id !== replyId) ?? [];
  return thread.changes.make(id, { replies }, async () => {
    await thread.at.api.remove(`/comments/${id}/replies/${replyId}`);
    thread.take("comment.reply.delete", { comment_id: id, reply_id: replyId });
  });
}

/** Has a reply back that was deleted a moment ago. @param {ThreadStore} thread @param {string} id @param {string} replyId */
export function putBackReply(thread, id, replyId) {
  return thread.changes.ask(id, async () => {
    const reply = await thread.at.api.post(`/comments/${id}/replies/${replyId}/restore`);
    thread.take("comment.reply.new", { comment_id: id, reply });
  });
}
