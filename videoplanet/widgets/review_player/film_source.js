/**
 * Where the film comes from: the HLS ladder or the original file, one rung or another, and what happens when the ladder
 * grows, the address expires, the line breaks, or the original's pictures are not where its frames should be: that is left for
 * the ladder and not opened again. Whatever is opened, the wanted frame and playing or pausing stay as they were.
 */
import { isReachable, isWhole, nameOf, nextPicture, statusOf } from "./addresses.js";
import { FIRST_ESTIMATE, openHls, UnsupportedStream } from "./hls_stream.js";
import { recalledSound, rememberSound } from "./sounds.js";

/** @typedef {"auto" | "original" | number} Choice a number is a rung's height */
/** @typedef {{hls: string | null, original: string | null}} Addresses `hls`: the whole ladder, or its first rung while the others are made */
/** @typedef {"offline" | "expired" | "broken" | "unsupported"} SourceNotice */
/**
 * @typedef {object} SourceState
 * @property {"hls" | "original" | null} kind
 * @property {Choice} choice
 * @property {number[]} heights rungs to choose from by their short sides, tallest first
 * @property {number | null} height the rung on the screen
 * @property {SourceNotice | null} notice what keeps the film from playing
 * @property {import("./sounds.js").Sound[]} sounds tracks to choose from
 * @property {number | null} sound the one that is heard
 * @property {boolean} hasOriginal whether the original may be chosen
 * @property {boolean} isOriginalUntrue whether it may not because its frames were found to be elsewhere
 */

const GONE = new Set([401, 403, 410]);
const NEW_ADDRESS_TIMEOUT_MS = 8000;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30000;
const MEDIA_ERRORS_FORGIVEN = 2;

/** Films whose originals were found out, so that coming back to one does not begin anew. @type {Set<string>} */
const foundOut = new Set();

export class FilmSource {
  /** @type {SourceState} */
  state = {
    kind: null,
    choice: "auto",
    heights: [],
    height: null,
    notice: null,
    sounds: [],
    sound: null,
    hasOriginal: false,
    isOriginalUntrue: false,
  };

  /** @type {Addresses} */
  #addresses = { hls: null, original: null };
  /** @type {string | null} */
  #opened = null;
  /** @type {import("./hls_stream.js").Stream | null} */
  #stream = null;
  #isWaitingForAddress = false;
  #awaitsRung = false;
  #generation = 0;
  #mediaErrors = 0;
  #estimate = FIRST_ESTIMATE;
  #isMovingUp = false;
  /** Whether the original failed, or its frames were found to be elsewhere. */
  #isOriginalBroken = false;
  #retryMilliseconds = FIRST_RETRY_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #abort = new AbortController();

  /**
   * @param {HTMLVideoElement} video
   * @param {import("./frame_seeker.js").FrameSeeker} seeker
   * @param {{onChange: () => void, onExpired: () => void, onReplace: () => void}} events
   *   `onExpired`: new addresses are needed; `onReplace`: the picture is about to go, another source comes
   * @param {string} [filmId] names the film among those whose originals were found out, and whose sound was chosen
   */
  constructor(video, seeker, events, filmId = "") {
    this.video = video;
    this.seeker = seeker;
    this.events = events;
    this.filmId = filmId;
    this.#isOriginalBroken = foundOut.has(filmId);
    const on = { signal: this.#abort.signal };
    video.addEventListener("error", () => void this.#examineError(), on);
    video.addEventListener("canplay", () => this.#recovered(), on);
    window.addEventListener("online", () => this.state.notice === "offline" && this.retry(), on);
  }

  /**
   * New addresses of the same film. What plays goes on playing; they are used at once where the old ones failed, and where
   * they lead to more rungs.
   * @param {Addresses} addresses
   */
  setAddresses(addresses) {
    this.#addresses = addresses;
    const kind = this.#kindOf(this.state.choice);
    if (kind === null) return;
    const mayStay = this.state.kind !== "original" || (addresses.original && !this.#isOriginalBroken);
    const isAwaited = kind !== this.state.kind && !mayStay;
    const isNew = addresses[kind] !== this.#opened;
    if (this.state.kind === null || isAwaited || (isNew && (this.#isWaitingForAddress || this.state.notice))) this.#open();
    else if (kind === "hls" && this.state.kind === "hls" && nameOf(this.#addresses.hls) !== nameOf(this.#opened))
      void this.#moveUp();
    else this.#update({});
  }

  /** Plays another rung, or the original. @param {Choice} choice */
  choose(choice) {
    if (choice === this.state.choice || (choice === "original" && this.#isOriginalBroken)) return;
    this.#update({ choice });
    if (this.#kindOf(choice) !== this.state.kind) return this.#open();
    this.#awaitsRung = typeof choice === "number";
    this.#stream?.keepTo(typeof choice === "number" ? choice : null);
  }

  /** Plays another sound track, now and whenever this film is opened here. @param {number} id */
  hear(id) {
    rememberSound(this.filmId, this.state.sounds, id);
    this.#update({ sound: id });
    this.#stream?.hear(id);
  }

  /**
   * The original's pictures are not where its frames should be: the ladder takes its place, on the same frame, and keeps it.
   * While there is no ladder yet, the original stays and no frame of it is vouched for.
   */
  distrust() {
    if (this.state.kind !== "original" || this.state.isOriginalUntrue) return;
    foundOut.add(this.filmId);
    this.#leaveOriginal();
  }

  /** Tries again what failed. */
  retry() {
    if (this.state.notice === "expired") return this.#expire();
    this.#mediaErrors = 0;
    this.#open();
  }

  dispose() {
    this.#abort.abort();
    this.#close();
  }

  /** @param {Choice} choice @returns {"hls" | "original" | null} */
  #kindOf(choice) {
    const { hls, original } = this.#addresses;
    if (!hls || !original) return hls ? "hls" : original ? "original" : null;
    if (choice === "original" && !this.#isOriginalBroken) return "original";
    // the first rung alone is for films that browsers cannot play
    const isWanted = typeof choice === "number" || this.#isOriginalBroken || this.state.kind === "hls";
    return isWhole(hls) || isWanted ? "hls" : "original";
  }

  /** More rungs are there: looks whether they can be had, then exchanges the source between two pictures. */
  async #moveUp() {
    if (this.#isMovingUp) return;
    this.#isMovingUp = true;
    const generation = this.#generation;
    const url = /** @type {string} */ (this.#addresses.hls);
    const isThere = await isReachable(url);
    if (isThere && !this.video.paused) await nextPicture(this.video);
    this.#isMovingUp = false;
    if (isThere && generation === this.#generation && this.state.kind === "hls" && nameOf(this.#opened) !== nameOf(url))
      this.#open();
  }

  /** @param {SourceNotice | null} notice what stays said meanwhile */
  #open(notice = null) {
    const kind = this.#kindOf(this.state.choice);
    if (kind === null) return;
    this.events.onReplace();
    this.#close();
    const url = /** @type {string} */ (this.#addresses[kind]);
    this.#opened = url;
    this.#isWaitingForAddress = false;
    this.#awaitsRung = false;
    // Who watches the original, even because there was nothing else yet, stays on it when the ladder becomes ready.
    const choice = kind === "original" ? "original" : this.state.choice === "original" ? "auto" : this.state.choice;
    this.#update({ kind, choice, notice, height: null, ...(kind === "original" ? { sounds: [], sound: null } : {}) });
    this.seeker.reset({ isForeign: kind === "original" });
    if (kind === "hls") return void this.#openLadder(url);
    this.video.src = url;
    this.video.load();
  }

  /** @param {string} url */
  async #openLadder(url) {
    const generation = ++this.#generation;
    const { choice } = this.state;
    const start = {
      startSeconds: this.seeker.wantedSeconds,
      height: typeof choice === "number" ? choice : null,
      estimate: this.#estimate,
    };
    try {
      const stream = await openHls(this.video, url, start, {
        onClock: (offset) => this.seeker.setClock(offset),
        onRungs: (rungs) => this.#update({ heights: [...new Set(rungs.map(({ height }) => height))] }),
        onRungShown: (height) => this.#update({ height }),
        onSounds: (sounds) => {
          this.#update({ sounds });
          return recalledSound(this.filmId, sounds)?.id ?? null;
        },
        onSoundHeard: (sound) => this.#update({ sound }),
        onLoaded: (height) => this.#loaded(height),
        onTrouble: (trouble, fatal) => this.#troubled(trouble, fatal),
      });
      if (generation === this.#generation) this.#stream = stream;
      else stream.close();
    } catch (error) {
      if (generation !== this.#generation) return;
      if (error instanceof UnsupportedStream) this.#update({ notice: "unsupported" });
      else this.#lost();
    }
  }

  #close() {
    this.#generation++;
    clearTimeout(this.#timer);
    if (this.#stream) this.#estimate = this.#stream.estimate();
    this.#stream?.close();
    this.#stream = null;
    if (!this.video.hasAttribute("src")) return;
    this.video.removeAttribute("src");
    this.video.load();
  }

  /** After a change of rung the picture of a still film is decoded anew. @param {number} height */
  #loaded(height) {
    this.#recovered();
    this.seeker.retry();
    if (!this.#awaitsRung || height !== this.state.choice) return;
    this.#awaitsRung = false;
    if (this.video.paused) this.seeker.request(this.seeker.wanted);
  }

  /** @param {import("./hls_stream.js").Trouble} trouble @param {boolean} fatal */
  #troubled(trouble, fatal) {
    if (trouble === "expired") this.#expire();
    else if (trouble === "network" && (fatal || this.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA))
      this.#lost(fatal);
    else if (trouble === "media") this.#mediaFailed();
  }

  /** The media element says only that it failed: the address tells why. */
  async #examineError() {
    if (this.state.kind === null || !this.video.error || this.#opened === null) return;
    const generation = this.#generation;
    const status = await statusOf(this.#opened);
    if (generation !== this.#generation) return;
    if (GONE.has(status)) this.#expire();
    else if (status === 0 || status >= 500) this.#lost();
    else this.#mediaFailed();
  }

  #mediaFailed() {
    const mayLeave = this.state.kind === "original" && this.#addresses.hls;
    const isTransfer = this.video.error?.code === MediaError.MEDIA_ERR_NETWORK;
    if (mayLeave && !isTransfer) return this.#leaveOriginal();
    if (++this.#mediaErrors <= MEDIA_ERRORS_FORGIVEN) return this.#open();
    if (mayLeave) return this.#leaveOriginal();
    this.#update({
      notice: this.video.error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED ? "unsupported" : "broken",
    });
  }

  #leaveOriginal() {
    this.#isOriginalBroken = true;
    this.#update({ choice: "auto" });
    if (this.#addresses.hls) this.#open();
  }

  #expire() {
    if (this.#isWaitingForAddress && !this.state.notice) return;
    if (this.#addresses[/** @type {"hls" | "original"} */ (this.state.kind)] !== this.#opened) return this.#open();
    this.#isWaitingForAddress = true;
    this.#update({ notice: null });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#update({ notice: "expired" }), NEW_ADDRESS_TIMEOUT_MS);
    this.events.onExpired();
  }

  /** @param {boolean} isGivenUp whether nobody else tries again */
  #lost(isGivenUp = true) {
    this.#update({ notice: "offline" });
    if (!isGivenUp) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open("offline"), this.#retryMilliseconds);
    this.#retryMilliseconds = Math.min(LAST_RETRY_MS, this.#retryMilliseconds * 2);
  }

  #recovered() {
    this.#retryMilliseconds = FIRST_RETRY_MS;
    if (this.state.notice === "offline") this.#update({ notice: null });
  }

  /** @param {Partial<SourceState>} change */
  #update(change) {
    const hasOriginal = Boolean(this.#addresses.original) && !this.#isOriginalBroken;
    this.state = { ...this.state, hasOriginal, isOriginalUntrue: foundOut.has(this.filmId), ...change };
    this.events.onChange();
  }
}
