/**
 * One HLS rendition ladder played through hls.js, which is loaded only when a ladder is opened.
 * Safari without Media Source Extensions plays the playlist itself; it then has no rungs to choose from.
 */

import { isThere } from "./buffered.js";
import { soundsOf } from "./sounds.js";

/** @typedef {{height: number, index: number}} Rung one rendition of the ladder; `height` is its short side, as rungs are called */
/**
 * @typedef {object} Stream
 * @property {(height: number | null) => void} keepTo
 * @property {(id: number) => void} hear another sound track
 * @property {() => number} estimate bits a second
 * @property {() => number} arrived bytes of film so far: changes while something is on its way
 * @property {() => void} close
 */
/**
 * @typedef {object} Start
 * @property {number} startSeconds
 * @property {number | null} height the rung to keep to, null to adapt
 * @property {number} estimate bits a second
 * @property {() => boolean} isWanted whether nothing else has been opened on the media element meanwhile
 */
/** @typedef {"expired" | "network" | "media"} Trouble */
/**
 * @typedef {object} StreamEvents
 * @property {(offset: number) => void} onClock where frame 0 is on the media element's clock, in seconds
 * @property {(rungs: Rung[]) => void} onRungs the ladder is known, tallest rung first
 * @property {(sounds: import("./sounds.js").Sound[]) => number | null} onSounds the sound tracks are known; answers which is wished for
 * @property {(id: number) => void} onSoundHeard another sound track is played
 * @property {(height: number) => void} onRungShown another rung reaches the screen
 * @property {(height: number) => void} onLoaded a part of a rung has arrived
 * @property {(trouble: Trouble, fatal: boolean) => void} onTrouble
 */

const PLAYLIST_TYPE = "application/vnd.apple.mpegurl";
const GONE = new Set([401, 403, 410]);

/** Bits a second assumed before the first measurement: review starts sharp, and falls back where the line is slow. */
export const FIRST_ESTIMATE = 8_000_000;

/**
 * @param {HTMLVideoElement} video
 * @param {string} url of the master playlist
 * @param {Start} start
 * @param {StreamEvents} events
 * @returns {Promise<Stream | null>} null when it is not wanted any more: whoever opens a stream takes the media element
 */
export async function openHls(video, url, start, events) {
  const { default: Hls } = await import("hls.js");
  if (!start.isWanted()) return null;
  if (Hls.isSupported()) return new HlsStream(Hls, video, url, start, events);
  if (!video.canPlayType(PLAYLIST_TYPE)) throw new UnsupportedStream();
  video.src = url;
  return { keepTo() {}, hear() {}, estimate: () => start.estimate, arrived: () => 0, close() {} };
}

/** Neither Media Source Extensions nor a browser that reads playlists. */
export class UnsupportedStream extends Error {}

export class HlsStream {
  /** @type {Rung[]} */
  #rungs = [];
  /** @type {MediaSource | null | undefined} */
  #mediaSource;
  /** Where the last parts of picture and sound begin, in seconds, once they are there. @type {Map<string, number>} */
  #lastParts = new Map();
  #bytes = 0;
  #abort = new AbortController();

  /**
   * @param {typeof import("hls.js").default} Hls
   * @param {HTMLVideoElement} video
   * @param {string} url
   * @param {Start} start
   * @param {StreamEvents} events
   */
  constructor(Hls, video, url, start, events) {
    this.hls = new Hls({
      startPosition: start.startSeconds,
      abrEwmaDefaultEstimate: start.estimate,
      abrEwmaDefaultEstimateMax: start.estimate,
      capLevelToPlayerSize: true,
      backBufferLength: 60,
      enableWorker: false, // fragmented MP4 passes through unchanged; a blob worker would need a looser CSP
      enableInterstitialPlayback: false,
      emeEnabled: false,
    });
    const { hls } = this;
    hls.on(Hls.Events.MANIFEST_PARSED, (_event, { levels }) => {
      this.#rungs = levels.map((level, index) => ({ height: shortSide(level), index })).sort((a, b) => b.height - a.height);
      if (start.height !== null) hls.startLevel = hls.loadLevel = this.#indexOf(start.height);
      events.onRungs(this.#rungs);
    });
    // hls.js hangs the film's clock on the first segment it loads, by the playlist's rounded times.
    hls.on(Hls.Events.INIT_PTS_FOUND, (_event, { id, initPTS, timescale }) => {
      if (id === "main") events.onClock(-initPTS / timescale);
    });
    hls.on(Hls.Events.AUDIO_TRACKS_UPDATED, (_event, { audioTracks }) => {
      const wished = events.onSounds(soundsOf(audioTracks));
      if (wished !== null) hls.audioTrack = wished;
    });
    hls.on(Hls.Events.AUDIO_TRACK_SWITCHED, (_event, { id }) => events.onSoundHeard(id));
    hls.on(Hls.Events.LEVEL_SWITCHED, (_event, { level }) => events.onRungShown(shortSide(hls.levels[level])));
    hls.on(Hls.Events.MEDIA_ATTACHED, (_event, { mediaSource }) => (this.#mediaSource = mediaSource));
    hls.on(Hls.Events.FRAG_LOADED, (_event, { frag }) => (this.#bytes += frag.stats.loaded));
    hls.on(Hls.Events.FRAG_BUFFERED, (_event, { frag }) => {
      if (frag.endList) this.#lastParts.set(frag.type, frag.start);
      this.#endWhereHlsWaits(video);
      if (frag.type === "main") events.onLoaded(shortSide(hls.levels[frag.level]));
    });
    hls.on(Hls.Events.ERROR, (_event, error) => {
      const status = error.response?.code ?? 0;
      if (GONE.has(status)) events.onTrouble("expired", true);
      else if (error.type === Hls.ErrorTypes.NETWORK_ERROR) events.onTrouble("network", error.fatal);
      else if (error.fatal) events.onTrouble("media", true);
    });
    hls.on(Hls.Events.BUFFER_APPENDED, () => this.#endWhereHlsWaits(video));
    for (const moment of ["seeking", "waiting"])
      video.addEventListener(moment, () => this.#endWhereHlsWaits(video), { signal: this.#abort.signal });
    hls.attachMedia(video);
    hls.loadSource(url);
  }

  /** Keeps to a rung from this moment on, or adapts to the line with null. @param {number | null} height */
  keepTo(height) {
    if (height === null) this.hls.nextLevel = -1;
    else this.hls.currentLevel = this.#indexOf(height);
  }

  /** @param {number} id of a sound track */
  hear(id) {
    this.hls.audioTrack = id;
  }

  estimate() {
    return this.hls.bandwidthEstimate || FIRST_ESTIMATE;
  }

  arrived() {
    const { main, audio } = this.hls.inFlightFragments;
    return this.#bytes + (main.frag?.stats.loaded ?? 0) + (audio?.frag?.stats.loaded ?? 0);
  }

  close() {
    this.#abort.abort();
    this.hls.destroy();
  }

  /**
   * hls.js ends the stream only once its separate sound has played; the browser shows one of the last frames only once
   * the stream has ended. Who goes there would wait for ever, so the stream is ended here, whenever the last parts are there
   * and the film waits at them: as they arrive, or because it was sought there later.
   * @param {HTMLVideoElement} video
   */
  #endWhereHlsWaits(video) {
    const [picture, sound] = [this.#lastParts.get("main"), this.#lastParts.get("audio")];
    const isComplete = picture !== undefined && (sound !== undefined || !this.hls.audioTracks.length);
    const isWaiting = video.seeking || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA;
    if (!isComplete || !isWaiting || !isThere(video, video.currentTime, Math.max(video.currentTime, picture))) return;
    const source = this.#mediaSource;
    if (source?.readyState !== "open") return;
    const busy = [...source.sourceBuffers].find(({ updating }) => updating);
    if (!busy) return source.endOfStream();
    busy.addEventListener("updateend", () => this.#endWhereHlsWaits(video), { once: true, signal: this.#abort.signal });
  }

  /** @param {number} height */
  #indexOf(height) {
    return this.#rungs.find((rung) => rung.height === height)?.index ?? -1;
  }
}

/** @param {{width: number, height: number} | undefined} level */
function shortSide(level) {
  return level ? Math.min(level.width, level.height) : 0;
}
