/**
 * Where the film comes from: the HLS ladder or the original file, one rung or another, and what happens when the ladder
 * grows, the address expires, the line breaks, or the original's pictures are not where its frames should be: that is left for
 * the ladder and not opened again. Whatever is opened, the wanted frame and playing or pausing stay as they were.
 */
import { isReachable, isWhole, nameOf, nextPicture, statusOf } from "./addresses.js";
import { FIRST_ESTIMATE, openHls, UnsupportedStream } from "./hls_stream.js";
import { recalledSound, rememberSound } from "./sounds.js";
import { Troubles } from "./troubles.js";

/** @typedef {"auto" | "original" | number} Choice a number is a rung's height */
/** @typedef {{hls: string | null, original: string | null}} Addresses `hls`: the whole ladder, or its first rung while the others are made */
/**
 * @typedef {object} SourceState
 * @property {"hls" | "original" | null} kind
 * @property {Choice} choice
 * @property {number[]} heights rungs to choose from by their short sides, tallest first
 * @property {number | null} height the rung on the screen
 * @property {import("./troubles.js").SourceNotice | null} notice what keeps the film from playing
 * @property {import("./sounds.js").Sound[]} sounds tracks to choose from
 * @property {number | null} sound the one that is heard
 * @property {boolean} hasOriginal whether the original may be chosen
 * @property {boolean} isOriginalUntrue whether it may not because its frames were found to be elsewhere
 */

/** @typedef {"wanted" | "wantedSeconds" | "request" | "reset" | "setClock" | "hope" | "retry"} Sought */
/** @typedef {Pick<import("./frame_seeker.js").FrameSeeker, Sought>} Seeker what brings the wanted frame onto the screen */

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
  #awaitsRung = false;
  #generation = 0;
  #estimate = FIRST_ESTIMATE;
  #isMovingUp = false;
  #arrivals = 0;
  /** Whether the source was opened because the one before, of the same kind, showed nothing. */
  #isRevived = false;
  /** Whether the original failed, or its frames were found to be elsewhere. */
  #isOriginalBroken = false;
  #troubles;
  #abort = new AbortController();

  /**
   * @param {HTMLVideoElement} video
   * @param {Seeker} seeker
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
    this.#troubles = new Troubles({
      video,
      notice: () => this.state.notice,
      say: (notice) => this.#update({ notice }),
      isOutdated: () => this.state.kind !== null && this.#addresses[this.state.kind] !== this.#opened,
      askForAddresses: () => events.onExpired(),
      open: (notice) => this.#open(notice),
      mayLeave: () => this.state.kind === "original" && Boolean(this.#addresses.hls),
      leave: () => this.#leaveOriginal(),
    });
    const on = { signal: this.#abort.signal };
    video.addEventListener("error", () => void this.#examineError(), on);
    video.addEventListener("canplay", () => this.#troubles.recovered(), on);
    video.addEventListener("progress", () => this.#arrivals++, on);
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
    if (this.state.kind === null || isAwaited || (isNew && (this.#troubles.isWaitingForAddress || this.state.notice))) this.#open();
    else if (kind === "hls" && this.state.kind === "hls" && nameOf(this.#addresses.hls) !== nameOf(this.#opened))
      void this.#moveUp();
    else this.#update({});
  }

  /** Plays another rung, or the original. @param {Choice} choice */
  choose(choice) {
    if (choice === this.state.choice || (choice === "original" && this.#isOriginalBroken)) return;
    this.seeker.hope();
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

  /** How much has arrived of what is open: changes while the line works. */
  arrived() {
    return this.#arrivals + (this.#stream?.arrived() ?? 0);
  }

  /**
   * What is open shows nothing, however often it is asked: it is opened anew, or left when that was in vain before. Not while
   * something keeps it from playing that is told, and has its own way out.
   */
  revive() {
    if (this.state.notice || this.#troubles.isWaitingForAddress) return;
    if (this.state.kind === "original" && this.#addresses.hls && this.#isRevived) return this.#leaveOriginal();
    this.#open();
    this.#isRevived = true;
  }

  /** Tries again what failed. */
  retry() {
    this.seeker.hope();
    if (this.state.notice === "expired") return this.#troubles.expire();
    this.#troubles.forgive();
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

  /** @param {import("./troubles.js").SourceNotice | null} notice what stays said meanwhile */
  #open(notice = null) {
    const kind = this.#kindOf(this.state.choice);
    if (kind === null) return;
    this.events.onReplace();
    this.#close();
    const url = /** @type {string} */ (this.#addresses[kind]);
    this.#opened = url;
    this.#isRevived = false;
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
      isWanted: () => generation === this.#generation,
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
        onTrouble: (trouble, fatal) => this.#troubles.heard(trouble, fatal),
      });
      if (generation === this.#generation) this.#stream = stream;
      else stream?.close();
    } catch (error) {
      if (generation !== this.#generation) return;
      if (error instanceof UnsupportedStream) this.#update({ notice: "unsupported" });
      else this.#troubles.lost();
    }
  }

  #close() {
    this.#generation++;
    this.#troubles.end();
    if (this.#stream) this.#estimate = this.#stream.estimate();
    this.#stream?.close();
    this.#stream = null;
    if (!this.video.hasAttribute("src")) return;
    this.video.removeAttribute("src");
    this.video.load();
  }

  /** After a change of rung the picture of a still film is decoded anew. @param {number} height */
  #loaded(height) {
    this.#troubles.recovered();
    this.seeker.retry();
    if (!this.#awaitsRung || height !== this.state.choice) return;
    this.#awaitsRung = false;
    if (this.video.paused) this.seeker.request(this.seeker.wanted);
  }

  /** The media element says only that it failed: the address tells why. */
  async #examineError() {
    if (this.state.kind === null || !this.video.error || this.#opened === null) return;
    const generation = this.#generation;
    const status = await statusOf(this.#opened);
    if (generation !== this.#generation) return;
    this.#troubles.failed(status);
  }

  #leaveOriginal() {
    this.#isOriginalBroken = true;
    this.#update({ choice: "auto" });
    if (this.#addresses.hls) this.#open();
  }

  /** @param {Partial<SourceState>} change */
  #update(change) {
    const hasOriginal = Boolean(this.#addresses.original) && !this.#isOriginalBroken;
    this.state = { ...this.state, hasOriginal, isOriginalUntrue: foundOut.has(this.filmId), ...change };
    this.events.onChange();
  }
}
