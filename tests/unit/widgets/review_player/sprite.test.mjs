/** Which little picture belongs to which instant. */
import assert from "node:assert/strict";
import test from "node:test";
import { cueAt, parseCues } from "../../../../videoplanet/widgets/review_player/sprite.js";

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
  const at = (seconds) => cues.indexOf(cueAt(cues, seconds));
  assert.deepEqual([0, 4.99, 5, 9, 700, 3599.9, 3600, 9999].map(at), [0, 0, 1, 1, 1, 1, 2, 2]);
});

test("what makes no sense is passed over", () => {
  for (const text of ["", "WEBVTT", "<html>", "00:00.000 --> 00:05.000\nhello", "sprite.jpg#xywh=0,0,1,1"])
    assert.deepEqual(parseCues(text), []);
  assert.equal(cueAt([], 3), null);
});
