/** One truth about how far something is: it never goes back, and whoever shows it hears of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { forgetAll, forgetReached, reachedOf, subscribe, tellReached } from "../../../../videoplanet/shared/ui/reached.js";

test("the farthest that was told holds, in whatever order it is told", () => {
  for (const told of [12, 84, 39, 84, 0]) tellReached("film/v1", told);
  assert.equal(reachedOf("film/v1")?.percent, 84);
  tellReached("film/v2", 3);
  assert.equal(reachedOf("film/v2")?.percent, 3);
  assert.equal(reachedOf("film/v1")?.percent, 84);
});

test("what begins anew begins at nothing", () => {
  tellReached("again/v1", 84, 10);
  forgetReached("again/v1");
  assert.equal(reachedOf("again/v1"), undefined);
  tellReached("again/v1", 2, 60);
  assert.deepEqual(reachedOf("again/v1"), { percent: 2, secondsLeft: 60 });
  forgetAll();
  assert.equal(reachedOf("again/v1"), undefined);
});

test("listeners hear of changes only, and the same news is the same object", () => {
  let changes = 0;
  const stop = subscribe(() => changes++);
  tellReached("one/v1", 10, 50);
  const first = reachedOf("one/v1");
  tellReached("one/v1", 10, 50);
  tellReached("one/v1", 9, 55);
  assert.equal(reachedOf("one/v1"), first);
  tellReached("one/v1", 10, 45);
  stop();
  tellReached("one/v1", 20);
  assert.equal(changes, 2);
});
