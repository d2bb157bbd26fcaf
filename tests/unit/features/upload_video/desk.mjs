/** A server and a browser for uploads, in memory: what tests of the queue talk to. */
import { createHash, webcrypto } from "node:crypto";
import { Line, Unreached } from "../../../../videoplanet/features/upload_video/line.js";
import { Pace } from "../../../../videoplanet/features/upload_video/pace.js";
import { PartRefused } from "../../../../videoplanet/features/upload_video/put_part.js";
import { Uploads } from "../../../../videoplanet/features/upload_video/uploads.js";

globalThis.crypto ??= webcrypto;

export const PART = 4;

export class Refusal extends Error {
  constructor(code, detail = code) {
    super(detail);
    this.code = code;
  }
}

export const hash = (bytes) => createHash("sha256").update(Buffer.from(bytes)).digest("hex");

export function film(name, text, lastModified = 1) {
  return Object.assign(new Blob([text]), { name, lastModified });
}

export class Desk {
  uploads = new Map();
  known = [];
  /** Numbers of the parts that were sent, in the order they came. */
  sent = [];
  posts = [];
  records = new Map();
  locks = new Set();
  isAway = false;
  /** Called before a part is taken; may throw. */
  onPut = async () => {};
  completed = () => ({ status: "done", version: 1, sha256: "abc", video: { id: "v", versions: [{ number: 1, status: "ready" }] } });
  #count = 0;

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

  open(size, arrived = [], target = {}) {
    const id = `u${++this.#count}`;
    this.uploads.set(id, { id, size, arrived: new Map(arrived), status: "open", ...target });
    return id;
  }

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
      if (parts.length) throw new Refusal("upload.parts_missing");
      upload.outcome = this.completed(upload);
      upload.status = upload.outcome.status;
    }
    return this.view(id);
  }
}

/** Uploads at a desk. @param {Desk} desk */
export function uploadsAt(desk) {
  return new Uploads(desk.means());
}

/** When `isSo` has become true. */
export async function until(isSo, what = String(isSo)) {
  for (let turn = 0; turn < 4000; turn++) {
    if (isSo()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`never: ${what}`);
}
