/**
 * One film on its way: is it known already, open an upload, send the parts, have it checked. It tells what changes and throws what
 * stops it; which films go when, and what the viewer decides, is `uploads.js`.
 */
import { countOfParts, digestOfParts, readPart, sha256 } from "./parts.js";
import { Pace } from "./pace.js";
import { percentOf } from "./rows.js";
import { isSameFile, Transfer } from "./transfer.js";

/** @typedef {import("./transfer.js").Opened} Opened */
/** @typedef {{video_id: string, title: string, version: number, created_at: string}} KnownFilm */
/** @typedef {Partial<import("./rows.js").Upload>} Change */

const COMPARED_PART_BYTES = 8 * 1024 * 1024;
const ASK_AGAIN_MS = 1000;
const GONE = new Set(["not_found", "upload.closed"]);

/** The server has looked at the film and does not take it. */
export class FilmRefused extends Error {
  name = "FilmRefused";
  /** @param {Opened} answer */
  constructor({ error, error_code: code }) {
    super(error ?? "");
    this.code = code ?? "";
  }
}

export class Journey {
  /** @type {File | null} */
  file = null;
  /** @type {FileSystemFileHandle | null} */
  handle = null;
  /** As the server knows it; null before it is opened there. @type {Opened | null} */
  opened = null;
  /** Its id there, when it was begun in an earlier visit. */
  begunId = "";
  /** Whether to send it without asking if the project has it already. */
  skipsKnown = false;
  pace = new Pace();

  #key = "";
  /** The most bytes that were on their way or there: a part that was broken off is sent again, and that is no way back. */
  #furthest = 0;
  /** @type {(() => void) | null} */
  #release = null;

  /**
   * @param {object} options
   * @param {import("./rows.js").Target} options.target
   * @param {import("./uploads.js").Means} options.means
   * @param {(change: Change) => void} options.tell
   */
  constructor({ target, means, tell }) {
    this.target = target;
    this.means = means;
    this.api = means.apiOf(target.shareToken);
    this.tell = tell;
  }

  /**
   * Until the server has taken the film.
   * @param {AbortSignal} signal
   * @returns {Promise<Opened | null>} null when the viewer has to decide: the project has this film
   */
  async run(signal) {
    if (this.opened) this.opened = await this.#ask(`/uploads/${this.opened.upload_id}`, signal);
    else if (!this.skipsKnown && (await this.#isKnown(signal))) return null;
    this.opened ??= await this.#open(signal);
    for (;;) {
      if (this.opened.status === "open") await this.#send(this.opened, signal);
      const answer = await this.#checked(this.opened, signal);
      if (answer.status === "refused") throw new FilmRefused(answer);
      this.opened = answer;
      if (answer.status === "done") return answer;
    }
  }

  /** Looks at what the server has of an upload that was begun earlier. @param {AbortSignal} signal */
  async look(signal) {
    this.opened = await this.#ask(`/uploads/${this.begunId}`, signal);
    return this.opened;
  }

  /** Whether `file` is the one that was begun with. @param {File} file @param {number} lastModified */
  async isSame(file, lastModified) {
    return !this.opened || isSameFile(file, this.opened, file.lastModified !== lastModified);
  }

  /** Takes the right to send this upload, for as long as the tab is open. @param {string} id */
  async hold(id) {
    this.#release ??= await this.means.takeLock(id);
    return this.#release !== null;
  }

  /** Keeps what is needed to go on after a reload. Where that fails, only that is lost. */
  async keep() {
    if (!this.opened || !this.file) return;
    const { name, size, lastModified } = this.file;
    const record = { target: this.target, file: { name, size, lastModified }, handle: this.handle, at: Date.now() };
    try {
      const owner = await this.means.ownerOf(this.target.shareToken);
      await this.means.records.keep({ id: this.opened.upload_id, owner, ...record });
    } catch {
      // The upload itself goes on.
    }
  }

  /** It is over, or begins anew: nothing of it is to be remembered. */
  async forget() {
    const id = this.opened?.upload_id ?? this.begunId;
    this.opened = null;
    this.#furthest = 0;
    this.#key = this.begunId = "";
    this.letGo();
    if (id) await this.means.records.forget(id);
  }

  /** Gives the right to send it back. */
  letGo() {
    this.#release?.();
    this.#release = null;
  }

  /** Takes it back from the server. @param {AbortSignal} signal */
  async withdraw(signal) {
    const id = this.opened?.upload_id ?? this.begunId;
    await this.forget();
    if (id) await this.means.line.keepTrying(() => this.api.remove(`/uploads/${id}`), signal);
  }

  /** Whether the server says that it knows no such upload. @param {unknown} error */
  isGone(error) {
    return GONE.has(this.api.refusalOf(error)?.code ?? "");
  }

  /** @param {AbortSignal} signal */
  async #isKnown(signal) {
    this.tell({ state: "looking" });
    const { size } = /** @type {File} */ (this.file);
    try {
      const { same_size: sameSize } = await this.#known({ size }, signal);
      if (!sameSize) return false;
      const digests = await this.#digests(signal);
      const parts = digests && (await digestOfParts(digests));
      if (!parts) return false;
      const { films } = await this.#known({ size, parts_sha256: parts }, signal);
      if (films.length) this.tell({ state: "known", films });
      return films.length > 0;
    } catch (error) {
      if (this.api.refusalOf(error)) return false; // who may not ask just sends it
      throw error;
    }
  }

  /** @param {AbortSignal} signal */
  async #digests(signal) {
    const file = /** @type {File} */ (this.file);
    const count = countOfParts(file.size, COMPARED_PART_BYTES);
    const digests = [];
    for (let number = 1; number <= count; number++) {
      this.tell({ state: "comparing", percent: Math.floor((100 * (number - 1)) / count) });
      const digest = await sha256(await readPart(file, number, COMPARED_PART_BYTES));
      signal.throwIfAborted();
      if (!digest) return null;
      digests.push(digest);
    }
    return digests;
  }

  /** @param {{size: number, parts_sha256?: string}} body @param {AbortSignal} signal
   * @returns {Promise<{same_size: number, films: KnownFilm[]}>} */
  #known(body, signal) {
    const path = `/projects/${this.target.projectId}/uploads/known`;
    return this.means.line.keepTrying(() => this.api.post(path, body), signal);
  }

  /** @param {AbortSignal} signal @returns {Promise<Opened>} */
  async #open(signal) {
    this.tell({ state: "looking", percent: 0 });
    const { name, size } = /** @type {File} */ (this.file);
    const { projectId, videoId } = this.target;
    const body = { filename: name, size, ...(videoId ? { video_id: videoId } : {}) };
    this.#key ||= randomKey();
    const opened = await this.means.line.keepTrying(() => this.api.post(`/projects/${projectId}/uploads`, body, this.#key), signal);
    this.opened = opened;
    await this.hold(opened.upload_id);
    await this.keep();
    return opened;
  }

  /** @param {Opened} opened @param {AbortSignal} signal */
  async #send(opened, signal) {
    const file = /** @type {File} */ (this.file);
    this.pace.forget();
    let before = 0;
    const transfer = new Transfer({
      file,
      opened,
      means: { ...this.means, api: this.api },
      onProgress: () => {
        const { sent } = transfer;
        this.pace.add(sent - before);
        this.means.pace.add(sent - before);
        before = sent;
        this.tell(this.#standing(transfer));
      },
    });
    before = transfer.sent;
    this.tell({ state: "sending", ...this.#standing(transfer) });
    try {
      await transfer.run(signal);
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "Closed") throw error;
      this.opened = /** @type {import("./transfer.js").Closed} */ (error).opened;
      return;
    }
    this.tell({ isVerified: transfer.isVerified, sent: file.size });
  }

  /** @param {Transfer} transfer @returns {Change} */
  #standing({ sent, stored }) {
    this.#furthest = Math.max(this.#furthest, sent);
    const { size } = /** @type {File} */ (this.file);
    return { sent: this.#furthest, stored, percent: percentOf(this.#furthest, size) };
  }

  /** @param {Opened} opened @param {AbortSignal} signal @returns {Promise<Opened>} not `checking` any more */
  async #checked(opened, signal) {
    this.tell({ state: "checking", percent: 100 });
    const path = `/uploads/${opened.upload_id}`;
    let answer = opened;
    if (opened.status === "open") {
      try {
        answer = await this.means.line.keepTrying(() => this.api.post(`${path}/complete`), signal);
      } catch (error) {
        if (this.api.refusalOf(error)?.code !== "upload.parts_missing") throw error;
        return this.#ask(path, signal);
      }
    }
    while (answer.status === "checking") {
      await this.means.wait(ASK_AGAIN_MS, signal);
      answer = await this.#ask(path, signal);
    }
    return answer;
  }

  /** @param {string} path @param {AbortSignal} signal @returns {Promise<Opened>} */
  #ask(path, signal) {
    return this.means.line.keepTrying(() => this.api.get(path), signal);
  }
}

function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
