/**
 * Folds the gateway's operations into the comments of a video. Pure: comments are replaced, never changed in place, so that
 * what did not change keeps its identity.
 */

/** @typedef {{id: string, kind: "user" | "guest", name: string, role?: string | null}} Author */
/**
 * @typedef {object} Reply
 * @property {string} id
 * @property {Author} author
 * @property {string} body
 * @property {string} created_at
 * @property {string | null} [edited_at]
 */
/** @typedef {{count: number, mine?: boolean}} Reaction */
/**
 * @typedef {object} Comment the gateway's comment
 * @property {string} id
 * @property {number} version
 * @property {number | null} frame_in
 * @property {number | null} frame_out
 * @property {string | null} timecode_in
 * @property {string | null} timecode_out
 * @property {string} body
 * @property {"fix" | "idea" | "approve" | "question"} kind
 * @property {"low" | "medium" | "high" | "critical"} priority
 * @property {"open" | "in_progress" | "resolved"} status
 * @property {Author} author
 * @property {unknown[] | null} [drawing]
 * @property {{id: string, name: string} | null} [assignee]
 * @property {Reply[]} replies
 * @property {Record<string, Reaction>} reactions
 * @property {string} created_at
 * @property {string | null} [edited_at]
 */
/** @typedef {Map<string, Comment>} Comments */
/**
 * @typedef {object} Operation a stored event, as it travels on every channel
 * @property {string} type
 * @property {any} payload a comment (without replies and reactions when it is no new one), or what changed about one
 * @property {string} id
 * @property {number} seq
 * @property {number | null} [previous_seq] the number of the same video's operation before
 * @property {string | null} [video_id]
 * @property {string} timestamp
 */
/** @typedef {Omit<Operation, "seq"> & {seq?: number}} Heard what comes over the line: what one listener alone is told has no number */

/** @type {Record<string, (comments: Comments, payload: any) => string | null>} */
const FOLDS = {
  "comment.new": store,
  "comment.update": store,
  "comment.resolve": store,
  "comment.reopen": store,
  "comment.delete": (comments, payload) => (comments.delete(payload.id) ? payload.id : null),
  "comment.reply.new": storeReply,
  "comment.reply.update": storeReply,
  "comment.reply.delete": (comments, payload) =>
    change(comments, payload.comment_id, ({ replies }) => ({
      replies: replies?.filter(({ id }) => id !== payload.reply_id),
    })),
  "comment.reaction.add": storeReactions,
  "comment.reaction.remove": storeReactions,
};

/**
 * Folds one operation; folding it twice is the same as folding it once.
 * @param {Comments} comments changed in place: the map, not the comments in it
 * @param {Operation} operation
 * @returns {string | null} the id of the comment that changed
 */
export function fold(comments, operation) {
  return FOLDS[operation.type]?.(comments, operation.payload) ?? null;
}

/** @param {Comments} comments @param {any} payload */
function store(comments, payload) {
  const before = comments.get(payload.id);
  comments.set(payload.id, { ...before, ...payload, reactions: withMine(payload.reactions, before?.reactions) });
  return payload.id;
}

/** @param {Comments} comments @param {any} payload */
function storeReply(comments, payload) {
  const { comment_id: commentId, reply } = payload;
  return change(comments, commentId, ({ replies = [] }) => ({
    replies: replies.some(({ id }) => id === reply.id)
      ? replies.map((each) => (each.id === reply.id ? { ...each, ...reply } : each))
      : [...replies, reply].sort(byAge),
  }));
}

/** As the server lists them; one that was deleted and put back has its place again. @param {Reply} one @param {Reply} other */
function byAge(one, other) {
  const [first, second] = [one, other].map((reply) => `${reply.created_at} ${reply.id}`);
  return first < second ? -1 : Number(first > second);
}

/** @param {Comments} comments @param {any} payload */
function storeReactions(comments, payload) {
  return change(comments, payload.comment_id, (comment) => ({
    reactions: withMine(payload.reactions, comment.reactions),
  }));
}

/** @param {Comments} comments @param {string} id @param {(comment: Comment) => Partial<Comment>} patch */
function change(comments, id, patch) {
  const comment = comments.get(id);
  if (!comment) return null;
  comments.set(id, { ...comment, ...patch(comment) });
  return id;
}

/** What everybody is told cannot say which reaction is the viewer's own: that is kept from before.
 * @param {Record<string, Reaction> | undefined} told @param {Record<string, Reaction> | undefined} before */
function withMine(told, before) {
  if (!told) return before ?? {};
  return Object.fromEntries(Object.entries(told).map(([kind, reaction]) => [kind, { mine: before?.[kind]?.mine, ...reaction }]));
}
