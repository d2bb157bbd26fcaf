/** What a thread needs around it: a storage, a gateway whose answers the test decides, and frames that come when told. */
import { ThreadStore } from "../../../../videoplanet/widgets/comment_thread/thread_store.js";

export class MemoryStorage {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, value) {
    this[key] = String(value);
  }
  removeItem(key) {
    delete this[key];
  }
}

export class Refused extends Error {
  constructor(detail, fields = {}) {
    super(detail);
    this.fields = fields;
  }
}

/** A gateway that keeps what is asked; `answer` says what comes back. */
export class Gateway {
  asked = [];
  answer = () => {
    throw new Error("no answer");
  };

  #ask(method, path, body) {
    this.asked.push({ method, path, body });
    return Promise.resolve().then(() => this.answer({ method, path, body }));
  }

  get = (path) => this.#ask("GET", path);
  post = (path, body) => this.#ask("POST", path, body);
  patch = (path, body) => this.#ask("PATCH", path, body);
  put = (path, body) => this.#ask("PUT", path, body);
  remove = (path) => this.#ask("DELETE", path);
  refusalOf = (error) => (error instanceof Refused ? { code: "refused", detail: error.message, fields: error.fields } : null);
}

/** Version 1 has 25 frames a second, version 2 has 50. */
export const MOMENTS = {
  timecodeOf: (version, frame) => ({ 1: `tc${frame}`, 2: `second${frame}` })[version] ?? "",
  frameHere: (_, frame) => 2 * frame,
};

export const VIEWER = {
  id: "me",
  kind: "user",
  name: "지우",
  role: "owner",
  may: { comment: true, resolve: true, moderate: true },
};

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

export function operation(seq, type, payload, previous = seq - 1) {
  return { type, payload, id: `op-${seq}`, seq, previous_seq: previous || null, video_id: "film", timestamp: "" };
}

/** Lets every promise that can settle do so. */
export async function settled() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

export function room({ comments = [], seq = 0, storage = new MemoryStorage(), gateway = new Gateway() } = {}) {
  const pending = [];
  const complaints = [];
  gateway.snapshot = { items: comments, next_cursor: null, seq };
  const snapshotOr = gateway.answer;
  gateway.answer = (asked) => (asked.path.includes("/comments?") ? gateway.snapshot : snapshotOr(asked));
  const thread = new ThreadStore({
    videoId: "film",
    version: 1,
    viewer: VIEWER,
    api: gateway,
    storage,
    nextFrame: (publish) => pending.push(publish),
    timecodeOf: (frame) => `tc${frame}`,
    moments: MOMENTS,
    sayUnreached: () => "unreached",
    complain: (reason) => complaints.push(reason),
  });
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
      return thread.view.rows;
    },
  };
}
