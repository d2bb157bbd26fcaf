/** A server and a browser for uploads, in memory: what tests of the queue talk to. */
import { createHash } from "node:crypto";
import { Line, Unreached } from "../../../../videoplanet/features/upload_video/line.js";
import { Pace } from "../../../../videoplanet/features/upload_video/pace.js";
import { PartRefused } from "../../../../videoplanet/features/upload_video/put_part.js";
import { Uploads } from "../../../../videoplanet/features/upload_video/uploads.js";

/** @typedef {import("../../../../videoplanet/features/upload_video/transfer.js").Opened} Opened */
/** @typedef {import("../../../../videoplanet/features/upload_video/records.js").UploadRecord} UploadRecord */
/** @typedef {import("../../../../videoplanet/features/upload_video/uploads.js").Means} Means */
/** @typedef {Parameters<Means["put"]>[0]} Sent */
/** @typedef {{id: string, number: number} & Omit<Sent, "url" | "body">} Part that is about to be taken */
/** @typedef {Partial<Opened> & {status: Opened["status"]}} Outcome */
/**
 * @typedef {object} Kept an upload as the server has it
 * @property {string} id @property {number} size @property {Map<number, ArrayBuffer | Uint8Array>} arrived
 * @property {Opened["status"]} status @property {Outcome} [outcome] @property {string} [filename] @property {string} [videoId]
 */

export const PART = 4;

export class Refusal extends Error {
  /** @param {string} code @param {string} [detail] */
  constructor(code, detail = code) {
    super(detail);
    this.code = code;
  }
}

/** @param {ArrayBuffer | Uint8Array} bytes */
export const hash = (bytes) => createHash("sha256").update(new Uint8Array(bytes)).digest("hex");

/** @param {string} name @param {string} text */
export function film(name, text, lastModified = 1) {
  return new File([text], name, { lastModified });
}

export class Desk {
  /** @type {Map<string, Kept>} */
  uploads = new Map();
  /** What the project has already. @type {{size: number, parts: string, video_id: string, title: string, version: number}[]} */
  known = [];
  /** Numbers of the parts that were sent, in the order they came. @type {number[]} */
  sent = [];
  /** What was asked: method, path, body, key. @type {[string, string, any, string | undefined][]} */
  posts = [];
  /** @type {Map<string, UploadRecord>} */
  records = new Map();
  /** @type {Set<string>} */
  locks = new Set();
  isAway = false;
  /** Why no film may come. @type {Refusal | undefined} */
  refusal;
  /** Called before a part is taken; may throw. @type {(part: Part) => Promise<void>} */
  onPut = async () => {};
  /** What a film becomes whose parts are all there. @type {() => Outcome} */
  completed = () => ({ status: "done", version: 1, sha256: "abc", video: { id: "v", versions: [{ number: 1, status: "ready" }] } });
  #count = 0;

  /** @returns {Means} */
  means() {
    return {
      apiOf: () => ({
        get: (path) => this.#answer("GET", path),
        post: (path, body, key) => this.#answer("POST", path, body, key),
        remove: (path) => this.#answer("DELETE", path),
        refusalOf: (error) => (error instanceof Refusal ? { code: error.code, detail: error.message, fields: {} } : null),
      }),
      ownerOf: async (shareToken) => shareToken ?? "me",
      line: new Line({ random: () => 0 }),
      put: (part) => this.#put(part),
      records: {
        of: async (owner) => [...this.records.values()].filter((record) => record.owner === owner),
        keep: async (record) => void this.records.set(record.id, record),
        forget: async (id) => void this.records.delete(id),
      },
      takeLock: async (id) => {
        if (this.locks.has(id)) return null;
        this.locks.add(id);
        return () => this.locks.delete(id);
      },
      lockIsFree: () => new Promise(() => {}),
      wait: async () => {},
      pace: new Pace(),
    };
  }

  /** @param {number} size @param {[number, Uint8Array][]} [arrived] @param {Pick<Kept, "filename" | "videoId">} [target] */
  open(size, arrived = [], target = {}) {
    const id = `u${++this.#count}`;
    this.uploads.set(id, { id, size, arrived: new Map(arrived), status: "open", ...target });
    return id;
  }

  /** @param {string} id @returns {Opened} */
  view(id) {
    const upload = this.uploads.get(id);
    if (!upload) throw new Refusal("not_found");
    const numbers = Array.from({ length: Math.ceil(upload.size / PART) }, (_, index) => index + 1);
    return {
      upload_id: id,
      project_id: "p",
      size: upload.size,
      part_size: PART,
      status: upload.status,
      parts: numbers.filter((number) => !upload.arrived.has(number)).map((number) => ({ number, url: `/put/${id}/${number}` })),
      arrived: [...upload.arrived].map(([number, bytes]) => ({ number, size: bytes.byteLength, sha256: hash(bytes) })),
      ...upload.outcome,
    };
  }

  /** @param {Sent} part */
  async #put({ url, headers, body, onProgress, signal }) {
    if (this.isAway) throw new Unreached("away");
    const [, , id, number] = url.split("/");
    await this.onPut({ id, number: Number(number), signal, headers, onProgress });
    signal.throwIfAborted();
    const upload = this.uploads.get(id);
    if (!upload) throw new PartRefused(404, { code: "not_found" });
    onProgress(body.byteLength);
    this.sent.push(Number(number));
    upload.arrived.set(Number(number), body);
  }

  /** @param {string} method @param {string} path @param {any} [body] @param {string} [key] @returns {Promise<any>} */
  async #answer(method, path, body, key) {
    if (this.isAway) throw new Unreached("away");
    this.posts.push([method, path, body, key]);
    if (path.endsWith("/known")) {
      const { size, parts_sha256: parts } = body;
      const films = this.known.filter((each) => each.size === size);
      return { same_size: films.length, films: parts ? films.filter((each) => each.parts === parts) : [] };
    }
    if (path.startsWith("/projects/")) {
      if (this.refusal) throw this.refusal;
      return this.view(this.open(body.size, [], { filename: body.filename, videoId: body.video_id }));
    }
    const [, , id, act] = path.split("/");
    if (method === "DELETE") return void this.uploads.delete(id);
    if (act === "complete") {
      const upload = this.uploads.get(id);
      const { parts } = this.view(id);
      if (!upload || parts.length) throw new Refusal("upload.parts_missing");
      upload.outcome = this.completed();
      upload.status = upload.outcome.status;
    }
    return this.view(id);
  }
}

/** Uploads at a desk. @param {Desk} desk */
export function uploadsAt(desk) {
  return new Uploads(desk.means());
}

/** Below the time that one test has, so that it fails saying what never came. */
const PATIENCE = 15_000;

/**
 * When `isSo` has become true. Films are read and their sums made on Node's own threads, which on a busy machine stand still for as
 * long as they like: so it is time that passes here, not turns of the loop. Timers may be mocked meanwhile.
 * @param {() => boolean} isSo @param {string} [what]
 */
export async function until(isSo, what = String(isSo)) {
  const end = performance.now() + PATIENCE;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
