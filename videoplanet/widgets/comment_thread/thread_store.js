/**
 * The comments of one video as this viewer sees them, kept current: loaded over REST, folded from operations, with what the
 * viewer wrote shown at once. Publishes one new view per animation frame, however much arrived.
 * Not for the composer (`composer.js`) and not for React (`thread.js`).
 */
import { Drafts } from "./drafts.js";
import { fold } from "./fold.js";
import { Outbox } from "./outbox.js";
import { Sequence } from "./sequence.js";
import { uuid7 } from "./uuid7.js";
import { viewOf } from "./view.js";
import { RowMaker } from "./rows.js";

/** @typedef {import("./fold.js").Comment} Comment */
/** @typedef {import("./fold.js").Operation} Operation */
/** @typedef {import("./rows.js").Viewer} Viewer */
/** @typedef {import("./rows.js").Order} Order */
/**
 * @typedef {object} Api the gateway; rejects with a `Refusal` or, when it was not reached, something else
 * @property {(path: string) => Promise<any>} get
 * @property {(path: string, body?: unknown, key?: string) => Promise<any>} post
 * @property {(path: string, body: unknown) => Promise<any>} patch
 * @property {(path: string) => Promise<any>} remove
 * @property {(error: unknown) => import("./outbox.js").Problem | null} refusalOf
 */
/**
 * @typedef {object} Surroundings
 * @property {string} videoId
 * @property {number} version the version on the screen
 * @property {Viewer} viewer
 * @property {Api} api
 * @property {Storage} storage
 * @property {(publish: () => void) => void} nextFrame
 * @property {(frame: number) => string} timecodeOf
 * @property {(code: "unreachable") => string} say a text in the viewer's language
 */

/** How long a missing operation may still arrive by itself before it is asked for. */
const GAP_PATIENCE_MS = 80;
const RETRY_MS = 2000;

export class ThreadStore {
  /** @type {import("./fold.js").Comments} */
  comments = new Map();
  /** @type {"loading" | "ready" | "failed" | "gone"} */
  state = "loading";
  /** The code of the error why nothing more may be seen here. */
  gone = "";
  /** @type {Order} */
  order = { status: "open", kind: "all", sort: "timecode" };
  /** @type {string | null} */
  selected = null;
  /** The one box open in the list. @type {{id: string, box: "reply" | "edit" | "delete"} | null} */
  open = null;
  /** Comments others wrote while the list was open. @type {Set<string>} */
  arrived = new Set();
  /** What came last from others, to be said. */
  news = { count: 0, name: "", body: "" };
  #newsShown = false;
  /** Why the last change to a comment failed. @type {Map<string, string>} */
  problems = new Map();
  /** Changes shown before the server confirmed them. @type {Map<string, Partial<Comment>>} */
  changes = new Map();
  /** Comments shown as gone before the server confirmed it. @type {Set<string>} */
  leaving = new Set();

  rows = new RowMaker();
  #sequence = new Sequence();
  #listeners = new Set();
  #isDirty = false;
  #isResyncing = false;
  #resyncAgain = false;
  #isClosed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Surroundings} surroundings */
  constructor(surroundings) {
    this.at = surroundings;
    const { videoId, viewer, api, storage } = surroundings;
    this.drafts = new Drafts(storage, `vp:draft:${videoId}:${viewer.id}:`);
    this.outbox = new Outbox({
      prefix: `vp:outbox:${videoId}:${viewer.id}:`,
      storage,
      send: ({ id, commentId, body }) =>
        commentId
          ? api.post(`/comments/${commentId}/replies`, body, id)
          : api.post(`/videos/${videoId}/comments`, body, id),
      refusalOf: api.refusalOf,
      onSent: (entry, answer) => this.#confirm(entry, answer),
      onChange: () => this.#changed(),
    });
    this.view = viewOf(this);
  }

  /** For `useSyncExternalStore`. @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Loads the list; tries again while the server is not reached. */
  async load() {
    const { api, videoId } = this.at;
    try {
      let cursor = "";
      let seq = null;
      /** @type {import("./fold.js").Comments} */
      const loaded = new Map();
      do {
        const page = await api.get(`/videos/${videoId}/comments?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        if (this.#isClosed) return;
        seq ??= page.seq;
        for (const comment of page.items) loaded.set(comment.id, comment);
        cursor = page.next_cursor ?? "";
      } while (cursor);
      this.comments = loaded;
      this.state = "ready";
      this.#fold(this.#sequence.restart(seq), false);
    } catch (error) {
      if (this.#isClosed) return;
      if (!this.#isRefused(error)) {
        this.state = "failed";
        this.#later(() => this.load(), RETRY_MS);
      }
    }
    this.#changed();
    void this.outbox.flush();
  }

  /** Takes an operation from the live channel, in whatever order they arrive. @param {Operation} operation */
  offer(operation) {
    if (operation.type === "access.ended") return this.end(operation.payload.code);
    if (operation.video_id !== this.at.videoId || !operation.seq) return;
    this.#fold(this.#sequence.offer(operation), true);
    if (this.state === "ready" && this.#sequence.isMissingSome) this.#later(() => this.resync(), GAP_PATIENCE_MS);
  }

  /** Asks for everything since the last known operation: after a gap, a reconnect, or when the page is seen again. */
  async resync() {
    clearTimeout(this.#timer);
    if (this.state === "gone") return;
    if (this.state !== "ready") return void this.load();
    if (this.#isResyncing) {
      this.#resyncAgain = true;
      return;
    }
    this.#isResyncing = true;
    const { api, videoId } = this.at;
    try {
      for (let isComplete = false; !isComplete && !this.#isClosed; ) {
        const { items, seq } = await api.get(`/videos/${videoId}/activity?after=${this.#sequence.known}`);
        const last = items.length ? items[items.length - 1].seq : seq;
        this.#fold(this.#sequence.fill(items, last), true);
        isComplete = items.length === 0 || last >= seq;
      }
      void this.outbox.flush();
    } catch (error) {
      if (!this.#isRefused(error)) this.#later(() => this.resync(), RETRY_MS);
    } finally {
      this.#isResyncing = false;
    }
    if (this.#resyncAgain) {
      this.#resyncAgain = false;
      await this.resync();
    }
  }

  /**
   * Posts a comment: it is in the list at once.
   * @param {{frame_in: number | null, frame_out: number | null, body: string, kind: Comment["kind"], version: number}} words
   * @returns {string} its id
   */
  post(words) {
    const id = uuid7();
    const body = Object.fromEntries(Object.entries({ id, ...words }).filter(([, value]) => value !== null));
    this.outbox.add({ id, commentId: null, body, createdAt: new Date().toISOString() });
    this.drafts.write("new", "");
    this.selected = id;
    return id;
  }

  /** @param {string} commentId @param {string} body */
  reply(commentId, body) {
    const id = uuid7();
    this.open = null;
    this.drafts.write(`reply:${commentId}`, "");
    this.outbox.add({ id, commentId, body: { id, body }, createdAt: new Date().toISOString() });
  }

  /** @param {string} id @param {string} body */
  async edit(id, body) {
    const box = { id, box: /** @type {const} */ ("edit") };
    this.drafts.write(`edit:${id}`, body);
    this.open = null;
    const done = await this.#change(id, { body }, () => this.at.api.patch(`/comments/${id}`, { body }));
    if (done) this.drafts.write(`edit:${id}`, "");
    else this.setOpen(box);
  }

  /** @param {string} id @param {boolean} resolved */
  resolve(id, resolved) {
    /** @type {Partial<Comment>} */
    const change = { status: resolved ? "resolved" : "open" };
    return this.#change(id, change, () => this.at.api.post(`/comments/${id}/${resolved ? "resolve" : "reopen"}`));
  }

  /** @param {string} id */
  async remove(id) {
    this.open = null;
    this.leaving.add(id);
    const done = await this.#change(id, {}, () => this.at.api.remove(`/comments/${id}`));
    if (done) this.comments.delete(id);
    this.leaving.delete(id);
    this.#changed();
  }

  /** Sends a refused comment or reply again. @param {string} id */
  retry(id) {
    this.outbox.retry(id);
  }

  /** Gives up a refused comment or reply. @param {string} id */
  discard(id) {
    this.outbox.remove(id);
  }

  /** @param {string | null} id */
  select(id) {
    if (id === this.selected) return;
    this.selected = id;
    const comment = id && this.comments.get(id);
    if (comment && !this.view.rows.some((row) => row.id === id)) this.order = { ...this.order, status: "all", kind: "all" };
    this.#changed();
  }

  /** @param {Partial<Order>} order */
  arrange(order) {
    this.order = { ...this.order, ...order };
    this.#changed();
  }

  /** Opens a box in a row, or closes the open one. @param {ThreadStore["open"]} open */
  setOpen(open) {
    this.open = open;
    if (open) this.problems.delete(open.id);
    this.#changed();
  }

  /** @param {Partial<Pick<Surroundings, "version" | "viewer" | "timecodeOf" | "say">>} changed */
  moveTo(changed) {
    Object.assign(this.at, changed);
    this.#changed();
  }

  /** Nothing more may be seen here. @param {string} why in the viewer's language */
  end(why) {
    this.state = "gone";
    this.gone = why;
    this.comments = new Map();
    clearTimeout(this.#timer);
    this.#changed();
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.outbox.close();
    this.#listeners.clear();
  }

  /** @param {Operation[]} operations @param {boolean} live */
  #fold(operations, live) {
    for (const operation of operations) {
      const id = fold(this.comments, operation);
      if (!id) continue;
      if (!operation.type.endsWith(".new")) continue;
      const written = operation.payload.reply ?? operation.payload;
      this.outbox.remove(written.id);
      if (live && written.author.id !== this.at.viewer.id) this.#announce(id, written);
    }
    if (operations.length) this.#changed();
  }

  /** The server has what was posted; its operation may have come before or may come after.
   * @param {import("./outbox.js").Entry} entry @param {any} answer */
  #confirm({ commentId }, answer) {
    if (commentId) this.#store("comment.reply.new", { comment_id: commentId, reply: answer });
    else if (!this.comments.has(answer.id)) this.#store("comment.new", answer);
    this.#changed();
  }

  /** Shows a change at once and takes it back when it is refused.
   * @param {string} id @param {Partial<Comment>} change @param {() => Promise<any>} ask */
  async #change(id, change, ask) {
    this.problems.delete(id);
    this.changes.set(id, change);
    this.#changed();
    try {
      const answer = await ask();
      if (answer?.id === id) this.#store("comment.update", answer);
      return true;
    } catch (error) {
      this.problems.set(id, this.at.api.refusalOf(error)?.detail ?? this.at.say("unreachable"));
      return false;
    } finally {
      if (this.changes.get(id) === change) this.changes.delete(id);
      this.#changed();
    }
  }

  /** What the server answered, folded like an operation. @param {string} type @param {any} payload */
  #store(type, payload) {
    fold(this.comments, { type, payload, id: "", seq: 0, timestamp: "" });
  }

  /** Somebody else's words came: the list says so, once for all that came in one frame.
   * @param {string} id @param {{author: import("./fold.js").Author, body: string}} written */
  #announce(id, { author, body }) {
    this.arrived.add(id);
    this.news = { count: this.#newsShown ? 1 : this.news.count + 1, name: author.name, body };
    this.#newsShown = false;
  }

  /** The server says no to reading: access has ended, or the video is gone. @param {unknown} error */
  #isRefused(error) {
    const problem = this.at.api.refusalOf(error);
    if (!problem) return false;
    this.end(problem.code);
    return true;
  }

  /** @param {() => unknown} act @param {number} milliseconds */
  #later(act, milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, milliseconds);
  }

  #changed() {
    if (this.#isDirty || this.#isClosed) return;
    this.#isDirty = true;
    this.at.nextFrame(() => {
      this.#isDirty = false;
      if (this.#isClosed) return;
      this.view = viewOf(this);
      this.#newsShown = true;
      for (const listener of this.#listeners) listener();
    });
  }
}
