/** The film of the room: the video with its versions, which one is on the screen, and what happens to them live. */
import { Timecodes } from "./moments.js";
import { NewerVersion } from "./newer_version.js";
import { withProgress } from "./preparation.js";
import { markRead, nextRemarked, remarksOf } from "./remarks.js";

/** @typedef {{num: number, den: number}} Rate */
/**
 * @typedef {object} Version the gateway's version
 * @property {string} id
 * @property {number} number
 * @property {"uploading" | "processing" | "ready" | "failed"} status
 * @property {number} progress in per cent
 * @property {number | null} [seconds_left] an estimate
 * @property {string} [stage] what the worker is doing
 * @property {string[]} [rungs] sizes that can be watched by now, smallest first
 * @property {string | null} error_code
 * @property {string | null} [job_id]
 * @property {string | null} filename
 * @property {number | null} size in bytes
 * @property {string | null} sha256
 * @property {number | null} duration_frames
 * @property {Rate | null} rate
 * @property {string | null} start_timecode
 * @property {number} start_frame
 * @property {boolean} is_drop_frame
 * @property {number | null} width
 * @property {number | null} height
 * @property {string | null} video_codec
 * @property {string | null} audio_codec
 * @property {string | null} hls_url
 * @property {string | null} original_url
 * @property {boolean} [is_playable] whether the original's frames were proven to be where they should be
 * @property {string | null} poster_url
 * @property {{name: string, url: string}[]} [downloads]
 * @property {Record<string, any> | null} [technical]
 * @property {string | null} [uploaded_by]
 * @property {string | null} [uploaded_by_guest]
 * @property {string} created_at
 * @property {import("./remarks.js").Remark[] | null} [remarks] what has to be said of the film
 */
/** @typedef {{id: string, project_id: string, title: string, versions: Version[]}} Video */
/**
 * @typedef {object} Timecode the film's frames in writing
 * @property {(timebase: any, frame: number) => string} timecodeOf
 * @property {(from: Rate, to: Rate, frame: number) => number} sameMoment
 */
/** @typedef {{get: (path: string) => Promise<any>, refusalOf: (error: unknown) => {code: string} | null}} Api */
/** @typedef {Pick<typeof import("../../shared/ui/reached.js"), "reachedOf" | "tellReached">} Shared how far things are, wherever the page shows it */

const RETRY_MS = 2000;
/** Where nothing is remembered. */
const NOWHERE = { getItem: () => null, setItem() {} };
/** Where nobody else tells how far a version is. @type {Shared} */
const ALONE = { reachedOf: () => undefined, tellReached() {} };

export class FilmStore {
  /** @type {"loading" | "ready" | "gone"} */
  #state = "loading";
  #code = "";
  /** @type {Video | null} */
  #video = null;
  /** @type {number | null} */
  #wanted = null;
  #newer = new NewerVersion(() => this.passOver());
  #isClosed = false;
  #loads = 0;
  /** How often it was loaded: what depends on more than the view shows looks again when this rises. */
  #loaded = 0;
  /** What was last told of versions that are being prepared, by their numbers. @type {Map<number, import("./preparation.js").Told>} */
  #told = new Map();
  #listeners = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** The frame on the screen. */
  #frame = -1;

  /** @param {{videoId: string, wanted: number | null, api: Api, timecode: Timecode, storage?: Pick<Storage, "getItem" | "setItem">, shared?: Shared}} options `wanted`: the version that the address names */
  constructor({ videoId, wanted, api, timecode, storage = NOWHERE, shared = ALONE }) {
    this.storage = storage;
    this.shared = shared;
    this.videoId = videoId;
    this.api = api;
    this.timecodes = new Timecodes(timecode);
    this.#wanted = wanted;
    this.view = this.#written();
  }

  /** For `useSyncExternalStore`. @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Loads the video anew: at first, when a version has changed, and when media addresses have expired. */
  async load() {
    const load = ++this.#loads;
    clearTimeout(this.#timer);
    try {
      const video = await this.api.get(`/videos/${this.videoId}`);
      if (this.#isClosed || load !== this.#loads) return;
      this.#video = video;
      this.#loaded++;
      this.#state = "ready";
      this.#share();
      this.#newer.loaded(this.#newest());
      this.#wanted = this.#shown()?.number ?? null;
    } catch (error) {
      if (this.#isClosed || load !== this.#loads) return;
      const refusal = this.api.refusalOf(error);
      if (refusal) this.#end(refusal.code);
      else this.#timer = setTimeout(() => this.load(), RETRY_MS);
    }
    this.#changed();
  }

  /** Somebody on the page has told how far a version is. */
  hearReached = () => {
    if (this.#video?.versions.some(({ status }) => status === "processing")) this.#changed();
  };

  /** Takes a frame of the live channel. @param {{type: string, payload: any, video_id?: string | null}} frame */
  offer({ type, payload, video_id: videoId }) {
    if (videoId !== undefined && videoId !== this.videoId) return; // of another room that the page is in
    if (type === "access.ended") return this.#end(payload.code);
    if (type === "access.moved") return this.#move(payload.version);
    if (type === "version.progress") return this.#progress(payload.version);
    if (type.startsWith("version.")) {
      this.#told.delete(payload.version?.number);
      return void this.load();
    }
    if (type === "video.delete") return this.#end("video.deleted");
    if (type === "video.update" && this.#video) {
      this.#video = { ...this.#video, title: payload.video.title };
      this.#changed();
    }
  }

  /** Puts another version on the screen. @param {number} number */
  choose(number) {
    this.#wanted = number;
    this.#newer.looked(this.#newest());
    if (number === this.#newer.ahead) return void this.load();
    this.#changed();
  }

  /** The viewer knows of the newer version and stays with theirs. */
  passOver() {
    this.#newer.passOver(this.#newest());
    this.#changed();
  }

  /** What was said of the version on the screen was read. */
  dismissRemarks() {
    const version = this.#shown();
    if (version) markRead(version, this.storage);
    this.#changed();
  }

  /** Another frame is on the screen. @param {number} frame */
  follow(frame) {
    this.#frame = frame;
  }

  /** The next of the frames that a remark on the version on the screen is about. @param {string} code @returns {number | null} */
  nextRemarked(code) {
    const version = this.#shown();
    return version && nextRemarked(version, code, this.#frame);
  }

  /** Closes the note over the picture that came last. @returns {boolean} whether there was one */
  closeNote() {
    const { newer, remarks } = this.view;
    if (newer) this.passOver();
    else if (remarks.length) this.dismissRemarks();
    return newer > 0 || remarks.length > 0;
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#newer.close();
    this.#listeners.clear();
  }

  /** Another version is shown from now on: what is being watched stays on the screen until the viewer goes on. @param {number} number */
  #move(number) {
    const shown = this.#shown();
    const isWatching = shown && (shown.hls_url || shown.original_url) && number > shown.number;
    this.#newer.ahead = number;
    if (!isWatching) return void this.load();
    this.#changed();
  }

  /** @param {string} code */
  #end(code) {
    this.#state = "gone";
    this.#code = code;
    this.#video = null;
    this.#changed();
  }

  /** Progress is told without asking the server; what can be watched or looked at by now has addresses, which only the server gives. @param {import("./preparation.js").Told} told */
  #progress(told) {
    if (!this.#video) return;
    const known = this.#video.versions.find(({ number }) => number === told.number);
    const before = this.#told.get(told.number);
    this.#told.set(told.number, { ...before, ...told });
    const isTold =
      String(told.rungs) === String(before?.rungs) &&
      told.has_poster === before?.has_poster &&
      told.is_playable === before?.is_playable;
    const isKnown = known && hasAll(known, told);
    if (!known || (!isKnown && !isTold)) return void this.load();
    this.#changed();
  }

  #newest() {
    return Math.max(0, ...(this.#video?.versions ?? []).map(({ number }) => number));
  }

  /** The wanted version, else the newest that can be watched, else the newest. */
  #shown() {
    const versions = this.#versions();
    const canPlay = versions.filter(({ hls_url, original_url }) => hls_url || original_url);
    return versions.find(({ number }) => number === this.#wanted) ?? canPlay.at(-1) ?? versions.at(-1) ?? null;
  }

  /** The versions with what was told of them since; the same objects while nothing changed. */
  #versions() {
    return (this.#video?.versions ?? []).map((version) =>
      withProgress(version, this.#told.get(version.number), this.shared.reachedOf(this.#nameOf(version))),
    );
  }

  /** Tells the rest of the page how far the versions are. */
  #share() {
    for (const version of this.#video?.versions ?? []) {
      if (version.status === "processing") this.shared.tellReached(this.#nameOf(version), version.progress, version.seconds_left);
    }
  }

  /** What a version is called where its progress is told. @param {Version} version */
  #nameOf({ number }) {
    return `${this.videoId}/v${number}`;
  }

  #written() {
    const version = this.#shown();
    const newest = this.#newest();
    const versions = this.#versions().reverse();
    return {
      state: this.#state,
      code: this.#code,
      title: this.#video?.title ?? "",
      version,
      number: version?.number ?? 0,
      versions: versions.map((each) => ({ ...each, is_shown: each.number === version?.number })),
      remarks: version ? remarksOf(version, this.storage) : [],
      newer: this.#newer.told(newest),
      waiting: this.#newer.waiting(newest),
      ahead: this.#newer.ahead,
      loads: this.#loaded,
      timecodeOf: this.timecodes.of(version),
      moments: this.timecodes.moments(this.#video?.versions ?? [], version?.number ?? 0),
    };
  }

  #changed() {
    if (this.#isClosed) return;
    this.view = this.#written();
    this.#newer.show(this.view.newer);
    for (const listener of this.#listeners) listener();
  }
}

/** Whether the server has said of a version already what is told of it. @param {Version} version @param {import("./preparation.js").Told} told */
function hasAll({ rungs = [], poster_url: poster, is_playable: isPlayable = false }, told) {
  const isSame = String(told.rungs ?? rungs) === String(rungs) && (told.is_playable ?? isPlayable) === isPlayable;
  return isSame && !(told.has_poster && !poster);
}
