/** What a thread needs around it: a storage, a gateway whose answers the test decides, and frames that come when told. */
import { afterEach } from "node:test";
import { ThreadStore } from "../../../../videoplanet/widgets/comment_thread/thread_store.js";
import { MemoryStorage } from "../../memory_storage.mjs";

/** @typedef {import("../../../../videoplanet/widgets/comment_thread/fold.js").Comment} Comment */
/** @typedef {import("../../../../videoplanet/widgets/comment_thread/fold.js").Operation} Operation */
/** @typedef {import("../../../../videoplanet/widgets/comment_thread/thread_store.js").Api} Api */
/** @typedef {import("../../../../videoplanet/widgets/comment_thread/rows.js").Viewer} Viewer */
/** @typedef {{method: string, path: string, body?: any}} Asked */

export class Refused extends Error {
  /** @param {string} detail @param {Record<string, string>} [fields] */
  constructor(detail, fields = {}) {
    super(detail);
    this.fields = fields;
  }
}

/** A gateway that keeps what is asked; `answer` says what comes back. */
export class Gateway {
  /** @type {Asked[]} */
  asked = [];
  /** @type {(asked: Asked) => any} */
  answer = () => {
    throw new Error("no answer");
  };

  /** @param {string} method @param {string} path @param {any} [body] */
  #ask(method, path, body) {
    this.asked.push({ method, path, body });
    return Promise.resolve().then(() => this.answer({ method, path, body }));
  }

  /** @type {Api["get"]} */
  get = (path) => this.#ask("GET", path);
  /** @type {Api["post"]} */
  post = (path, body) => this.#ask("POST", path, body);
  /** @type {Api["patch"]} */
  patch = (path, body) => this.#ask("PATCH", path, body);
  /** @type {Api["put"]} */
  put = (path, body) => this.#ask("PUT", path, body);
  /** @type {Api["remove"]} */
  remove = (path) => this.#ask("DELETE", path);
  /** @type {Api["refusalOf"]} */
  refusalOf = (error) => (error instanceof Refused ? { code: "refused", detail: error.message, fields: error.fields } : null);
}

/** @type {ThreadStore[]} */
const threads = [];
afterEach(() => {
  for (const thread of threads.splice(0)) thread.close();
});

/** Version 1 has 25 frames a second, version 2 has 50.
 * @type {import("../../../../videoplanet/widgets/comment_thread/thread_store.js").Moments} */
export const MOMENTS = {
  timecodeOf: (version, frame) => ["", `tc${frame}`, `second${frame}`][version] ?? "",
  frameHere: (_, frame) => 2 * frame,
};

/** @type {Viewer} */
export const VIEWER = {
  id: "me",
  kind: "user",
  name: "지우",
  role: "owner",
  may: { comment: true, resolve: true, moderate: true },
};

/** @param {string} id @param {Partial<Comment>} [changes] @returns {Comment & {video_id: string}} */
export function comment(id, changes = {}) {
  return {
    id,
    video_id: "film",
    version: 1,
    frame_in: 10,
    frame_out: null,
    timecode_in: "00:00:00:10",
    timecode_out: null,
    body: `words of ${id}`,
    kind: "fix",
    priority: "medium",
    status: "open",
    author: { id: "other", kind: "user", name: "민서", role: "reviewer" },
    replies: [],
    reactions: {},
    created_at: `2026-11-23T10:00:00Z`,
    ...changes,
  };
}

/** @param {number} seq @param {string} type @param {any} payload @param {number | null} [previous] the number of the one before @returns {Operation} */
export function operation(seq, type, payload, previous = seq - 1) {
  return { type, payload, id: `op-${seq}`, seq, previous_seq: previous || null, video_id: "film", timestamp: "" };
}

/** Lets every promise that can settle do so. */
export async function settled() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/**
 * @typedef {object} Furniture what a room begins with
 * @property {Comment[]} [comments] what the list holds
 * @property {number} [seq] of the last operation in it
 * @property {MemoryStorage} [storage]
 * @property {Gateway} [gateway]
 */

/** @param {Furniture} [furniture] */
export function room({ comments = [], seq = 0, storage = new MemoryStorage(), gateway = new Gateway() } = {}) {
  /** @type {(() => void)[]} */
  const pending = [];
  /** @type {string[]} */
  const complaints = [];
  const snapshot = { items: comments, next_cursor: null, seq };
  const otherwise = gateway.answer;
  gateway.answer = (asked) => (asked.path.includes("/comments?") ? snapshot : otherwise(asked));
  const thread = new ThreadStore({
    videoId: "film",
    version: 1,
    viewer: VIEWER,
    api: gateway,
    storage,
    nextFrame: (publish) => pending.push(publish),
    timecodeOf: (frame) => `tc${frame}`,
    now: () => Date.UTC(2026, 10, 23, 12),
    moments: MOMENTS,
    sayUnreached: () => "unreached",
    complain: (reason) => complaints.push(reason),
    copy() {},
  });
  threads.push(thread);
  let views = 0;
  thread.subscribe(() => (views += 1));
  return {
    thread,
    complaints,
    gateway,
    storage,
    get views() {
      return views;
    },
    /** Draws the next frame, and gives the rows then shown. */
    draw() {
      for (const publish of pending.splice(0)) publish();
      return rowsOf(thread);
    },
  };
}

/** A room whose list has come and is drawn. @param {Furniture} [furniture] */
export async function opened(furniture) {
  const at = room(furniture);
  await at.thread.load();
  at.draw();
  return at;
}

/** Every row that is shown, drawn or not. @param {ThreadStore} thread */
export const rowsOf = ({ view }) => view.shown.map(view.rowOf);

/** @param {{id: string}[]} rows */
export const idsOf = (rows) => rows.map((row) => row.id);
