/**
 * The films on their way, as the tray shows them: which go now, which wait, what their viewer decided. Lives as long as the page is
 * open, also while its visitor goes from one view to another. Not for React: that is `upload.js`.
 */
import { FilmRefused, Journey } from "./journey.js";
import { Following } from "./following.js";
import { isFileOf, isSameTarget, NEW, percentOf } from "./rows.js";

/** @typedef {import("./rows.js").Upload} Upload */
/** @typedef {import("./rows.js").Target} Target */
/** @typedef {{file: File, handle?: FileSystemFileHandle | null}} Pick a chosen file */
/**
 * @typedef {object} Means what the browser gives; tests give their own
 * @property {(shareToken?: string) => Api} apiOf
 * @property {(shareToken?: string) => Promise<string>} ownerOf whose uploads are kept
 * @property {import("./line.js").Line} line @property {typeof import("./put_part.js").putPart} put
 * @property {import("./records.js").RecordKeeper} records
 * @property {typeof import("./tab_lock.js").takeLock} takeLock @property {typeof import("./tab_lock.js").lockIsFree} lockIsFree
 * @property {(milliseconds: number, signal: AbortSignal) => Promise<void>} wait @property {import("./pace.js").Pace} pace
 */
/**
 * @typedef {object} Api
 * @property {(path: string) => Promise<any>} get @property {(path: string, body?: unknown, key?: string) => Promise<any>} post
 * @property {(path: string) => Promise<any>} remove
 * @property {(error: unknown) => {code: string, detail: string, fields: Record<string, string>} | null} refusalOf
 */

const AT_ONCE = 2;
const RUNNING = new Set(["looking", "comparing", "sending", "checking"]);

export class Uploads {
  /** @type {Upload[]} */
  rows = [];

  /** @type {Map<string, Journey>} */
  #journeys = new Map();
  /** @type {Map<string, AbortController>} */
  #controllers = new Map();
  #count = 0;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {Set<(upload: Upload) => void>} */
  #arrivals = new Set();

  /** @param {Means} means */
  constructor(means) {
    this.means = means;
    this.following = new Following({ means, rowOf: (id) => this.row(id), change: (id, change) => this.#change(id, change) });
  }

  /** Whether leaving the page would interrupt something. */
  get isSending() {
    return this.rows.some(({ state }) => state === "sending");
  }

  /** @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hears of every film the server has taken. @param {(upload: Upload) => void} listener */
  onArrival(listener) {
    this.#arrivals.add(listener);
    return () => void this.#arrivals.delete(listener);
  }

  /** @param {string} id */
  row(id) {
    return this.rows.find((row) => row.id === id);
  }

  /** Bytes a second of one upload, and the seconds it still takes (null: nobody knows). @param {Upload} row */
  paceOf(row) {
    const pace = this.#journeys.get(row.id)?.pace;
    if (row.state !== "sending" || !pace) return { speed: 0, secondsLeft: null };
    return { speed: pace.speed, secondsLeft: pace.secondsFor(row.size - row.sent) };
  }

  /**
   * Sends files; one that was begun earlier goes on where it was.
   * @param {Target} target @param {Iterable<Pick>} picks
   * @returns {File[]} those that are on their way already and are not sent twice
   */
  add(target, picks) {
    const twice = [];
    for (const { file, handle = null } of picks) {
      const same = this.rows.find((row) => isFileOf(row, file) && isSameTarget(row.target, target));
      if (same?.state === "unfinished") void this.giveFile(same.id, file, handle);
      else if (same && (RUNNING.has(same.state) || ["waiting", "paused", "known"].includes(same.state))) twice.push(file);
      else {
        const { name, size, lastModified } = file;
        const journey = this.#enlist({ target, name, size, lastModified });
        Object.assign(journey, { file, handle });
      }
    }
    this.#next();
    return twice;
  }

  /** @param {string} id */
  pause(id) {
    const state = this.row(id)?.state ?? "";
    if (!RUNNING.has(state) && state !== "waiting") return;
    this.#stop(id);
    this.#change(id, { state: "paused" });
    if (!this.isSending) this.means.pace.forget();
    this.#next();
  }

  pauseAll() {
    for (const { id, state } of this.rows) if (state === "waiting") this.pause(id);
    for (const { id, state } of this.rows) if (RUNNING.has(state) && state !== "checking") this.pause(id);
  }

  /** Goes on after a pause, or tries a refused film again. @param {string} id */
  resume(id) {
    if (!this.#journeys.get(id)?.file) return;
    this.#change(id, { state: "waiting", problem: "", problemKey: "", noticeKey: "" });
    this.#next();
  }

  resumeAll() {
    for (const { id, state } of this.rows) if (state === "paused") this.resume(id);
  }

  /** The viewer knows that the film is there already. @param {string} id @param {string} [videoId] it becomes a version of */
  sendAnyway(id, videoId) {
    const journey = this.#journeys.get(id);
    const row = this.row(id);
    if (!journey || !row) return;
    journey.skipsKnown = true;
    const videoTitle = row.films.find((film) => film.video_id === videoId)?.title;
    if (videoId) journey.target = { ...journey.target, videoId, videoTitle };
    this.#change(id, { target: journey.target, films: [] });
    this.resume(id);
  }

  /** Takes an upload back, or off the list when it is over. @param {string} id */
  remove(id) {
    const state = this.row(id)?.state;
    const journey = this.#journeys.get(id);
    this.#stop(id);
    this.rows = this.rows.filter((row) => row.id !== id);
    this.#journeys.delete(id);
    this.#tell();
    this.#next();
    if (journey && state !== "elsewhere") void journey.withdraw(new AbortController().signal).catch(() => {});
  }

  /** Takes everything that is over off the list. */
  clear() {
    for (const { id, state } of this.rows) if (["ready", "processing", "failed", "refused"].includes(state)) this.remove(id);
  }

  /**
   * Shows what was begun in an earlier visit; goes on by itself where the browser lets it read the file.
   * @param {string} [shareToken]
   */
  async restore(shareToken) {
    const owner = await this.means.line.keepTrying(() => this.means.ownerOf(shareToken), new AbortController().signal);
    for (const record of await this.means.records.of(owner)) {
      if (this.rows.some(({ id }) => this.#journeys.get(id)?.opened?.upload_id === record.id || id === record.id)) continue;
      const journey = this.#enlist({ ...record.file, target: record.target }, record.id);
      Object.assign(journey, { handle: record.handle, begunId: record.id });
      this.#change(record.id, { state: "unfinished", hasFile: Boolean(record.handle) });
      void this.#lookAt(record.id, journey);
    }
  }

  /** Goes on with a file the browser still knows, after asking the viewer. @param {string} id @returns {Promise<boolean>} */
  async goOn(id) {
    const { handle } = this.#journeys.get(id) ?? {};
    if (!handle) return false;
    try {
      // @ts-expect-error - Chromium alone has it
      if (handle.requestPermission && (await handle.requestPermission({ mode: "read" })) !== "granted") return false;
      await this.giveFile(id, await handle.getFile(), handle);
      return true;
    } catch {
      this.#change(id, { hasFile: false, problemKey: "upload.problem.unreadable" });
      return true;
    }
  }

  /** The file of an upload that was begun earlier. @param {string} id @param {File} file @param {FileSystemFileHandle | null} [handle] */
  async giveFile(id, file, handle = null) {
    const row = this.row(id);
    const journey = this.#journeys.get(id);
    if (!row || !journey || row.state !== "unfinished") return;
    const isIt = file.size === row.size && (await journey.isSame(file, row.lastModified).catch(() => false));
    if (this.row(id)?.state !== "unfinished") return;
    if (!isIt) return void this.#change(id, { problemKey: "upload.problem.other_file" });
    Object.assign(journey, { file, handle: handle ?? journey.handle });
    this.#change(id, { hasFile: true, lastModified: file.lastModified });
    void journey.keep();
    this.resume(id);
  }

  /** @param {{target: Target, name: string, size: number, lastModified: number}} film @param {string} [id] */
  #enlist(film, id = `upload-${++this.#count}`) {
    const tell = (/** @type {Partial<Upload>} */ change) => this.#change(id, change);
    const journey = new Journey({ target: film.target, means: this.means, tell });
    this.#journeys.set(id, journey);
    this.rows = [...this.rows, { id, ...NEW, ...film }];
    this.#tell();
    return journey;
  }

  /** @param {string} id @param {Journey} journey */
  async #lookAt(id, journey) {
    const { signal } = this.#control(id);
    try {
      if (!(await journey.hold(id))) {
        this.#change(id, { state: "elsewhere" });
        await this.means.lockIsFree(id, signal);
        await journey.hold(id);
      }
      const opened = await journey.look(signal);
      if (opened.status !== "open") return void (await this.#travel(id, journey, signal));
      const sent = opened.arrived.reduce((sum, { size }) => sum + size, 0);
      this.#change(id, { state: "unfinished", sent, stored: sent, percent: percentOf(sent, opened.size) });
      // @ts-expect-error - Chromium alone has it
      if ((await journey.handle?.queryPermission?.({ mode: "read" })) === "granted") await this.goOn(id);
    } catch (error) {
      if (signal.aborted) return;
      const isGone = journey.isGone(error);
      if (isGone) await journey.forget();
      const problem = isGone ? "" : (journey.api.refusalOf(error)?.detail ?? "");
      this.#change(id, { state: "unfinished", percent: 0, problem, noticeKey: isGone ? "upload.notice.expired" : "" });
    }
  }

  #next() {
    for (let free = AT_ONCE - this.rows.filter(({ state }) => RUNNING.has(state)).length; free > 0; free--) {
      const row = this.rows.find(({ state }) => state === "waiting");
      const journey = row && this.#journeys.get(row.id);
      if (!journey) return;
      this.#change(row.id, { state: "looking" });
      void this.#travel(row.id, journey, this.#control(row.id).signal);
    }
  }

  /** @param {string} id @param {Journey} journey @param {AbortSignal} signal */
  async #travel(id, journey, signal) {
    try {
      const taken = await journey.run(signal);
      if (taken) this.#arrived(id, journey, taken);
    } catch (error) {
      if (!signal.aborted) await this.#failed(id, journey, error);
    }
    this.#next();
  }

  /** @param {string} id @param {Journey} journey @param {import("./transfer.js").Opened} taken */
  #arrived(id, journey, taken) {
    const version = taken.video?.versions.find((/** @type {any} */ each) => each.number === taken.version);
    this.#change(id, { videoId: taken.video?.id ?? "", version: taken.version ?? 0, sha256: taken.sha256 ?? "", noticeKey: "" });
    void journey.forget();
    this.following.begin(id, version);
    const row = this.row(id);
    if (row) for (const listener of this.#arrivals) listener(row);
  }

  /** @param {string} id @param {Journey} journey @param {unknown} error */
  async #failed(id, journey, error) {
    if (/** @type {Error} */ (error).name === "Unreadable") {
      journey.file = journey.handle = null;
      return void this.#change(id, { state: "unfinished", hasFile: false, problemKey: "upload.problem.unreadable" });
    }
    if (journey.opened && journey.isGone(error)) {
      await journey.forget();
      journey.skipsKnown = true;
      return void this.#change(id, { state: "waiting", percent: 0, sent: 0, stored: 0, noticeKey: "upload.notice.began_anew" });
    }
    const refusal = journey.api.refusalOf(error);
    if (error instanceof FilmRefused || refusal?.code.startsWith("video.")) await journey.forget();
    const isSaid = error instanceof FilmRefused || /** @type {Error} */ (error).name === "PartRefused";
    const problem = isSaid ? /** @type {Error} */ (error).message : (Object.values(refusal?.fields ?? {})[0] ?? refusal?.detail);
    const code = error instanceof FilmRefused ? error.code : (refusal?.code ?? "");
    const isFinal = code.startsWith("video."); // the same file would be refused again
    this.#change(id, { state: "refused", isFinal, problem: problem ?? "", problemKey: problem ? "" : "upload.problem.unexpected" });
  }

  /** @param {string} id */
  #control(id) {
    this.#controllers.get(id)?.abort();
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    return controller;
  }

  /** @param {string} id */
  #stop(id) {
    this.#controllers.get(id)?.abort();
    this.#controllers.delete(id);
  }

  /** @param {string} id @param {Partial<Upload>} change */
  #change(id, change) {
    this.rows = this.rows.map((row) => (row.id === id ? { ...row, ...change } : row));
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}
