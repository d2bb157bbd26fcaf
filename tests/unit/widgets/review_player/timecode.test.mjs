/** The browser's timecode says what the server's says: both read the same vectors. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import {
  frameAt,
  frameAtMediaTime,
  lengthOf,
  sameMoment,
  seekSeconds,
  timecodeOf,
} from "../../../../videoplanet/widgets/review_player/timecode.js";

const vectors = JSON.parse(readFileSync(new URL("../../../assets/timecode_vectors.json", import.meta.url), "utf8"));
/** @param {{rate: {num: number, den: number}, start: number, drop_frame: boolean}} vector */
const timebaseOf = ({ rate, start, drop_frame: dropFrame }) => ({ rate, start, dropFrame });
const FILM = { rate: { num: 25, den: 1 }, start: 900000, dropFrame: false };

test("frames are written as the vectors say", () => {
  for (const vector of vectors.format) {
    assert.equal(timecodeOf(timebaseOf(vector), vector.frame), vector.timecode, JSON.stringify(vector));
  }
});

test("typed positions name the frames that the vectors say, or none", () => {
  for (const vector of vectors.parse) {
    assert.equal(frameAt(timebaseOf(vector), vector.text), vector.frame, JSON.stringify(vector));
  }
});

test("a seek goes to the middle of the frame", () => {
  for (const { rate, frame, seconds } of vectors.seek) assert.ok(Math.abs(seekSeconds(rate, frame) - seconds) < 1e-9);
});

test("a presentation time that a decoder rounded to microseconds is the frame that begins there", () => {
  for (const rate of [
    { num: 24000, den: 1001 },
    { num: 30000, den: 1001 },
    { num: 60000, den: 1001 },
    { num: 25, den: 1 },
  ]) {
    for (let frame = 0; frame < 200000; frame += 997) {
      const begins = (frame * rate.den) / rate.num;
      assert.equal(frameAtMediaTime(rate, Math.floor(begins * 1e6) / 1e6), frame);
      assert.equal(frameAtMediaTime(rate, Math.ceil(begins * 1e6) / 1e6), frame);
    }
  }
});

test("a length counts from zero whatever the film's first label", () => {
  assert.equal(lengthOf(FILM, 133), "00:00:05:08");
});

test("reading a label back gives its frame, at any rate", () => {
  for (let num = 1; num < 900; num += 7) {
    for (const den of [1, 2, 3, 1001, 997]) {
      for (const start of [0, 86399, 1234567]) {
        const timebase = { rate: { num, den }, start, dropFrame: false };
        const frame = (num * 7919 + den) % 3000;
        const aDay = (frameAt({ ...timebase, start: 0 }, timecodeOf({ ...timebase, start: 0 }, -1)) ?? NaN) + 1;
        assert.equal(frameAt(timebase, timecodeOf(timebase, frame)), frame % aDay, `${num}/${den} ${start} ${frame}`);
      }
    }
  }
});

test("a moment is the frame on the screen at that time; at the same rate it is the same frame", () => {
  const [pal, ntsc] = [
    { num: 25, den: 1 },
    { num: 30000, den: 1001 },
  ];
  assert.deepEqual([sameMoment(pal, ntsc, 54), sameMoment(ntsc, pal, 65), sameMoment(pal, pal, 54)], [64, 54, 54]);
  assert.equal(sameMoment({ num: 50, den: 2 }, pal, 999_999), 999_999);
});
