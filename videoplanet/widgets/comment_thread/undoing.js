/** Tells what was done to a comment, with the way back. The note stands long enough to be used; see `toast.js`. */
import { patchComment, putBackComment, putBackReply, removeComment, removeReply, resolveComment } from "./writing.js";

/** @typedef {import("./thread_store.js").ThreadStore} ThreadStore */
/** @typedef {(key: string, undo: () => Promise<boolean>) => void} Tell a text of the catalogue, and what takes it back */

/** @param {ThreadStore} thread @param {string} id @param {boolean} resolved @param {Tell} tell */
export async function resolve(thread, id, resolved, tell) {
  if (!thread.held.press(id)) return;
  const before = thread.comments.get(id)?.status ?? "open";
  if (!(await resolveComment(thread, id, resolved))) return;
  tell(resolved ? "review.resolved_note" : "review.reopened_note", () => patchComment(thread, id, { status: before }));
}

/** @param {ThreadStore} thread @param {string} id @param {Tell} tell */
export async function remove(thread, id, tell) {
  if (await removeComment(thread, id)) tell("review.deleted_note", () => putBackComment(thread, id));
}

/** @param {ThreadStore} thread @param {string} id of the comment @param {string} replyId @param {Tell} tell */
export async function removeAnswer(thread, id, replyId, tell) {
  if (await removeReply(thread, id, replyId)) tell("review.reply_deleted_note", () => putBackReply(thread, id, replyId));
}
