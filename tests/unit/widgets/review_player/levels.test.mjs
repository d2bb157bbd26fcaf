/** Loudness as bars. */
import assert from "node:assert/strict";
import test from "node:test";
import { levelsOf, peaksOf } from "../../../../videoplanet/widgets/review_player/levels.js";

/** @param {number[]} found @param {number[]} wanted */
const near = (found, wanted) => {
  assert.equal(found.length, wanted.length);
  for (const [at, level] of found.entries()) assert.ok(Math.abs(level - wanted[at]) < 1e-9, `${found}`);
};

test("a bar is as loud as the loudest moment in it", () => {
  near(levelsOf([0, 255, 0, 51], 2), [1, 0.2 ** 0.6]);
  assert.deepEqual(levelsOf([0, 0, 255, 0, 0], 2), [1, 1]);
});

test("there may be more bars than moments", () => {
  assert.deepEqual(levelsOf([0, 255], 4), [0, 0, 1, 1]);
});

test("a quiet film is drawn louder, a silent one stays silent", () => {
  near(levelsOf([0, 100], 2), [0, 1]);
  near(levelsOf([0, 51], 2), [0, 0.8 ** 0.6]);
  assert.deepEqual(levelsOf([0, 0], 2), [0, 0]);
});

test("no loudness, no bars", () => {
  assert.deepEqual([levelsOf([], 5), levelsOf([1], 0)], [[], []]);
  for (const content of [null, {}, { peaks: "loud" }, { peaks: [1, null] }]) assert.deepEqual(peaksOf(content), []);
  assert.deepEqual(peaksOf({ peaks: [0, 255] }), [0, 255]);
});
