/** What the interface is told of an engine and its film, in plain values. Pure: no page. What is on the timeline: `shown_marks.js`. */
import { placeOf } from "./marks.js";
import { soundLabel } from "./sounds.js";
import { lengthOf, timecodeOf } from "./timecode.js";
import { SPEEDS } from "./transport.js";

/** @typedef {{value: string, label: string, hint?: string}} Choice `hint`: what the choice comes to at present */
/** @typedef {{end: "in" | "out", frame: number, left: string, timecode: string}} RangeEnd */

export const UNKNOWN_FILM = {
  timebase: /** @type {import("./timecode.js").Timebase} */ ({ rate: { num: 25, den: 1 }, start: 0, dropFrame: false }),
  frames: 0,
};

/** @type {import("./engine.js").Snapshot} */
const NO_SNAPSHOT = {
  isPlaying: false,
  speed: 1,
  isLooping: false,
  range: { in: null, out: null },
  isMuted: false,
  volume: 1,
  isWaiting: true,
  hasPicture: false,
  source: {
    kind: null,
    choice: "auto",
    heights: [],
    height: null,
    notice: null,
    sounds: [],
    sound: null,
    hasOriginal: false,
    isOriginalUntrue: false,
  },
};

/**
 * @param {import("./engine.js").Engine | null} engine
 * @param {object} film
 * @param {import("./timecode.js").Timebase} film.timebase
 * @param {number} film.frames
 * @param {{language: string, t: (key: string, params?: Record<string, unknown>) => string}} viewer
 */
export function shownOf(engine, { timebase, frames }, viewer) {
  const snapshot = engine?.snapshot ?? NO_SNAPSHOT;
  const { isPlaying, isLooping, isMuted, volume, isWaiting, hasPicture, speed, range, source } = snapshot;
  return {
    is_ready: engine !== null,
    is_playing: isPlaying,
    is_looping: isLooping,
    is_muted: isMuted,
    is_silent: isMuted || volume === 0,
    volume: isMuted ? 0 : Math.round(volume * 100),
    is_waiting: isWaiting,
    has_picture: hasPicture,
    notice: /** @type {string} */ (source.notice ?? ""),
    speed: String(engine?.transport.speed ?? 1),
    speed_label: speedLabel(speed),
    ...qualityOf(source, engine?.film.addresses.hls ?? null),
    ...soundOf(source, viewer),
    ...rangeOf(range, timebase, frames),
  };
}

/**
 * `quality` is `auto`, `original` or a height; the two first have their words in the catalogue, so no label here.
 * @param {import("./film_source.js").SourceState} source @param {string | null} hls
 */
function qualityOf({ kind, choice, height, heights, hasOriginal }, hls) {
  const written = height ? `${height}p` : "";
  const automatic = { value: "auto", label: "", hint: kind === "hls" && choice === "auto" ? written : "" };
  /** @type {Choice[]} */
  const rungs = hls ? [automatic, ...heights.map((each) => ({ value: String(each), label: `${each}p` }))] : [];
  return {
    quality: String(choice),
    quality_label: typeof choice === "number" ? `${choice}p` : choice === "auto" ? written : "",
    qualities: hasOriginal ? rungs.concat({ value: "original", label: "" }) : rungs,
  };
}

/**
 * @param {import("./film_source.js").SourceState} source
 * @param {{language: string, t: (key: string, params?: Record<string, unknown>) => string}} viewer
 */
function soundOf({ sounds, sound }, { language, t }) {
  const choices = sounds.map((each) => ({ value: String(each.id), label: soundLabel(each, language, t) }));
  const heard = choices.find(({ value }) => value === String(sound)) ?? choices[0];
  return { sound: String(sound ?? 0), sound_label: heard?.label ?? "", sounds: choices };
}

/** @param {import("./transport.js").Range} range @param {import("./timecode.js").Timebase} timebase @param {number} frames */
function rangeOf(range, timebase, frames) {
  const short = (/** @type {number | null} */ frame) => (frame === null ? "" : timecodeOf(timebase, frame).replace(/^00:/, ""));
  const [from, to] = [placeOf(range.in ?? 0, frames), placeOf(range.out ?? frames - 1, frames)];
  const ends = /** @type {const} */ (["in", "out"]).flatMap((end) => {
    const frame = range[end];
    return frame === null ? [] : [{ end, frame, left: percent(placeOf(frame, frames)), timecode: timecodeOf(timebase, frame) }];
  });
  return {
    in_label: short(range.in),
    out_label: short(range.out),
    has_range: ends.length > 0,
    range_left: percent(from),
    range_width: percent(to - from),
    range_ends: ends,
  };
}

/**
 * What is known of the film itself.
 * @param {import("./version.js").Version | null} version
 * @param {object} film
 * @param {import("./timecode.js").Timebase} film.timebase
 * @param {number} film.frames
 */
export function shownFilm(version, { timebase, frames }) {
  return {
    has_audio: version === null || version.audio_codec !== null,
    has_waveform: Boolean(version?.waveform_url),
    length: frames ? lengthOf(timebase, frames) : "--:--:--:--",
    first_timecode: timecodeOf(timebase, 0),
    last_frame: Math.max(0, frames - 1),
    ratio: version?.width && version?.height ? version.width / version.height : 16 / 9,
  };
}

/** @param {number} speed */
export function speedLabel(speed) {
  return `${String(speed).replace("-", "−")}×`;
}

/** @param {number} part */
export function percent(part) {
  return `${part * 100}%`;
}

/** Everything that is published, before anything is known. */
export const NOTHING_YET = {
  ...shownOf(null, UNKNOWN_FILM, { language: "und", t: () => "" }),
  ...shownFilm(null, UNKNOWN_FILM),
  speeds: SPEEDS.map((speed) => ({ value: String(speed), label: speedLabel(speed) })),
  poster: "",
  is_compact: false,
  is_fullscreen: false,
  is_aside: false,
  is_waveform_shown: true,
  is_waveform_drawn: false,
  typing_pauses: true,
  is_help_open: false,
  key_groups: /** @type {{group: string, rows: {name: string, keys: string[]}[]}[]} */ ([]),
  announcement: "",
  timecode_problem: { kind: "", typed: "", first: "", last: "" },
  crowds: /** @type {import("./shown_marks.js").ShownCrowd[]} */ ([]),
  ranges: /** @type {import("./shown_marks.js").ShownRange[]} */ ([]),
  ghosts: /** @type {import("./shown_marks.js").ShownGhost[]} */ ([]),
  unreadable: /** @type {import("./shown_marks.js").Stretch[]} */ ([]),
};
