/** The timecode field reads what editors type. */
import assert from "node:assert/strict";
import test from "node:test";
import { timecodeOf } from "../../../../videoplanet/widgets/review_player/timecode.js";
import { readEntry } from "../../../../videoplanet/widgets/review_player/timecode_entry.js";

const FILM = { rate: { num: 25, den: 1 }, start: 0, dropFrame: false };
const LONG = 25 * 7200;
/** @typedef {import("../../../../videoplanet/widgets/review_player/timecode.js").Timebase} Timebase */

/** @param {string} typed @param {{timebase?: Timebase, frames?: number, shown?: number}} [film] */
const go = (typed, { timebase = FILM, frames = LONG, shown = 1000 } = {}) => {
  const entry = readEntry(timebase, frames, typed, shown);
  return "frame" in entry ? entry.frame : entry.problem;
};

test("seconds and frames, with or without something between them", () => {
  for (const typed of ["310", "3.10", "3:10", "3;10", "3,10", " 3:10 ", "0310", "00000310", "00:00:03:10", "３１０"])
    assert.equal(go(typed), 85, typed);
  assert.equal(go("2:10"), 60);
  assert.equal(go("210"), 60);
});

test("from the right: frames, seconds, minutes, hours; the largest may be as large as one likes", () => {
  assert.equal(go("7"), 7);
  assert.equal(go("80"), 80);
  assert.equal(go("1:02:10"), 62 * 25 + 10);
  assert.equal(go("10210"), 62 * 25 + 10);
  assert.equal(go("01020304"), 25 * 3723 + 4);
  assert.equal(go("90:00"), 25 * 90);
  assert.equal(go("75:00:00"), 25 * 4500);
});

test("so far from the shown frame", () => {
  for (const [typed, frame] of Object.entries({
    "+10": 1010,
    "-10": 990,
    "-1:00": 975,
    "−1:00": 975,
    "+ 3.10": 1085,
    "+310": 1085,
    "+50": 1050,
    "-54f": 946,
    "-99:00:00": 0,
    "+99:00:00:00": LONG - 1,
  }))
    assert.equal(go(typed), frame, typed);
});

test("a frame by its number", () => {
  for (const typed of ["f54", "F54", "f 54", "54f", "54 F"]) assert.equal(go(typed), 54, typed);
  assert.equal(go("f99999999"), LONG - 1);
});

test("what names no position is refused", () => {
  for (const typed of [
    "",
    " ",
    "abc",
    "3:",
    ":10",
    "3::10",
    "3:25",
    "1:60:00",
    "1:75:00:00",
    "24:00:00:00",
    "1:2:3:4:5",
    "+",
    "f",
    "--1",
    "1234567890",
  ])
    assert.equal(go(typed), "form", typed);
});

test("a label counts from the film's first one; what it does not have is told", () => {
  const timebase = { ...FILM, start: 25 * 36000 };
  const film = { timebase, frames: 250 };
  assert.equal(go("10:00:03:10", film), 85);
  assert.equal(go("10000310", film), 85);
  assert.equal(go("3:10", film), 85);
  assert.equal(go("00000310", film), 85);
  assert.equal(go("09:00:00:00", film), "outside");
  assert.equal(go("10:00:10:00", film), "outside");
  assert.equal(go("59:00", film), 249);
});

test("every label of a film can be typed back, with and without its colons", () => {
  for (const [num, den, dropFrame] of /** @type {[number, number, boolean][]} */ ([
    [30000, 1001, true],
    [60000, 1001, true],
    [24000, 1001, false],
    [120, 1, false],
    [240, 1, false],
    [25, 2, false],
    [1, 1, false],
  ])) {
    for (const start of [0, 86400]) {
      const timebase = { rate: { num, den }, start, dropFrame };
      for (let frame = 0; frame < 20000; frame += 331) {
        const label = timecodeOf(timebase, frame);
        assert.equal(go(label, { timebase, frames: 20000 }), frame, label);
        assert.equal(go(label.replace(/\D/g, ""), { timebase, frames: 20000 }), frame, label);
      }
    }
  }
});

test("minutes and seconds are real ones where the rate is uneven", () => {
  const timebase = { rate: { num: 25, den: 2 }, start: 0, dropFrame: false };
  assert.equal(go("1:00:00", { timebase, frames: 1000 }), 750);
  assert.equal(go("3:10", { timebase, frames: 1000 }), 48);
});
