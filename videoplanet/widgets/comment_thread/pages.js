/**
 * Loads a video's comments: what is seen first by itself, so that it is there soon, then all of them in as few answers as the
 * gateway gives. What is told live in between is folded onto what comes later, too: none of it is lost, whichever is first.
 */
import { fold } from "./fold.js";

/** @typedef {import("./fold.js").Comment} Comment */
/** @typedef {import("./fold.js").Operation} Operation */
/** @typedef {{version: number, open: number, resolved: number}} Count how many comments a version has */
/** @typedef {{items: Comment[], next_cursor: string | null, seq: number, counts?: Count[] | null}} Page */

const FIRST = "limit=100&counts=true";
const ALL = "limit=100&all=true";

export class Pages {
  /** What has come. @type {import("./fold.js").Comments} */
  comments = new Map();
  isComplete = false;
  /** How many there are, as far as the server said. @type {Count[] | null} */
  counts = null;
  /** The number up to which the first page holds everything; null before it has come. @type {number | null} */
  seq = null;
  /** Where the next page begins; empty at the beginning of the list. */
  #cursor = "";
  /** What was told since the first page. @type {Operation[]} */
  #told = [];

  /**
   * @param {import("./thread_store.js").Api} api @param {string} videoId
   * @param {number} [from] the frame whose comments are seen first
   */
  constructor(api, videoId, from = 0) {
    this.api = api;
    this.path = `/videos/${videoId}/comments`;
    this.from = from;
  }

  /** Asks for the next page. @returns {Promise<Comment[]>} what is on it */
  async next() {
    const isFirst = this.seq === null;
    const begin = isFirst && this.from ? `&from_frame=${this.from}` : "";
    const after = this.#cursor && `&cursor=${encodeURIComponent(this.#cursor)}`;
    /** @type {Page} */
    const page = await this.api.get(`${this.path}?${isFirst ? FIRST : ALL}${begin}${after}`);
    this.seq ??= Number(page.seq);
    this.counts ??= page.counts ?? null;
    this.isComplete = !page.next_cursor && !begin;
    this.#cursor = isFirst ? "" : (page.next_cursor ?? "");
    this.#merge(page);
    return page.items;
  }

  /** @param {Operation} operation that came meanwhile; folding it twice is the same as folding it once */
  tell(operation) {
    if (this.isComplete || this.seq === null || operation.seq <= this.seq) return;
    this.#told.push(operation);
    fold(this.comments, operation);
  }

  /** Whether some comment is not whole: it was moved from what was to come to what had come, and only the move is known. */
  get isTorn() {
    return [...this.comments.values()].some(({ replies }) => !replies);
  }

  /** What had come before is kept current by what is told. @param {Page} page */
  #merge({ items, seq }) {
    const fresh = items.filter(({ id }) => !this.comments.get(id)?.replies);
    const ids = new Set(fresh.map(({ id }) => id));
    for (const comment of fresh) this.comments.set(comment.id, comment);
    for (const operation of this.#told) {
      if (operation.seq > seq && ids.has(commentOf(operation))) fold(this.comments, operation);
    }
    if (this.isComplete) this.#told = [];
  }
}

/** @param {Operation} operation @returns {string} the id of the comment that it is about */
function commentOf({ payload }) {
  return payload.comment_id ?? payload.id;
}
