/** Which marks stand where on the timeline. */
import assert from "node:assert/strict";
import test from "node:test";
import { crowdsOn, shownCrowds } from "../../../../videoplanet/widgets/review_player/shown_marks.js";
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

const FILM = { timebase: { rate: { num: 25, den: 1 }, start: 0, dropFrame: false } };
/** @param {string} id @param {number} frame_in */
const done = (id, frame_in) => ({ ...mark(id, frame_in), status: "resolved" });

test("an open mark leads the resolved ones around it, and all of them are still reached by clicks", () => {
  const marks = [done("a", 0), mark("b", 0), done("c", 1), mark("d", 2), done("e", 50), done("f", 50)];
  const crowds = crowdsOf(marks, 101, 1000, 28, null);
  assert.deepEqual(ids(crowds), [
    ["b", "abcd"],
    ["e", "ef"],
  ]);
  assert.equal(nextOfCrowd(crowds[0], "d").id, "a");
  assert.deepEqual(ids(crowdsOf(marks, 101, 1000, 28, "c"))[0], ["c", "abcd"]);
});

test("only what is open counts beside an open mark, and what is resolved where nothing is open", () => {
  const marks = [done("a", 0), mark("b", 0), mark("c", 0), done("d", 50), done("e", 50)];
  const timeline = { ...FILM, frames: 101, width: 1000 };
  const shown = (/** @type {string | null} */ selectedId) =>
    shownCrowds(crowdsOn(marks, { ...timeline, selectedId }), { ...timeline, selectedId }).map((crowd) => [
      crowd.id,
      crowd.is_resolved,
      crowd.others,
    ]);
  assert.deepEqual(shown(null), [
    ["b", false, 1],
    ["d", true, 1],
  ]);
  assert.deepEqual(shown("a")[0], ["a", true, 2]);
});

test("a crowd takes in what its count would be covered by", () => {
  const marks = [mark("a", 0), mark("b", 0), mark("c", 30), done("d", 100), done("e", 100), mark("f", 130)];
  assert.deepEqual(ids(crowdsOf(marks, 1001, 1000, 28, null, 18)), [
    ["a", "abc"],
    ["f", "def"],
  ]);
  assert.deepEqual(ids(crowdsOf([mark("a", 0), mark("c", 30)], 1001, 1000, 28, null, 18)), [
    ["a", "a"],
    ["c", "c"],
  ]);
});

test("where counts are not shown nothing is taken in for them", () => {
  const marks = [mark("a", 0), mark("b", 0), mark("c", 100)];
  const on = (/** @type {number} */ width) => crowdsOn(marks, { ...FILM, frames: 1001, width, selectedId: null }).length;
  assert.deepEqual([on(300), on(400)], [2, 2]);
  assert.equal(
    crowdsOn([mark("a", 0), mark("b", 0), mark("c", 30)], { ...FILM, frames: 1001, width: 1000, selectedId: null }).length,
    1,
  );
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
