/** How long something still takes, coarser the longer it takes. */
import assert from "node:assert/strict";
import test from "node:test";
import { timeLeft, timeLeftText } from "../../../../videoplanet/shared/ui/time_left.js";

/** @param {number | null | undefined} seconds */
const said = (seconds) => {
  const left = timeLeft(seconds);
  return left && [left.key.split(".").pop(), ...Object.values(left.params)].join(" ");
};

test("seconds in tens, minutes, hours with tens of minutes", () => {
  const told = { 0: "moment", 4: "moment", 5: "seconds 10", 42: "seconds 50", 55: "minutes 1", 89: "minutes 1" };
  for (const [seconds, words] of Object.entries(told)) assert.equal(said(Number(seconds)), words, seconds);
  assert.deepEqual([90, 3569, 3570, 3600, 5400, 86000].map(said), [
    "minutes 2",
    "minutes 59",
    "hours 1",
    "hours 1",
    "hours_minutes 1 30",
    "hours_minutes 23 50",
  ]);
});

test("nothing is said where nobody knows", () => {
  assert.deepEqual([null, undefined, -1, NaN, Infinity].map(said), [null, null, null, null, null]);
  assert.equal(
    timeLeftText(null, (key) => key),
    "",
  );
  assert.equal(
    timeLeftText(3, (key) => key),
    "ui.left.moment",
  );
});
