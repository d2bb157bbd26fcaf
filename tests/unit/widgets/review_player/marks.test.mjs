/** Which marks stand where on the timeline. */
import assert from "node:assert/strict";
import test from "node:test";
import { crowdsOf, frameMarks, neighbourMark, nextOfCrowd, placeOf } from "../../../../videoplanet/widgets/review_player/marks.js";

/** @typedef {import("../../../../videoplanet/widgets/review_player/marks.js").Crowd} Crowd */

/** @template {number | null} Frame @param {string} id @param {Frame} frame_in */
const mark = (id, frame_in) => ({ id, frame_in, kind: /** @type {const} */ ("fix"), author: { name: "지우" } });
const ids = (/** @type {Crowd[]} */ crowds) => crowds.map(({ lead, marks }) => [lead.id, marks.map(({ id }) => id).join("")]);

test("comments without a frame, or past the film's end, have no mark", () => {
  const marks = frameMarks([mark("late", 100), mark("b", 9), mark("whole", null), mark("a", 3)], 100);
  assert.deepEqual(
    marks.map(({ id }) => id),
    ["a", "b"],
  );
});

test("the first frame is at the left end and the last at the right", () => {
  assert.deepEqual([placeOf(0, 101), placeOf(50, 101), placeOf(100, 101), placeOf(0, 1)], [0, 0.5, 1, 0]);
});

test("marks without room for each make a crowd that the selected one leads", () => {
  const marks = [mark("a", 0), mark("b", 1), mark("c", 2), mark("d", 50)];
  assert.deepEqual(ids(crowdsOf(marks, 101, 1000, 28, null)), [
    ["a", "abc"],
    ["d", "d"],
  ]);
  assert.deepEqual(ids(crowdsOf(marks, 101, 1000, 28, "c")), [
    ["c", "abc"],
    ["d", "d"],
  ]);
  assert.deepEqual(ids(crowdsOf(marks, 101, 10000, 28, null)).length, 4);
});

test("a crowd is wide at most once: marks side by side do not all melt into one", () => {
  const marks = Array.from({ length: 100 }, (_, frame) => mark(String(frame), frame));
  assert.ok(crowdsOf(marks, 100, 1000, 28, null).length > 30);
});

test("clicks on a crowd go through it and begin again", () => {
  const [crowd] = crowdsOf([mark("a", 0), mark("b", 0)], 10, 100, 28, null);
  assert.equal(nextOfCrowd(crowd, null).id, "a");
  assert.equal(nextOfCrowd(crowd, "a").id, "b");
  assert.equal(nextOfCrowd(crowd, "b").id, "a");
});

test("the neighbour is by frame, and by turn among those that share one", () => {
  const marks = [mark("a", 5), mark("b", 9), mark("c", 9), mark("d", 20)];
  assert.equal(neighbourMark(marks, 0, 1, null)?.id, "a");
  assert.equal(neighbourMark(marks, 9, 1, "b")?.id, "c");
  assert.equal(neighbourMark(marks, 9, 1, "c")?.id, "d");
  assert.equal(neighbourMark(marks, 9, -1, "c")?.id, "b");
  assert.equal(neighbourMark(marks, 12, -1, "a")?.id, "c");
  assert.equal(neighbourMark(marks, 20, 1, "d"), undefined);
});
