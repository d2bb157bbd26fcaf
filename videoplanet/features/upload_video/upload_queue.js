/**
 * Films on their way to the server, one after the other: progress, speed, cancelling, another try. Lives as long as the
 * page is open, also while its visitor goes from one view to another. Not for React: that is `upload.js`.
 */

/** @typedef {{kind: "project" | "video", id: string}} Target a project gets a new video, a video a new version */
/**
 * @typedef {object} Upload
 * @property {string} id
 * @property {Target} target
 * @property {string} name of the file
 * @property {number} size in bytes
 * @property {"waiting" | "sending" | "checking" | "processing" | "ready" | "failed" | "cancelled"} state
 * @property {number} percent sent, or processed
 * @property {number} speed in bytes a second
 * @property {string} problem why it failed, in the viewer's language
 * @property {string} videoId where it has become a video
 * @property {number} version
 */
/**
 * @typedef {object} Line how a film is sent; the browser's is `sendByXhr`
 * @property {(upload: Upload, file: File, events: SendEvents) => () => void} send returns what cancels it
 * @property {(videoId: string) => Promise<any>} video asks for a video
 */
/**
 * @typedef {object} SendEvents
 * @property {(sent: number, total: number) => void} onProgress
 * @property {(video: any) => void} onDone
 * @property {(problem: string) => void} onRefused
 */

const SPEED_WINDOW_MS = 500;
const ASK_AGAIN_MS = 1500;
const ACTIVE = new Set(["waiting", "sending", "checking"]);

export class UploadQueue {
  /** @type {Upload[]} */
  uploads = [];

  /** @type {Map<string, File>} */
  #files = new Map();
  /** @type {(() => void) | null} */
  #cancel = null;
  /** @type {{at: number, sent: number}} */
  #measured = { at: 0, sent: 0 };
  #count = 0;
  #listeners = new Set();
  /** @type {Set<(upload: Upload) => void>} */
  #arrivals = new Set();

  /** @param {Line} line @param {() => number} now in milliseconds */
  constructor(line, now = () => performance.now()) {
    this.line = line;
    this.now = now;
  }

  /** Whether leaving the page would lose something. */
  get isActive() {
    return this.uploads.some(({ state }) => ACTIVE.has(state));
  }

  /** For `useSyncExternalStore`. @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hears of every film the server has taken. @param {(upload: Upload) => void} listener */
  onArrival(listener) {
    this.#arrivals.add(listener);
    return () => void this.#arrivals.delete(listener);
  }

  /** @param {Target} target @param {Iterable<File>} files */
  add(target, files) {
    for (const file of files) {
      const id = `upload-${++this.#count}`;
      this.#files.set(id, file);
      const { name, size } = file;
      const upload = { id, target, name, size, percent: 0, speed: 0, problem: "", videoId: "", version: 0 };
      this.uploads = [...this.uploads, { ...upload, state: "waiting" }];
    }
    this.#tell();
    this.#next();
  }

  /** @param {string} id */
  cancel(id) {
    const upload = this.#find(id);
    if (!upload || !ACTIVE.has(upload.state)) return;
    const isSending = upload.state !== "waiting";
    this.#change(id, { state: "cancelled", speed: 0 });
    if (!isSending) return;
    this.#cancel?.();
    this.#cancel = null;
    this.#next();
  }

  /** @param {string} id */
  retry(id) {
    this.#change(id, { state: "waiting", percent: 0, problem: "" });
    this.#next();
  }

  /** Takes an upload off the list. @param {string} id */
  dismiss(id) {
    this.cancel(id);
    this.#files.delete(id);
    this.uploads = this.uploads.filter((upload) => upload.id !== id);
    this.#tell();
  }

  #next() {
    if (this.uploads.some(({ state }) => state === "sending" || state === "checking")) return;
    const upload = this.uploads.find(({ state }) => state === "waiting");
    const file = upload && this.#files.get(upload.id);
    if (!upload || !file) return;
    const { id } = upload;
    this.#measured = { at: this.now(), sent: 0 };
    this.#change(id, { state: "sending" });
    this.#cancel = this.line.send(upload, file, {
      onProgress: (sent, total) => this.#progress(id, sent, total),
      onDone: (video) => this.#done(id, video),
      onRefused: (problem) => {
        this.#change(id, { state: "failed", problem, speed: 0 });
        this.#next();
      },
    });
  }

  /** @param {string} id @param {number} sent @param {number} total */
  #progress(id, sent, total) {
    const passed = this.now() - this.#measured.at;
    /** @type {Partial<Upload>} */
    const change = { percent: total ? Math.floor((100 * sent) / total) : 0 };
    if (passed >= SPEED_WINDOW_MS) {
      change.speed = Math.round((1000 * (sent - this.#measured.sent)) / passed);
      this.#measured = { at: this.now(), sent };
    }
    if (total && sent >= total) Object.assign(change, { state: "checking", speed: 0 });
    this.#change(id, change);
  }

  /** @param {string} id @param {any} video */
  #done(id, video) {
    const version = video.versions.at(-1);
    this.#files.delete(id);
    this.#change(id, { videoId: video.id, version: version.number, speed: 0, ...stateOf(version) });
    const upload = this.#find(id);
    if (upload) for (const listener of this.#arrivals) listener(upload);
    this.#next();
    void this.#follow(id);
  }

  /** Follows the making of renditions until they are there. @param {string} id */
  async #follow(id) {
    for (let upload = this.#find(id); upload?.state === "processing"; upload = this.#find(id)) {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      const video = await this.line.video(upload.videoId).catch(() => null);
      const number = upload.version;
      const version = video?.versions.find((/** @type {any} */ each) => each.number === number);
      if (version) this.#change(id, stateOf(version));
    }
  }

  /** @param {string} id */
  #find(id) {
    return this.uploads.find((upload) => upload.id === id);
  }

  /** @param {string} id @param {Partial<Upload>} change */
  #change(id, change) {
    this.uploads = this.uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload));
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}

/** @param {any} version @returns {Pick<Upload, "state" | "percent" | "problem">} */
function stateOf({ status, progress, error }) {
  if (status === "ready") return { state: "ready", percent: 100, problem: "" };
  if (status === "failed") return { state: "failed", percent: 0, problem: error ?? "" };
  return { state: "processing", percent: progress ?? 0, problem: "" };
}
