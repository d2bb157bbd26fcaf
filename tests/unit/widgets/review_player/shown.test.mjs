/** What the interface is told of an engine, and of what stands on the timeline. */
import assert from "node:assert/strict";
import test from "node:test";
import { NOTHING_YET, shownFilm, shownOf } from "../../../../videoplanet/widgets/review_player/shown.js";
import { crowdsOn, shownCrowds, shownGhosts, shownRanges } from "../../../../videoplanet/widgets/review_player/shown_marks.js";
import { engineWith, mark, VERSION } from "./engine_stand_in.mjs";

const timebase = { rate: { num: 25, den: 1 }, start: 0, dropFrame: false };
const film = { timebase, frames: 101 };
const viewer = {
  language: "ko",
  t: (/** @type {string} */ key, /** @type {Record<string, unknown>} */ given = {}) => [key, ...Object.values(given)].join(" "),
};
const shown = (/** @type {import("./engine_stand_in.mjs").StandIn | null} */ engine) => shownOf(engine, film, viewer);

test("every part of the engine is published, whether it is there or not", () => {
  assert.deepEqual(Object.keys(shown(engineWith())), Object.keys(shown(null)));
  const { is_ready, is_playing, speed_label, qualities } = shown(null);
  assert.deepEqual([is_ready, is_playing, speed_label, qualities], [false, false, "1×", []]);
});

test("automatic quality says which size it is, a chosen one its own", () => {
  const said = (/** @type {Partial<import("./engine_stand_in.mjs").SourceState>} */ source) => {
    const { quality, quality_label, qualities } = shown(engineWith({ source }));
    return [quality, quality_label, qualities[0].hint];
  };
  assert.deepEqual(said({}), ["auto", "720p", "720p"]);
  assert.deepEqual(said({ choice: 360 }), ["360", "360p", ""]);
  assert.deepEqual(said({ choice: "original", kind: "original" }), ["original", "", ""]);
});

test("the qualities are those there are: the ladder's, and the original where it plays", () => {
  const values = (/** @type {ReturnType<typeof shown>} */ { qualities }) => qualities.map(({ value }) => value);
  assert.deepEqual(values(shown(engineWith())), ["auto", "720", "360", "original"]);
  assert.deepEqual(values(shown(engineWith({ source: { hasOriginal: false } }))), ["auto", "720", "360"]);
  assert.deepEqual(values(shown(engineWith({ hls: null }))), ["original"]);
});

test("a sound track is named, and the first one is heard unless another was chosen", () => {
  const sounds = [
    { id: 0, name: "대사", language: "", number: 1 },
    { id: 1, name: "", language: "", number: 2 },
  ];
  const first = shown(engineWith({ source: { sounds } }));
  assert.deepEqual([first.sound, first.sound_label], ["0", "대사"]);
  const second = shown(engineWith({ source: { sounds, sound: 1 } }));
  assert.deepEqual([second.sound, second.sound_label], ["1", "player.sound_number 2"]);
});

test("muted, the slider stands at nothing; silent is also who turned it down", () => {
  const levels = (/** @type {ReturnType<typeof shown>} */ { volume, is_muted, is_silent }) => [volume, is_muted, is_silent];
  assert.deepEqual(levels(shown(engineWith())), [50, false, false]);
  assert.deepEqual(levels(shown(engineWith({ isMuted: true }))), [0, true, true]);
  assert.deepEqual(levels(shown(engineWith({ volume: 0 }))), [0, false, true]);
});

test("a speed is written as people read it, also backwards", () => {
  assert.deepEqual(shown(engineWith({ speed: -2 })).speed_label, "−2×");
  assert.deepEqual(NOTHING_YET.speeds.map(({ value, label }) => `${value} ${label}`).slice(2, 5), [
    "0.75 0.75×",
    "1 1×",
    "1.25 1.25×",
  ]);
});

test("a range that has one end reaches to the film's other end", () => {
  const half = shown(engineWith({ range: { in: 50, out: null } }));
  assert.deepEqual([half.in_label, half.out_label, half.has_range], ["00:02:00", "", true]);
  assert.deepEqual([half.range_left, half.range_width], ["50%", "50%"]);
  assert.deepEqual(half.range_ends, [{ end: "in", frame: 50, left: "50%", timecode: "00:00:02:00" }]);
  assert.deepEqual(shown(engineWith()).has_range, false);
});

test("a film without frames has no length yet, and one without sound no volume", () => {
  const known = shownFilm({ ...VERSION, audio_codec: null }, film);
  assert.deepEqual([known.length, known.last_frame, known.has_audio, known.ratio], ["00:00:04:01", 100, false, 2]);
  assert.deepEqual([shownFilm(null, { timebase, frames: 0 }).length, shownFilm(null, film).has_audio], ["--:--:--:--", true]);
});

test("one mark is reached by Tab: the chosen one, else the first", () => {
  const marks = [mark("a", 0), mark("b", 50), mark("c", 100)];
  const stops = (/** @type {string | null} */ selectedId) => {
    const timeline = { ...film, width: 1000, selectedId };
    return shownCrowds(crowdsOn(marks, timeline), timeline).map(({ tab_index }) => tab_index);
  };
  assert.deepEqual(stops(null), [0, -1, -1]);
  assert.deepEqual(stops("b"), [-1, 0, -1]);
});

test("a mark tells whose it is, how many stand with it, and where its note has room", () => {
  const marks = [mark("a", 0, { body: ` ${"긴 글 ".repeat(60)}` }), mark("b", 1), mark("c", 100, { status: "resolved" })];
  const timeline = { ...film, width: 1000, selectedId: null };
  const [first, last] = shownCrowds(crowdsOn(marks, timeline), timeline);
  assert.deepEqual([first.id, first.others, first.left, first.edge], ["a", 1, "0%", "start"]);
  assert.ok(first.body.startsWith("긴 글") && first.body.endsWith("…") && first.body.length === 141);
  assert.deepEqual([last.timecode, last.edge, last.is_resolved, last.is_pending], ["00:00:04:00", "end", true, false]);
});

test("only a comment on several frames has a range, and everybody else a playhead", () => {
  const marks = [mark("one", 20, { frame_out: 20 }), mark("many", 25, { frame_out: 50 })];
  assert.deepEqual(shownRanges(marks, { ...film, selectedId: "many" }), [
    { id: "many", left: "25%", width: "25%", kind: "fix", is_resolved: false, is_selected: true },
  ]);
  assert.deepEqual(shownGhosts([{ id: "g", name: "민수", colour: "#b0246f", frame: 50 }], 101), [
    { id: "g", name: "민수", colour: "#b0246f", left: "50%" },
  ]);
});

test("of very many ranges those of one kind that touch are one, and the chosen one stays by itself", () => {
  const marks = Array.from({ length: 2000 }, (_, frame) =>
    mark(`m${frame}`, frame, { frame_out: frame + 30, kind: frame % 2 ? "idea" : "fix" }),
  );
  const ranges = shownRanges(marks, { frames: 3000, selectedId: "m700" });
  assert.deepEqual(
    ranges.map(({ id, kind, is_selected }) => [id, kind, is_selected]),
    [
      ["m0", "fix", false],
      ["m1", "idea", false],
      ["m700", "fix", true],
    ],
  );
  assert.equal(ranges[0].width, `${((1998 + 30) / 2999) * 100}%`);
});
