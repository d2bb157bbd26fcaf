/**
 * The comments as the list shows them: which, in which order, and each with what its row needs. A row whose comment and
 * circumstances did not change is the same object as before, so that it is not rendered again.
 */

/** @typedef {import("./fold.js").Comment} Comment */
/** @typedef {import("./fold.js").Reply} Reply */
/** @typedef {{state: "stored" | "pending" | "failed" | "gone" | "elsewhere", problem: string}} Delivery */
/**
 * @typedef {object} Viewer
 * @property {string} id
 * @property {"user" | "guest"} kind
 * @property {string} name
 * @property {string | null} role
 * @property {{comment: boolean, resolve: boolean, moderate: boolean}} may
 */
/** @typedef {{status: "open" | "all" | "resolved", kind: string, sort: "timecode" | "newest" | "oldest"}} Order */
/**
 * @typedef {object} Circumstances what is going on around one comment
 * @property {boolean} selected
 * @property {boolean} active the pointer or the focus is on it
 * @property {boolean} arrived it came while the list was open
 * @property {"" | "reply" | "edit" | "delete"} open which box is open in the row
 * @property {"" | "reply" | "edit"} draft which of its boxes has words that are not sent
 * @property {string} unsent words that this row stands for, its comment being gone or not written yet
 * @property {string} unsent_at where they are kept
 * @property {string} problem of the last change to it
 */

/** @param {Comment} comment */
export const isResolved = (comment) => comment.status === "resolved";

/**
 * Whether a comment belongs to the list of a version: its own, and what is still open from the versions before.
 * @param {Comment} comment @param {number} version
 */
export function concerns(comment, version) {
  return comment.version === version || (comment.version < version && !isResolved(comment));
}

/** @param {Comment} comment @param {Order} order */
export function passes(comment, { status, kind }) {
  if (kind !== "all" && comment.kind !== kind) return false;
  return status === "all" || isResolved(comment) === (status === "resolved");
}

/** @param {Order["sort"]} sort @param {(comment: Comment) => number | null} frameOf where it stands in the version on the screen
 * @returns {(one: Comment, other: Comment) => number} */
export function comparing(sort, frameOf = (comment) => comment.frame_in) {
  /** @param {Comment} one @param {Comment} other */
  const byAge = (one, other) => compare(one.created_at, other.created_at) || compare(one.id, other.id);
  if (sort === "oldest") return byAge;
  if (sort === "newest") return (one, other) => byAge(other, one);
  return (one, other) => (frameOf(one) ?? -1) - (frameOf(other) ?? -1) || byAge(one, other);
}

/** @param {string} one @param {string} other */
function compare(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** @param {Comment} comment "00:00:02:04", "00:00:02:04 – 00:00:03:00", or nothing for the whole version */
export function labelOf({ timecode_in: from, timecode_out: to }) {
  if (!from) return "";
  return to && to !== from ? `${from} – ${to}` : from;
}

/** @typedef {ReturnType<typeof written>} Row */

/** Makes rows and keeps them while nothing about them changed. */
export class RowMaker {
  /** @type {Map<string, {key: unknown[], row: Row}>} */
  #kept = new Map();

  /**
   * @param {Comment} comment
   * @param {object} around
   * @param {Viewer} around.viewer
   * @param {number} around.version the version on the screen
   * @param {Comment} around.here the comment at the same moment of that version
   * @param {Delivery} around.delivery
   * @param {{reply: Reply, delivery: Delivery}[]} around.posted replies that are on their way
   * @param {Circumstances} around.circumstances
   */
  rowOf(comment, { viewer, version, here, delivery, posted, circumstances }) {
    /** @type {unknown[]} */
    const key = [comment, viewer, version, here, ...Object.values(delivery), ...Object.values(circumstances)];
    for (const each of posted) key.push(each.reply, ...Object.values(each.delivery));
    const kept = this.#kept.get(comment.id);
    if (kept && kept.key.length === key.length && kept.key.every((part, index) => Object.is(part, key[index]))) {
      return kept.row;
    }
    const row = written(comment, viewer, version, here, delivery, posted, circumstances);
    this.#kept.set(comment.id, { key, row });
    return row;
  }

  /** Forgets the rows of comments that are gone. @param {(id: string) => boolean} isThere */
  prune(isThere) {
    for (const id of this.#kept.keys()) if (!isThere(id)) this.#kept.delete(id);
  }
}

/** @param {Comment} comment @param {Viewer} viewer @param {number} version @param {Comment} here @param {Delivery} delivery
 * @param {{reply: Reply, delivery: Delivery}[]} posted @param {Circumstances} circumstances */
function written(comment, viewer, version, here, delivery, posted, circumstances) {
  const isStored = delivery.state === "stored";
  const isMine = comment.author.id === viewer.id;
  const replies = [
    ...(comment.replies ?? []).map((reply) => replyRow(comment, reply, { state: "stored", problem: "" }, viewer)),
    ...posted.map((each) => replyRow(comment, each.reply, each.delivery, viewer)),
  ];
  return {
    id: comment.id,
    author_name: comment.author.name,
    author_kind: comment.author.kind,
    author_role: comment.author.role ?? (comment.author.kind === "guest" ? "guest" : ""),
    is_mine: isMine,
    created_at: comment.created_at,
    is_edited: Boolean(comment.edited_at),
    label: labelOf(comment),
    is_whole: !Number.isInteger(comment.frame_in),
    /** The same moment in the version on the screen, where it has another timecode there. */
    label_here: here === comment ? "" : labelOf(here),
    frame: here.frame_in ?? -1,
    body: comment.body,
    kind: comment.kind,
    priority: comment.priority ?? "medium",
    status: comment.status,
    is_resolved: isResolved(comment),
    has_drawing: Boolean(comment.drawing?.length),
    assignee: comment.assignee?.name ?? "",
    from_version: comment.version === version ? 0 : comment.version,
    replies,
    likes: comment.reactions?.like?.count ?? 0,
    state: delivery.state,
    problem: delivery.problem || circumstances.problem,
    is_selected: circumstances.selected,
    is_active: circumstances.active,
    is_arrived: circumstances.arrived,
    open: circumstances.open,
    draft: circumstances.open ? "" : circumstances.draft,
    unsent_at: circumstances.unsent_at,
    unsent_what: circumstances.unsent_at.startsWith("new") ? "comment" : circumstances.unsent_at.split(":")[0],
    unsent: circumstances.open ? "" : circumstances.unsent,
    may_edit: isStored && isMine && viewer.may.comment,
    may_delete: isStored && ((isMine && viewer.may.comment) || viewer.may.moderate),
    may_resolve: isStored && viewer.may.resolve,
    may_reply: isStored && viewer.may.comment,
  };
}

/** @param {Comment} comment @param {Reply} reply @param {Delivery} delivery @param {Viewer} viewer */
function replyRow(comment, reply, delivery, viewer) {
  const isMine = reply.author.id === viewer.id;
  return {
    id: reply.id,
    comment_id: comment.id,
    may_delete: delivery.state === "stored" && ((isMine && viewer.may.comment) || viewer.may.moderate),
    author_name: reply.author.name,
    is_guest: reply.author.kind === "guest",
    created_at: reply.created_at,
    body: reply.body,
    state: delivery.state,
    problem: delivery.problem,
  };
}
