/** How loud films are in this browser, remembered for every player and page of it; and what a film sounds like that was muted. */

/** @typedef {object} Loudness
 * @property {number} volume 0 to 1
 * @property {boolean} isMuted
 * @property {number} heard the volume that was last rested on and not nothing */

const REMEMBERED = "vp_volume";
/** @type {Loudness} */
const FULL = { volume: 1, isMuted: false, heard: 1 };
/** Unmuted, a film is heard at least so loud. */
const AUDIBLE = 0.1;
/** What the keys of a slider move it by. @type {Record<string, number>} */
const LOUDER = { ArrowUp: 0.01, ArrowRight: 0.01, PageUp: 0.1 };

/** Where nothing can be remembered, for this visit. @type {Loudness | null} */
let unremembered = null;

/** @returns {Loudness} */
export function recalledLoudness() {
  try {
    const kept = JSON.parse(localStorage.getItem(REMEMBERED) ?? "null");
    if (isLoudness(kept)) return kept;
  } catch {
    // forbidden, or not ours
  }
  return unremembered ?? FULL;
}

/** @param {Loudness} loudness */
function remember(loudness) {
  unremembered = loudness;
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify(loudness));
  } catch {
    // a full or forbidden storage costs only the next visit
  }
}

/** The loudness of one media element, which begins as it was left in this browser. */
export class Volume {
  /** @param {HTMLMediaElement} video */
  constructor(video) {
    this.video = video;
    const { volume, isMuted, heard } = recalledLoudness();
    this.heard = heard;
    video.volume = volume;
    video.muted = isMuted;
  }

  /** While a slider is dragged, what it passes is not yet what one heard. @param {number} volume 0 to 1 */
  set(volume) {
    this.#put(volume, volume === 0);
  }

  /** The slider was let go. */
  rest() {
    if (this.video.volume > 0 && !this.video.muted) this.heard = this.video.volume;
    this.changed();
  }

  toggleMute() {
    const { muted, volume } = this.video;
    this.#put(muted && volume === 0 ? Math.max(this.heard, AUDIBLE) : volume, !muted);
  }

  /** A key on the slider, which stands at nothing while the film is muted: it goes on from where it was. @param {string} key @returns {boolean} whether that was done */
  unmuteBy(key) {
    const { muted, volume } = this.video;
    if (!muted || volume === 0 || !(key in LOUDER)) return false;
    this.#put(Math.min(1, Math.round(100 * (volume + LOUDER[key])) / 100), false);
    this.rest();
    return true;
  }

  /** By whomever: the browser has controls of its own. */
  changed() {
    const { volume, muted: isMuted } = this.video;
    remember({ volume, isMuted, heard: this.heard });
  }

  /** @param {number} volume @param {boolean} isMuted */
  #put(volume, isMuted) {
    this.video.volume = volume;
    this.video.muted = isMuted;
    this.changed();
  }
}

/**
 * The slider: a key goes on from the muted volume, and letting go is resting.
 * @param {import("./interface.js").PlayerInterface} player
 * @param {HTMLElement} slider
 * @returns {() => void} ends it
 */
export function moveVolume(player, slider) {
  const abort = new AbortController();
  const on = { signal: abort.signal };
  slider.addEventListener("keydown", (event) => player.engine?.volume.unmuteBy(event.key) && event.preventDefault(), on);
  slider.addEventListener("change", () => player.engine?.volume.rest(), on);
  return () => abort.abort();
}

/** @param {any} kept @returns {kept is Loudness} */
function isLoudness(kept) {
  const isPart = (/** @type {unknown} */ part) => typeof part === "number" && part >= 0 && part <= 1;
  return isPart(kept?.volume) && isPart(kept?.heard) && typeof kept?.isMuted === "boolean";
}
