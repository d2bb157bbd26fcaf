/**
 * The comments of one video as this viewer sees them, kept current: loaded over REST, folded from operations, with what the
 * viewer wrote shown at once. Publishes one new view per animation frame, however much arrived.
 * Not for writing (`writing.js`), the composer (`composer.js`) and React (`thread.js`).
 */
import { Changes } from "./changes.js";
import { Drafts } from "./drafts.js";
import { fold } from "./fold.js";
import { Held } from "./held.js";
import { Outbox } from "./outbox.js";
import { Pages } from "./pages.js";
import { RowMaker } from "./rows.js";
import { Sequence } from "./sequence.js";
import { StandIns } from "./stand_ins.js";
import { draftsPrefix, outboxPrefix } from "./unsent.js";
import { listOf, viewOf } from "./view.js";
import { takeBackReplies } from "./writing.js";

/** @typedef {import("./fold.js").Comment} Comment */
/** @typedef {import("./fold.js").Operation} Operation */
/** @typedef {import("./fold.js").Heard} Heard */
/** @typedef {import("./rows.js").Viewer} Viewer */
/** @typedef {import("./rows.js").Order} Order */
/**
 * @typedef {object} Api the gateway; rejects with a refusal or, when it was not reached, something else
 * @property {(path: string) => Promise<any>} get
 * @property {(path: string, body?: unknown, key?: string) => Promise<any>} post
 * @property {(path: string, body: unknown) => Promise<any>} patch
 * @property {(path: string, body: unknown) => Promise<any>} put goes on its way even while the page is left
 * @property {(path: string) => Promise<any>} remove
 * @property {(error: unknown) => import("./outbox.js").Problem | null} refusalOf
 */
/**
 * @typedef {object} Moments the frames of every version, seen from the one on the screen
 * @property {(version: number, frame: number) => string} timecodeOf its own timecode; empty where nothing is known of that version
 * @property {(version: number, frame: number) => number} frameHere the frame of the same moment in the version on the screen
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
 * @property {() => number} now at the server, in milliseconds since 1970
 * @property {Moments} moments
 * @property {() => string} sayUnreached that the server was not reached, in the viewer's language
 * @property {(reason: string) => void} complain says a failure that belongs to no row
 * @property {(words: string, key: string) => void} copy puts words on the clipboard, and says so in a note
 */

/** An operation "new" about words older than this puts deleted ones back: nobody needs to be told that they came. */
const NEWS_MS = 5000;
/** How long a missing operation may still arrive by itself before it is asked for. */
const GAP_PATIENCE_MS = 80;
const RETRY_MS = 2000;

export class ThreadStore {
  /** @type {import("./fold.js").Comments} */
  comments = new Map();
  /** @type {"loading" | "ready" | "failed" | "gone"} */
  state = "loading";
  /** Whether every comment has come. */
  isComplete = false;
  /** The code of the error why nothing more may be seen here. */
  gone = "";
  /** @type {Order} */
  order = { status: "open", kind: "all", sort: "timecode" };
  /** The comment whose mark and row are lit. @type {string | null} */
  selected = null;
  /** The comment under the pointer or the focus. @type {string | null} */
  active = null;
  /** The one box open in the list. @type {{id: string, box: "reply" | "edit" | "delete"} | null} */
  open = null;
  /** Whether the writer is asked if the words in the open box may go. */
  isAsking = false;
  /** Comments others wrote to while the list was open. @type {Set<string>} */
  arrived = new Set();
  /** What came last from others, to be said. */
  news = { count: 0, name: "", body: "" };

  rows = new RowMaker();
  standIns = new StandIns();
  held = new Held(() => this.#changed());
  /** What the comment of the box that was opened last is about. @type {{box: string, place: import("./drafts.js").Place | null}} */
  #opened = { box: "", place: null };
  #sequence = new Sequence();
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #isDirty = false;
  /** Whether other comments are to be shown, or others of them, since the last view. */
  #isListDirty = false;
  /** @type {import("./view.js").List} */
  #list;
  #isResyncing = false;
  #isResyncWanted = false;
  #isClosed = false;
  /** @type {Pages | null} */
  #pages = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #loadAgain;

  /** @param {Surroundings} surroundings */
  constructor(surroundings) {
    this.at = surroundings;
    const { videoId, viewer, api, storage } = surroundings;
    this.drafts = new Drafts({
      storage,
      prefix: draftsPrefix(videoId, viewer.id),
      videoId,
      api,
      onChange: () => this.#changed(),
    });
    this.outbox = new Outbox({
      prefix: outboxPrefix(videoId, viewer.id),
      storage,
      send: ({ id, commentId, body }) =>
        api.post(commentId ? `/comments/${commentId}/replies` : `/videos/${videoId}/comments`, body, id),
      refusalOf: api.refusalOf,
      onSent: (entry, answer) => this.#confirm(entry, answer),
      onChange: () => this.#changed(),
    });
    this.changes = new Changes({
      onChange: () => this.#changed(),
      onRefused: (reason) => this.at.complain(reason),
      reasonOf: (error) => api.refusalOf(error)?.detail ?? this.at.sayUnreached(),
    });
    this.#list = listOf(this);
    this.view = viewOf(this, this.#list);
  }

  /** For `useSyncExternalStore`. @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Loads the list and shows it from its first page on; tries again while the server is not reached.
   * @param {number} [from] the frame whose comments are seen first @param {Pages} [pages] those that have come already
   * @returns {Promise<void>}
   */
  async load(from, pages = new Pages(this.at.api, this.at.videoId, from)) {
    clearTimeout(this.#timer);
    clearTimeout(this.#loadAgain);
    this.#pages = pages;
    try {
      while (!pages.isComplete) {
        const came = await pages.next();
        if (this.#isClosed || pages !== this.#pages || this.state === "gone") return;
        for (const { id } of came) this.outbox.remove(id);
        this.#show(pages);
      }
      if (pages.isTorn) return this.load();
    } catch (error) {
      if (this.#isClosed || pages !== this.#pages || this.#isRefused(error)) return;
      if (this.state !== "ready") this.state = "failed";
      this.#loadAgain = setTimeout(() => this.load(from, pages), RETRY_MS);
    }
    this.#changed();
    void this.outbox.flush();
  }

  /** What was shown before stays until everything has come anew. @param {Pages} pages */
  #show(pages) {
    if (this.isComplete && !pages.isComplete) return;
    const isFirst = this.comments !== pages.comments;
    this.comments = pages.comments;
    this.state = "ready";
    this.isComplete = pages.isComplete;
    if (isFirst) this.#fold(this.#sequence.restart(pages.seq ?? 0), false);
    this.#changed();
  }

  /** Takes what comes from the live channel, in whatever order it arrives. @param {Heard} heard */
  offer(heard) {
    const { type, payload, video_id: videoId, seq } = heard;
    if (videoId !== undefined && videoId !== this.at.videoId) return; // of another room that the page is in
    if (type === "access.ended") return this.end(payload.code);
    if (!videoId || !seq) return;
    this.#fold(this.#sequence.offer({ ...heard, seq }), true);
    if (this.state === "ready" && this.#sequence.isMissingSome) this.#later(() => this.resync(), GAP_PATIENCE_MS);
  }

  /** Asks for everything since the last known operation: after a gap, a reconnect, or when the page is seen again. */
  async resync() {
    if (this.state === "failed") return this.load();
    if (this.state !== "ready") return;
    this.#isResyncWanted = true;
    if (this.#isResyncing) return;
    this.#isResyncing = true;
    clearTimeout(this.#timer);
    try {
      while (this.#isResyncWanted && !this.#isClosed) {
        this.#isResyncWanted = false;
        await this.#catchUp();
      }
      void this.outbox.flush();
    } catch (error) {
      if (!this.#isRefused(error)) this.#later(() => this.resync(), RETRY_MS);
    } finally {
      this.#isResyncing = false;
    }
  }

  /** How many comments there are of each version, while not all have come. @returns {import("./pages.js").Count[] | null} */
  get counts() {
    return this.isComplete ? null : (this.#pages?.counts ?? null);
  }

  /** Takes what the server answered, like an operation. @param {string} type @param {any} payload */
  take(type, payload) {
    fold(this.comments, { type, payload, id: "", seq: 0, timestamp: "" });
    this.#changed();
  }

  /** @param {string | null} id of the comment whose mark and row are lit */
  select(id) {
    if (id === this.selected) return;
    this.selected = id;
    const isHidden = id && this.comments.has(id) && !this.view.shown.some((comment) => comment.id === id);
    if (!isHidden) return this.#shownOtherwise();
    this.order = { ...this.order, status: "all", kind: "all" };
    this.#changed();
  }

  /** @param {string | null} id of the comment under the pointer or the focus */
  point(id) {
    if (id === this.active) return;
    this.active = id;
    this.#shownOtherwise();
  }

  /** @param {Partial<Order>} order */
  arrange(order) {
    this.held.clear();
    this.order = { ...this.order, ...order };
    this.#changed();
  }

  /** Opens a box in a row, or closes the open one. @param {ThreadStore["open"]} open */
  setOpen(open) {
    this.open = open;
    this.isAsking = false;
    if (open) {
      const box = `${open.box}:${open.id}`;
      this.#opened = { box, place: this.placeOf(box) };
      this.changes.problems.delete(open.id);
    }
    this.#changed();
  }

  /** What the comment is about that a box belongs to, also when it is gone by now. @param {string} box @returns {import("./drafts.js").Place | null} */
  placeOf(box) {
    const comment = this.comments.get(box.split(":")[1] ?? "");
    if (!comment) return this.drafts.placeOf(box) ?? (this.#opened.box === box ? this.#opened.place : null);
    const { version, frame_in = null, frame_out = null, kind } = comment;
    return { version, frame_in, frame_out, kind };
  }

  /** Whether a comment that words were written for is not there any more. @param {string} id */
  isGone(id) {
    return this.isComplete && !this.comments.has(id) && !this.outbox.entries.has(id);
  }

  /** Closes the open box, or asks first when there are words in it that would go. */
  leaveOpen() {
    const box = this.open && `${this.open.box}:${this.open.id}`;
    if (box && this.drafts.read(box).trim()) this.ask(true);
    else this.setOpen(null);
  }

  /** @param {boolean} isAsking */
  ask(isAsking) {
    this.isAsking = isAsking;
    this.#changed();
  }

  /** The words in the open box may go. */
  discardOpen() {
    if (this.open) this.drafts.write(`${this.open.box}:${this.open.id}`, "");
    this.setOpen(null);
  }

  /** Opens the box of a change that failed, keeping its reason in sight. @param {string} id */
  reopen(id) {
    this.open = { id, box: "edit" };
    this.#changed();
  }

  /** @param {Partial<Pick<Surroundings, "version" | "viewer" | "timecodeOf" | "moments" | "sayUnreached">>} changed */
  moveTo(changed) {
    const { version } = this.at;
    Object.assign(this.at, changed);
    // A guest may be shown one version only: then what is known of another one's comments was never told here.
    if (this.at.viewer.kind === "guest" && version && this.at.version !== version) void this.load();
    this.#changed();
  }

  /** Nothing more may be seen here. @param {string} code of the error why */
  end(code) {
    this.state = "gone";
    this.gone = code;
    this.isComplete = false;
    this.comments = new Map();
    clearTimeout(this.#timer);
    clearTimeout(this.#loadAgain);
    this.#changed();
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#loadAgain);
    this.outbox.close();
    this.drafts.close();
    this.held.clear();
    this.#listeners.clear();
  }

  async #catchUp() {
    const { api, videoId } = this.at;
    for (let isComplete = false; !isComplete; ) {
      const { items, seq } = await api.get(`/videos/${videoId}/activity?after=${this.#sequence.known}`);
      if (this.#isClosed) return;
      const last = items.length ? items[items.length - 1].seq : seq;
      this.#fold(this.#sequence.fill(items, last), true);
      isComplete = items.length === 0 || last >= seq;
    }
  }

  /** @param {Operation[]} operations @param {boolean} live */
  #fold(operations, live) {
    for (const operation of operations) {
      const id = fold(this.comments, operation);
      this.#pages?.tell(operation);
      if (!id || !operation.type.endsWith(".new")) continue;
      const written = operation.payload.reply ?? operation.payload;
      this.outbox.remove(written.id);
      const isOld = Date.parse(operation.timestamp) - Date.parse(written.created_at) > NEWS_MS;
      if (live && !isOld && written.author.id !== this.at.viewer.id) this.#announce(id, written);
    }
    if (operations.length) this.#changed();
  }

  /** The server has what was posted; its operation may have come before or may come after.
   * @param {import("./outbox.js").Entry} entry @param {any} answer */
  #confirm({ commentId }, answer) {
    if (commentId) this.take("comment.reply.new", { comment_id: commentId, reply: answer });
    else if (!this.comments.has(answer.id)) this.take("comment.new", answer);
  }

  /** Somebody else's words came: the list says so, once for all that came in one frame.
   * @param {string} id @param {{author: import("./fold.js").Author, body: string}} written */
  #announce(id, { author, body }) {
    this.arrived.add(id);
    const isFirst = this.news === this.view.news;
    this.news = { count: isFirst ? 1 : this.news.count + 1, name: author.name, body };
  }

  /** The server says no to reading: access has ended, or the video is gone. @param {unknown} error */
  #isRefused(error) {
    const problem = this.at.api.refusalOf(error);
    if (problem) this.end(problem.code);
    return Boolean(problem);
  }

  /** @param {() => unknown} act @param {number} milliseconds */
  #later(act, milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, milliseconds);
  }

  #changed() {
    this.#isListDirty = true;
    this.#shownOtherwise();
  }

  /** The same comments are to be shown, one of them otherwise. */
  #shownOtherwise() {
    if (this.#isDirty || this.#isClosed) return;
    this.#isDirty = true;
    this.at.nextFrame(() => {
      this.#isDirty = false;
      if (this.#isClosed) return;
      takeBackReplies(this);
      if (this.#isListDirty) this.#list = listOf(this);
      this.#isListDirty = false;
      this.view = viewOf(this, this.#list);
      for (const listener of this.#listeners) listener();
    });
  }
}
