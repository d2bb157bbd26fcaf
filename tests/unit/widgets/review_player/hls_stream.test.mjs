/** The end of a ladder can be reached whenever its last parts are there, and a ladder that is not wanted any more leaves the film alone. */
import assert from "node:assert/strict";
import test from "node:test";
import { elementOf } from "./film.mjs";
import { HlsStream } from "../../../../videoplanet/widgets/review_player/hls_stream.js";

const START = { startSeconds: 0, height: null, estimate: 1_000_000, isWanted: () => true };
const LAST = 8;
const LENGTH = 10;

/** @typedef {"main" | "audio"} Kind of a part of the film */
/** @typedef {{frag: {stats: {loaded: number}} | null}} InFlight */

/** hls.js as far as it is used: it tells what the test says. */
class Hls {
  static Events = new Proxy({}, { get: (_, name) => name });
  static ErrorTypes = {};
  levels = [{ width: 640, height: 360 }];
  audioTracks = [{ id: 0 }];
  /** @type {{main: InFlight, audio?: InFlight}} */
  inFlightFragments = { main: { frag: null } };
  /** @type {Map<string, (name: string, told: unknown) => void>} */
  #listeners = new Map();
  /** @param {string} name @param {(name: string, told: unknown) => void} listener */
  on = (name, listener) => this.#listeners.set(name, listener);
  /** @param {string} name @param {unknown} told */
  tell = (name, told) => this.#listeners.get(name)?.(name, told);
  attachMedia() {}
  loadSource() {}
  destroy() {}
}

class Screen extends EventTarget {
  readyState = 4;
  seeking = false;
  currentTime = 0;
  /** @type {[number, number][]} */
  ranges = [];
  /** @returns {TimeRanges} */
  get buffered() {
    return { length: this.ranges.length, start: (at) => this.ranges[at][0], end: (at) => this.ranges[at][1] };
  }
  /** @param {number} seconds */
  seek(seconds) {
    this.currentTime = seconds;
    this.seeking = true;
    this.dispatchEvent(new Event("seeking"));
  }
}

/** A place that is filled with parts of the film. */
class Buffer extends EventTarget {
  updating = false;
}

function ladder() {
  const video = new Screen();
  const events = {
    onRungs() {},
    onSounds: () => null,
    onLoaded() {},
    onClock() {},
    onRungShown() {},
    onSoundHeard() {},
    onTrouble() {},
  };
  const stream = new HlsStream(/** @type {any} */ (Hls), elementOf(video), "/master.m3u8", START, events);
  const hls = /** @type {Hls} */ (/** @type {unknown} */ (stream.hls));
  let ends = 0;
  const buffers = [new Buffer(), new Buffer()];
  const endOfStream = () => {
    ends++;
    source.readyState = "ended";
  };
  const source = { readyState: "open", sourceBuffers: buffers, endOfStream };
  hls.tell("MEDIA_ATTACHED", { mediaSource: source });
  const arrives = (/** @type {Kind} */ type, endList = true) =>
    hls.tell("FRAG_BUFFERED", { frag: { type, endList, start: LAST, level: 0, stats: { loaded: 100 } } });
  return { video, stream, hls, source, buffers, arrives, ends: () => ends };
}

/** The last parts are there, while the film stands on a picture before them. */
function loaded() {
  const made = ladder();
  made.video.currentTime = LAST - 0.02;
  made.video.ranges = [[LAST - 0.06, LENGTH]];
  made.arrives("main");
  made.arrives("audio");
  return made;
}

test("a film that is sought to its end after its last parts have come ends there", () => {
  const { video, ends } = loaded();
  assert.equal(ends(), 0);
  video.seek(LENGTH - 0.06);
  assert.equal(ends(), 1);
});

test("a stream that earlier parts have opened again is ended again", () => {
  const { video, source, ends } = loaded();
  video.seek(LENGTH - 0.06);
  source.readyState = "open";
  video.seek(LENGTH - 0.02);
  assert.equal(ends(), 2);
});

test("a stream that is being written to ends when that is done", () => {
  const { video, buffers, ends } = loaded();
  buffers[1].updating = true;
  video.seek(LENGTH - 0.06);
  assert.equal(ends(), 0);
  buffers[1].updating = false;
  buffers[1].dispatchEvent(new Event("updateend"));
  assert.equal(ends(), 1);
});

test("a stream is not ended while something of the end is missing, or between here and there", () => {
  const { video, arrives, ends } = ladder();
  video.ranges = [[LAST, LENGTH]];
  arrives("main");
  video.seek(LENGTH - 0.06);
  assert.equal(ends(), 0);
  video.ranges = [
    [0, 2],
    [LAST, LENGTH],
  ];
  arrives("audio", true);
  assert.equal(ends(), 1);
  const gap = ladder();
  gap.video.ranges = [
    [0, 2],
    [LAST, LENGTH],
  ];
  gap.arrives("main");
  gap.arrives("audio");
  gap.video.seek(1.99);
  assert.equal(gap.ends(), 0);
});

test("a stream that is closed does nothing more", () => {
  const { video, stream, ends } = loaded();
  stream.close();
  video.seek(LENGTH - 0.06);
  assert.equal(ends(), 0);
});

test("what arrives is counted while it arrives", () => {
  const { stream, hls } = ladder();
  assert.equal(stream.arrived(), 0);
  hls.inFlightFragments = { main: { frag: { stats: { loaded: 40 } } }, audio: { frag: { stats: { loaded: 2 } } } };
  assert.equal(stream.arrived(), 42);
  hls.tell("FRAG_LOADED", { frag: { stats: { loaded: 40 } } });
  hls.inFlightFragments = { main: { frag: null } };
  assert.equal(stream.arrived(), 40);
});
