/**
 * What stands in the list for a comment that is gone while its viewer was answering or editing it: its place, and the words that
 * were not sent, for as long as there are any. Nothing that others wrote. Likewise for words that the viewer wrote in another window.
 */

/** @typedef {import("./fold.js").Comment} Comment */
/** @typedef {import("./drafts.js").Place} Place */
/** @typedef {{comment: Comment, state: "gone" | "elsewhere", at: string}} StandIn `at`: where its words are kept */

export class StandIns {
  /** @type {Map<string, {key: string, moments: unknown, comment: Comment}>} */
  #kept = new Map();

  /**
   * @param {import("./thread_store.js").ThreadStore} store
   * @param {import("./fold.js").Comments} comments those that are there, also on their way
   * @param {(version: number, frame: number | null) => string | null} timecodeOf
   * @returns {StandIn[]} the same comments while nothing about them changed
   */
  of(store, comments, timecodeOf) {
    if (!store.isComplete) return [];
    /** @type {Map<string, string>} */
    const boxes = new Map();
    const begun = store.drafts.all();
    for (const { box, isElsewhere } of begun) if (!isElsewhere) note(boxes, box);
    if (store.open && store.open.box !== "delete") note(boxes, `${store.open.box}:${store.open.id}`);
    const gone = [...boxes].filter(([id]) => !comments.has(id));
    /** @type {StandIn[]} */
    const shown = gone.map(([id, box]) => {
      return { comment: this.#comment(id, store, store.placeOf(box), timecodeOf), state: "gone", at: store.drafts.at(box) };
    });
    for (const { at, place, isElsewhere } of begun) {
      if (!isElsewhere) continue;
      shown.push({ comment: this.#comment(`elsewhere:${at}`, store, place, timecodeOf), state: "elsewhere", at });
    }
    return shown.filter(({ state, comment }) => state === "elsewhere" || isTold(comment, store));
  }

  /** @param {string} id @param {import("./thread_store.js").ThreadStore} store @param {Place | null} place
   * @param {(version: number, frame: number | null) => string | null} timecodeOf @returns {Comment} */
  #comment(id, store, place, timecodeOf) {
    const { moments, version: shown } = store.at;
    const { version, frame_in, frame_out, kind } = place ?? { version: shown, frame_in: null, frame_out: null, kind: "fix" };
    const key = JSON.stringify([version, frame_in, frame_out, kind]);
    const kept = this.#kept.get(id);
    if (kept?.key === key && kept.moments === moments) return kept.comment;
    const comment = {
      id,
      version,
      frame_in,
      frame_out,
      timecode_in: timecodeOf(version, frame_in),
      timecode_out: timecodeOf(version, frame_out),
      body: "",
      kind: /** @type {Comment["kind"]} */ (kind),
      priority: /** @type {const} */ ("medium"),
      status: /** @type {const} */ ("open"),
      author: { id: "", kind: /** @type {const} */ ("user"), name: "" },
      replies: [],
      reactions: {},
      created_at: "",
    };
    this.#kept.set(id, { key, moments, comment });
    return comment;
  }
}

/** @param {Map<string, string>} boxes @param {string} box */
function note(boxes, box) {
  const [, id] = box.split(":");
  if (id && !boxes.has(id)) boxes.set(id, box);
}

/** A guest may never have been told of the comments of another version: those are not known to be gone.
 * @param {Comment} comment @param {import("./thread_store.js").ThreadStore} store */
function isTold({ version }, { at }) {
  return at.viewer.kind !== "guest" || version === at.version;
}
