/** Each frame is heard once, whatever else changes in the state. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveFrames } from "../../../../videoplanet/shared/ui/live_frames.js";

/** @param {Record<string, any> | undefined} values */
function state(values) {
  /** @type {string[]} */
  const heard = [];
  const kept = { values };
  const frames = new LiveFrames(() => kept.values, ["operation", "presence"]);
  return { heard, kept, look: () => frames.look((frame) => heard.push(frame.type)) };
}

test("what was there before is the past's, what comes is heard once", () => {
  const { heard, kept, look } = state({ operation: { type: "old" }, presence: {} });
  look();
  kept.values = { ...kept.values, presence: { type: "join" } };
  look();
  look();
  kept.values = { ...kept.values, operation: { type: "new" } };
  look();
  assert.deepEqual(heard, ["join", "new"]);
});

test("a state that is not there yet, or was emptied, says nothing", () => {
  const { heard, kept, look } = state(undefined);
  look();
  kept.values = { operation: { type: "first" } };
  look();
  kept.values = { operation: {} };
  look();
  assert.deepEqual(heard, ["first"]);
});
