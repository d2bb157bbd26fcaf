/**
 * Brings exactly the asked-for frame onto the screen, and knows which frame is there.
 *
 * A frame is trusted when the seek has ended *and* the picture handed to the compositor (`requestVideoFrameCallback`) is
 * that frame; a seek alone is not proof. Wishes that arrive during a seek replace each other: only the last is sought.
 * A foreign file whose seeks land elsewhere, or whose pictures lie between the frames, is told of as doubtful. Every wish ends:
 * on its frame, or told as given up (`patience.js`); what comes later still counts.
 * Not for starting and stopping the film (`transport.js`), nor for opening another source (`film_source.js`).
 */
import { isThere } from "./buffered.js";
import { FrameClock } from "./frame_clock.js";
import { Patience } from "./patience.js";
import { afterRepaint, Pictures } from "./pictures.js";

/** @typedef {{frame: number, trusted: boolean}} Shown the frame to write on the interface, and whether it is on the screen */
/**
 * @typedef {object} Events
 * @property {(shown: Shown) => void} onChange called for every picture and every wish
 * @property {() => void} [onDoubt] the pictures of a foreign file are not where its frames should be
 * @property {() => void} [onStuck] the source shows nothing, however often it is asked
 * @property {() => number} [arrived] how much of the source has arrived
 */
/** @typedef {{frame: number, seeked: boolean, picture: number | null, tries: number, since: number}} Seek */

/** Where in a frame to seek to, in frames from its middle, try after try, when the picture is another one. */
const PLACES = [0, 0.15, -0.15];
/** After these the part of the film with the frame is still on its way: tried again now and then, more and more rarely. */
const RETRY_MS = 400;
const LONGEST_RETRY_MS = 3000;
const PICTURE_TIMEOUT_MS = 250;
/** A seek that waits this long for the network gives way to a newer wish. */
const PATIENCE_MS = 600;
/** So many pictures between the frames, one after another, are no accident. */
const ASTRAY = 3;

export class FrameSeeker {
  /** The last frame wished for or played. */
  wanted = 0;
  /** The frame on the screen, null before the first. @type {number | null} */
  shown = null;
  /** Whether `wanted` is proven to be on the screen. */
  trusted = false;
  /** Whether the film has just stopped, and `wanted` is the picture it stops on rather than a wish. */
  isSettling = false;
  /** Whether the wanted frame could not be brought to the screen, and that was told. */
  isGivenUp = false;

  /** @type {FrameClock} */
  #clock;
  #awaitsFirstPicture = false;
  #astray = 0;
  /** @type {Seek | null} */
  #seek = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #pictures;
  #wishes = 0;
  #patience;
  #abort = new AbortController();

  /**
   * @param {HTMLVideoElement} video
   * @param {{rate: import("./timecode.js").Rate, frames: number}} film
   * @param {Events} events
   */
  constructor(video, film, { onChange, onDoubt, onStuck, arrived }) {
    this.video = video;
    this.film = film;
    this.onChange = onChange;
    this.onDoubt = onDoubt ?? (() => {});
    this.onStuck = onStuck ?? (() => {});
    this.arrived = arrived ?? (() => 0);
    this.#patience = new Patience({
      isWaiting: () => !this.trusted && (this.#seek !== null || video.paused),
      arrived: () => (isThere(video, this.wantedSeconds) ? 0 : this.arrived()),
      seekAgain: () => this.#seekAgain(),
      openAgain: () => this.onStuck(),
      giveUp: () => this.#giveUp(),
    });
    this.#clock = new FrameClock(film.rate, () => this.last);
    this.#pictures = new Pictures(video, (mediaTime) => this.#pictureShown(mediaTime));
    const on = { signal: this.#abort.signal };
    video.addEventListener("loadedmetadata", () => this.#awaitsFirstPicture || this.#begin(this.wanted), on);
    video.addEventListener("loadeddata", () => this.#awaitsFirstPicture && this.#after(PICTURE_TIMEOUT_MS), on);
    video.addEventListener("seeking", () => this.#adoptForeignSeek(), on);
    video.addEventListener("seeked", () => this.#seekEnded(), on);
    if (!this.#pictures.areTold) video.addEventListener("timeupdate", () => this.#followClock(), on);
    document.addEventListener("visibilitychange", () => document.hidden || this.retry(), on);
  }

  get last() {
    return Math.max(0, this.film.frames - 1);
  }

  get isSeeking() {
    return this.#seek !== null;
  }

  /** Where the film has to stand for the wanted frame, in seconds. */
  get wantedSeconds() {
    return this.#clock.secondsOf(this.wanted);
  }

  /** Shows a frame; limited to the film. @param {number} frame */
  request(frame) {
    this.isSettling = false;
    this.isGivenUp = false;
    this.#patience.restart();
    this.#wish(frame);
  }

  /** @param {number} frame */
  #wish(frame) {
    this.#wishes++;
    this.wanted = this.#clock.limited(Math.round(frame));
    this.#distrust();
    if (this.#awaitsFirstPicture || this.video.readyState < HTMLMediaElement.HAVE_METADATA) return;
    if (!this.#seek) this.#begin(this.wanted);
    else if (!this.#seek.seeked) this.#after(this.#seek.since + PATIENCE_MS - performance.now());
  }

  /** The film has just stopped: rests in the middle of the frame that is seen, since the clock runs ahead of the picture. */
  settle() {
    const wishes = this.#wishes;
    this.isSettling = true;
    this.isGivenUp = false;
    this.#distrust();
    // A picture on its way to the screen still counts.
    afterRepaint(() => {
      if (wishes === this.#wishes && this.video.paused) this.#wish(this.#seek ? this.wanted : (this.shown ?? this.wanted));
    });
  }

  /**
   * Another source is about to be opened: nothing of the old one counts, and `wanted` is sought when it is there.
   * @param {{isForeign: boolean}} source whether it is a file made elsewhere: its first picture has to be seen to know when
   *   frame 0 is, and its word is not taken for where its pictures are
   */
  reset({ isForeign }) {
    clearTimeout(this.#timer);
    this.#seek = null;
    this.shown = null;
    this.#astray = 0;
    this.#clock.restart(isForeign);
    this.#awaitsFirstPicture = isForeign && this.#pictures.areTold;
    this.#distrust();
  }

  /** The reviewer has changed something that may bring what was given up. */
  hope() {
    this.isGivenUp = false;
    if (!this.trusted) this.#patience.restart();
  }

  /** Something has changed that may bring the wanted frame after all. */
  retry() {
    if (this.trusted || !this.video.paused || this.#awaitsFirstPicture) return;
    if (!this.#seek) this.#wish(this.wanted);
    else if (this.#seek.seeked) this.#begin(this.wanted, this.#seek.tries);
  }

  /** The source tells where frame 0 is on its clock, in seconds. @param {number} offset */
  setClock(offset) {
    if (!this.#clock.set(offset)) return;
    if (this.#seek || this.video.paused) this.#wish(this.wanted);
    if (this.#seek) this.#begin(this.wanted);
  }

  dispose() {
    clearTimeout(this.#timer);
    this.#patience.close();
    this.#abort.abort();
    this.#pictures.end();
  }

  /** @param {number} frame */
  #begin(frame, tries = 0) {
    clearTimeout(this.#timer);
    this.#awaitsFirstPicture = false;
    this.#seek = { frame, seeked: false, picture: null, tries, since: performance.now() };
    this.video.currentTime = this.#clock.secondsOf(frame, PLACES[tries % PLACES.length]);
  }

  /** Looks at the seek again after a while, should no event come. @param {number} milliseconds */
  #after(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#awaitsFirstPicture) this.#begin(this.wanted);
      else if (this.#seek?.seeked) this.#concludeSoon(this.#seek);
      else if (this.#seek && this.#seek.frame !== this.wanted) this.#begin(this.wanted);
    }, milliseconds);
  }

  /** @param {Seek} seek */
  #concludeSoon(seek) {
    afterRepaint(() => seek === this.#seek && this.#conclude(seek));
  }

  /** Nothing has come of the seek. Not where there is nothing yet to seek in. */
  #seekAgain() {
    if (this.video.readyState >= HTMLMediaElement.HAVE_METADATA) this.#begin(this.wanted, (this.#seek?.tries ?? 0) + 1);
  }

  /** Whatever comes of it later, the reviewer is told now. */
  #giveUp() {
    this.isGivenUp = true;
    this.onChange({ frame: this.wanted, trusted: false });
  }

  /** @param {number} mediaTime in seconds */
  #pictureShown(mediaTime) {
    // the last picture of a source that is closed already
    if (this.video.readyState < HTMLMediaElement.HAVE_METADATA) return;
    if (this.#awaitsFirstPicture) {
      // once it runs or was moved, the picture may be any: then the file has to begin at 0, or it is found out
      const isFirst = this.video.paused && !this.video.seeking && this.video.currentTime === 0;
      if (isFirst) this.#clock.offset = mediaTime;
      this.shown = isFirst ? 0 : null;
      return this.#begin(this.wanted);
    }
    this.shown = this.#clock.frameOf(mediaTime);
    if (this.shown === null) return this.#strayed();
    this.#astray = 0;
    if (this.#seek) {
      this.#seek.picture = this.shown;
      if (this.#seek.seeked) this.#conclude(this.#seek);
    } else if (!this.video.paused || this.shown === this.wanted) {
      this.#settle(this.shown);
    } else if (this.trusted) {
      this.#wish(this.wanted); // another picture has taken the place of the one that was vouched for
    }
  }

  /** The picture on the screen is none of the film's frames. */
  #strayed() {
    if (this.trusted) this.#distrust();
    if (this.#seek?.seeked) this.#conclude(this.#seek);
    if (++this.#astray >= ASTRAY) this.onDoubt();
  }

  #seekEnded() {
    if (!this.#seek || this.video.seeking) return;
    this.#seek.seeked = true;
    // Where pictures cannot be seen, the end of a seek has to do, but not for a file that was made elsewhere.
    if (!this.#pictures.areTold && !this.#clock.isForeign) this.#seek.picture = this.#clock.frameAt(this.video.currentTime);
    if (this.#seek.picture === this.#seek.frame) this.#conclude(this.#seek);
    else this.#after(PICTURE_TIMEOUT_MS);
  }

  /** @param {Seek} seek */
  #conclude(seek) {
    clearTimeout(this.#timer);
    if (this.wanted !== seek.frame) return this.#begin(this.wanted);
    // Without a new picture after the seek, the one that was there stayed.
    const picture = seek.picture ?? this.shown;
    const playsOn = !this.video.paused && picture !== null && picture >= seek.frame;
    if (picture === seek.frame || playsOn) {
      this.#seek = null;
      return this.#settle(/** @type {number} */ (picture));
    }
    this.#seek = null;
    const tries = seek.tries + 1;
    this.#distrust();
    if (tries < PLACES.length) return this.#begin(seek.frame, tries);
    const pause = Math.min(LONGEST_RETRY_MS, RETRY_MS * 1.2 ** (tries - PLACES.length));
    this.#timer = setTimeout(() => this.trusted || this.#begin(this.wanted, tries), pause);
    // a page that is not looked at gets no pictures, which says nothing about the file
    if (this.#clock.isForeign && !document.hidden) this.onDoubt();
  }

  /** @param {number} frame */
  #settle(frame) {
    this.wanted = frame;
    this.trusted = true;
    this.isGivenUp = false;
    this.#patience.end();
    if (!this.video.paused) this.isSettling = false;
    this.onChange({ frame, trusted: true });
  }

  #distrust() {
    this.trusted = false;
    this.#patience.begin();
    this.onChange({ frame: this.wanted, trusted: false });
  }

  /** Media keys, picture-in-picture or the HLS engine moved the clock: follow. */
  #adoptForeignSeek() {
    if (this.#seek || this.#awaitsFirstPicture) return;
    this.isSettling = false;
    this.isGivenUp = false;
    this.wanted = this.#clock.limited(this.#clock.frameAt(this.video.currentTime));
    this.#seek = { frame: this.wanted, seeked: false, picture: null, tries: 0, since: performance.now() };
    this.#distrust();
  }

  /** A running film whose pictures cannot be seen: the clock tells about where it is, and vouches for nothing. */
  #followClock() {
    if (this.video.paused || this.#seek) return;
    this.wanted = this.#clock.limited(this.#clock.frameAt(this.video.currentTime));
    this.#distrust();
  }
}
