/**
 * Sends the parts of one file that the server has not got, some at a time, each with its SHA-256. Knows nothing of what
 * happens before and after: that is `uploads.js`.
 */
import { contentDigest, countOfParts, readPart, sha256 } from "./parts.js";

/** @typedef {{number: number, size: number, sha256: string}} Arrived */
/**
 * @typedef {object} Opened an upload as `GET /uploads/{id}` gives it
 * @property {string} upload_id @property {string} project_id @property {number} size @property {number} part_size
 * @property {"open" | "checking" | "done" | "refused"} status
 * @property {{number: number, url: string}[]} parts those still missing @property {Arrived[]} arrived
 * @property {string | null} [error_code] @property {string | null} [error] @property {any} [video] @property {number | null} [version]
 * @property {string | null} [sha256]
 */
/**
 * @typedef {object} Means
 * @property {{get: (path: string) => Promise<any>, post: (path: string, body?: unknown, key?: string) => Promise<any>}} api
 * @property {import("./line.js").Line} line
 * @property {typeof import("./put_part.js").putPart} put
 */

const PARALLEL = 3;
const TRIES = 4;

/** The upload is no longer open on the server. */
export class Closed extends Error {
  name = "Closed";
  /** @param {Opened} opened as it is now */
  constructor(opened) {
    super(opened.status);
    this.opened = opened;
  }
}

export class Transfer {
  /** Bytes that the server has, or that are on their way to it. */
  get sent() {
    return this.#arrived + [...this.#sending.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Bytes that the server has. */
  get stored() {
    return this.#arrived;
  }

  /** Whether every part went with its checksum. */
  isVerified = true;

  #arrived = 0;
  /** @type {Map<number, number>} */
  #sending = new Map();
  /** @type {Map<number, string>} */
  #missing = new Map();

  /**
   * @param {object} options
   * @param {Blob} options.file @param {Opened} options.opened @param {Means} options.means
   * @param {() => void} options.onProgress
   */
  constructor({ file, opened, means, onProgress }) {
    this.file = file;
    this.means = means;
    this.onProgress = onProgress;
    this.opened = opened;
    this.#take(opened);
  }

  /**
   * Until every part has arrived.
   * @param {AbortSignal} signal
   * @returns {Promise<void>} rejects with `Closed`, `Unreadable`, `PartRefused`, the server's refusal, or the signal's reason
   */
  async run(signal) {
    const broken = new AbortController();
    const both = AbortSignal.any([signal, broken.signal]);
    const numbers = [...this.#missing.keys()].sort((one, other) => one - other);
    const lanes = Array.from({ length: Math.min(PARALLEL, numbers.length) }, () => this.#lane(numbers, both));
    try {
      await Promise.all(lanes);
    } catch (error) {
      broken.abort();
      await Promise.allSettled(lanes);
      throw error;
    } finally {
      this.#sending.clear();
    }
  }

  /** @param {number[]} numbers @param {AbortSignal} signal */
  async #lane(numbers, signal) {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) await this.#send(number, signal);
  }

  /** @param {number} number @param {AbortSignal} signal */
  async #send(number, signal) {
    const { line, put } = this.means;
    signal.throwIfAborted();
    const body = await readPart(this.file, number, this.opened.part_size);
    const digest = await sha256(body);
    if (!digest) this.isVerified = false;
    for (let tries = 1; this.#missing.has(number); tries++) {
      try {
        await line.keepTrying(async () => {
          const address = await this.#address(number, digest);
          try {
            await put({ ...address, body, signal, onProgress: (sent) => this.#went(number, Math.min(sent, body.byteLength)) });
          } catch (error) {
            this.#went(number, 0);
            throw error;
          }
        }, signal);
        this.#missing.delete(number);
        this.#arrived += body.byteLength;
        this.#sending.delete(number);
        this.onProgress();
      } catch (error) {
        this.#sending.delete(number);
        if (/** @type {Error} */ (error).name !== "PartRefused" || tries >= TRIES) throw error;
        this.#take(await line.keepTrying(() => this.means.api.get(`/uploads/${this.opened.upload_id}`), signal));
      }
    }
  }

  /** An address of this site takes the checksum as a header; one of the storage is signed for it.
   * @param {number} number @param {string | null} digest
   * @returns {Promise<{url: string, headers: Record<string, string>}>} */
  async #address(number, digest) {
    const url = this.#missing.get(number) ?? "";
    const here = onThisSite(url);
    if (here) return { url: here, headers: digest ? { "Content-Digest": contentDigest(digest) } : {} };
    if (!digest) return { url, headers: {} };
    return this.means.api.post(`/uploads/${this.opened.upload_id}/parts`, { number, sha256: digest });
  }

  /** @param {number} number @param {number} bytes */
  #went(number, bytes) {
    this.#sending.set(number, bytes);
    this.onProgress();
  }

  /** @param {Opened} opened */
  #take(opened) {
    if (opened.status !== "open") throw new Closed(opened);
    this.opened = opened;
    this.#missing = new Map(opened.parts.map(({ number, url }) => [number, url]));
    this.#arrived = opened.arrived.reduce((sum, { size }) => sum + size, 0);
  }
}

/**
 * Whether a file is the one whose parts have arrived: compares the first and the last of them, or all.
 * @param {Blob} file @param {Opened} opened @param {boolean} [isThorough] compares every part
 */
export async function isSameFile(file, opened, isThorough = false) {
  if (file.size !== opened.size) return false;
  const arrived = [...opened.arrived].sort((one, other) => one.number - other.number);
  const compared = isThorough ? arrived : [...new Set([arrived[0], arrived.at(-1)])];
  for (const part of compared) {
    if (!part || part.number > countOfParts(file.size, opened.part_size)) continue;
    const digest = await sha256(await readPart(file, part.number, opened.part_size));
    if (digest && digest !== part.sha256) return false;
  }
  return true;
}

/** The path of an address on this site, whatever scheme a proxy made of it; empty for one elsewhere. @param {string} url */
function onThisSite(url) {
  const base = globalThis.location?.href ?? "http://localhost/";
  const address = new URL(url, base);
  return address.host === new URL(base).host ? address.pathname + address.search : "";
}
