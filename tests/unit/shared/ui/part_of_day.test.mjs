/** How people are greeted, by the hour where they are. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { partOfDay } from "../../../../videoplanet/shared/ui/part_of_day.js";

test("the greeting follows the hour", () => {
  const greetings = [0, 4, 5, 10, 11, 19, 20, 23].map(partOfDay);
  assert.deepEqual(greetings, ["evening", "evening", "morning", "morning", "day", "day", "evening", "evening"]);
});
