/** Which little picture belongs to which instant. */
import assert from "node:assert/strict";
import test from "node:test";
import { cueAt, cueNear, frameOfCue, parseCues } from "../../../../videoplanet/widgets/review_player/sprite.js";

const FILE = `WEBVTT

00:00.000 --> 00:05.000
sprite-0.jpg#xywh=0,0,160,90

2
00:00:05.000 --> 00:00:10.000
sprite-0.jpg#xywh=160,0,160,90

01:00:00.000 --> 01:00:05.000
sprite-1.jpg#xywh=0,90,160,90
`;

test("a file is read with short and long times, numbered or not", () => {
  assert.deepEqual(parseCues(FILE), [
    { start: 0, end: 5, sheet: "sprite-0.jpg", x: 0, y: 0, width: 160, height: 90 },
    { start: 5, end: 10, sheet: "sprite-0.jpg", x: 160, y: 0, width: 160, height: 90 },
    { start: 3600, end: 3605, sheet: "sprite-1.jpg", x: 0, y: 90, width: 160, height: 90 },
  ]);
});

test("an instant has the picture of its stretch, and the last one where there is a gap", () => {
  const cues = parseCues(FILE);
  const at = (/** @type {number} */ seconds) => cues.indexOf(cueAt(cues, seconds));
  assert.deepEqual([0, 4.99, 5, 9, 700, 3599.9, 3600, 9999].map(at), [0, 0, 1, 1, 1, 1, 2, 2]);
});

test("what makes no sense is passed over", () => {
  for (const text of ["", "WEBVTT", "<html>", "00:00.000 --> 00:05.000\nhello", "sprite.jpg#xywh=0,0,1,1"])
    assert.deepEqual(parseCues(text), []);
  assert.equal(cueAt([], 3), null);
});

const PLACE = { sheet: "", x: 0, y: 0, width: 1, height: 1 };

/** A rectangle a second, as films of up to ten minutes have. @param {number} count */
const everySecond = (count) => Array.from({ length: count }, (_, at) => ({ ...PLACE, start: at, end: at + 1 }));

test("a picture bears the number of the frame that is on the screen at the beginning of its stretch", () => {
  const numbers = (/** @type {number} */ num, /** @type {number} */ den) =>
    everySecond(5).map((cue) => frameOfCue(cue, { num, den }));
  assert.deepEqual(numbers(25, 1), [0, 25, 50, 75, 100]);
  assert.deepEqual(numbers(24000, 1001), [0, 23, 47, 71, 95]);
  assert.deepEqual(numbers(25, 2), [0, 12, 25, 37, 50]);
  assert.equal(frameOfCue({ ...PLACE, start: 1.333, end: 2.666 }, { num: 30000, den: 1001 }), 39);
});

test("where only pictures nearby were looked at no number is claimed", () => {
  assert.equal(frameOfCue({ ...PLACE, start: 8, end: 12 }, { num: 25, den: 1 }), null);
});

test("the picture is the nearest one, before or after", () => {
  const cues = everySecond(4);
  const rate = { num: 25, den: 1 };
  const near = (/** @type {number} */ frame) => cues.indexOf(cueNear(cues, rate, frame));
  assert.deepEqual([0, 12, 13, 25, 37, 38, 75, 99].map(near), [0, 0, 1, 1, 1, 2, 3, 3]);
  assert.equal(cueNear([], rate, 3), null);
});
