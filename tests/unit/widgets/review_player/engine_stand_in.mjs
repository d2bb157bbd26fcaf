/** An engine that plays nothing: it has a snapshot, and notes what is asked of it. */

/** @typedef {import("../../../../videoplanet/widgets/review_player/engine.js").Engine} Engine */
/** @typedef {import("../../../../videoplanet/widgets/review_player/engine.js").Snapshot} Snapshot */
/** @typedef {import("../../../../videoplanet/widgets/review_player/film_source.js").SourceState} SourceState */
/** @typedef {Engine & {asked: unknown[][], change: (source: Partial<SourceState>) => void}} StandIn */

/** @type {SourceState} */
const SOURCE = {
  kind: "hls",
  choice: "auto",
  heights: [720, 360],
  height: 720,
  notice: null,
  sounds: [],
  sound: null,
  hasOriginal: true,
  isOriginalUntrue: false,
};

/** @param {Partial<Omit<Snapshot, "source">> & {source?: Partial<SourceState>, hls?: string | null}} [given] @returns {StandIn} */
export function engineWith({ source = {}, range = { in: null, out: null }, hls = "master.m3u8", ...snapshot } = {}) {
  /** @type {unknown[][]} */
  const asked = [];
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const note =
    (/** @type {string} */ name) =>
    (/** @type {unknown[]} */ ...given) =>
      void asked.push([name, ...given]);
  const engine = {
    asked,
    frame: 30,
    film: { addresses: { hls, original: null } },
    transport: { speed: 1, range, setSpeed: note("speed"), step: note("step"), setRange: note("range") },
    source: { choose: note("quality"), hear: note("sound"), retry: note("retry") },
    snapshot: {
      isPlaying: false,
      speed: 1,
      isLooping: false,
      range,
      isMuted: false,
      volume: 0.5,
      isWaiting: false,
      hasPicture: true,
      source: { ...SOURCE, ...source },
      ...snapshot,
    },
    seek: note("seek"),
    volume: { set: note("volume"), rest: note("rest") },
    /** @param {(report: import("../../../../videoplanet/widgets/review_player/engine.js").FrameReport) => void} listener */
    onFrame(listener) {
      listener({ frame: 30, trusted: true, isPlaying: false, isSettling: false, isGivenUp: false });
      return () => {};
    },
    /** @param {() => void} listener */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** @param {Partial<SourceState>} changed */
    change(changed) {
      engine.snapshot = { ...engine.snapshot, source: { ...engine.snapshot.source, ...changed } };
      for (const listener of listeners) listener();
    },
  };
  return /** @type {StandIn} */ (/** @type {unknown} */ (engine));
}

/** A comment on a frame. @param {string} id @param {number} frame_in @param {Partial<import("../../../../videoplanet/widgets/review_player/marks.js").Mark>} [more] */
export function mark(id, frame_in, more = {}) {
  return { id, kind: /** @type {const} */ ("fix"), author: { name: "지우" }, ...more, frame_in };
}

/** @type {import("../../../../videoplanet/widgets/review_player/version.js").Version} */
export const VERSION = {
  id: "v",
  rate: { num: 25, den: 1 },
  duration_frames: 101,
  start_frame: 0,
  is_drop_frame: false,
  width: 100,
  height: 50,
  audio_codec: "aac",
  hls_url: "master.m3u8",
  original_url: null,
  is_playable: false,
  poster_url: "poster.jpg",
};
