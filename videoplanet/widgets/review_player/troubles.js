/**
 * What is done when an opened source fails, and what is said meanwhile: waits for the line, asks for new addresses, opens it
 * anew, or leaves it. Not for a source that fails without a word: see `patience.js`.
 */

/** @typedef {"offline" | "expired" | "broken" | "unsupported"} SourceNotice */
/**
 * @typedef {object} Troubled
 * @property {HTMLVideoElement} video
 * @property {() => SourceNotice | null} notice what is said
 * @property {(notice: SourceNotice | null) => void} say
 * @property {() => boolean} isOutdated whether there are newer addresses than those that were opened
 * @property {() => void} askForAddresses
 * @property {(notice?: SourceNotice | null) => void} open anew; `notice`: what stays said meanwhile
 * @property {() => boolean} mayLeave whether another source can take its place
 * @property {() => void} leave
 */

const GONE = new Set([401, 403, 410]);
const NEW_ADDRESS_TIMEOUT_MS = 8000;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 30000;
const MEDIA_ERRORS_FORGIVEN = 2;

export class Troubles {
  isWaitingForAddress = false;
  #mediaErrors = 0;
  #retryMilliseconds = FIRST_RETRY_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Troubled} source */
  constructor(source) {
    this.source = source;
  }

  /** Another source is opened. */
  end() {
    clearTimeout(this.#timer);
    this.isWaitingForAddress = false;
  }

  /** The viewer asks to try again: what failed before counts no more. */
  forgive() {
    this.#mediaErrors = 0;
  }

  /** The source is there. */
  recovered() {
    this.#retryMilliseconds = FIRST_RETRY_MS;
    if (this.source.notice() === "offline") this.source.say(null);
  }

  /** Its address answered with this status, 0 for none, although the media element failed. @param {number} status */
  failed(status) {
    if (GONE.has(status)) this.expire();
    else if (status === 0 || status >= 500) this.lost();
    else this.mediaFailed();
  }

  /** @param {import("./hls_stream.js").Trouble} trouble @param {boolean} fatal */
  heard(trouble, fatal) {
    if (trouble === "expired") this.expire();
    else if (trouble === "network" && (fatal || this.source.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA)) this.lost(fatal);
    else if (trouble === "media") this.mediaFailed();
  }

  mediaFailed() {
    const code = this.source.video.error?.code;
    const mayLeave = this.source.mayLeave();
    if (mayLeave && code !== MediaError.MEDIA_ERR_NETWORK) return this.source.leave();
    if (++this.#mediaErrors <= MEDIA_ERRORS_FORGIVEN) return this.source.open();
    if (mayLeave) return this.source.leave();
    this.source.say(code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED ? "unsupported" : "broken");
  }

  expire() {
    if (this.isWaitingForAddress && !this.source.notice()) return;
    if (this.source.isOutdated()) return this.source.open();
    this.isWaitingForAddress = true;
    this.source.say(null);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.source.say("expired"), NEW_ADDRESS_TIMEOUT_MS);
    this.source.askForAddresses();
  }

  /** @param {boolean} isGivenUp whether nobody else tries again */
  lost(isGivenUp = true) {
    this.source.say("offline");
    if (!isGivenUp) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.source.open("offline"), this.#retryMilliseconds);
    this.#retryMilliseconds = Math.min(LAST_RETRY_MS, this.#retryMilliseconds * 2);
  }
}
