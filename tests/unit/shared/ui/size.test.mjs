import assert from "node:assert/strict";
import { test } from "node:test";
import { sizeText } from "../../../../videoplanet/shared/ui/size.js";

test("bytes are written in decimal units, with one decimal below ten", () => {
  assert.deepEqual([0, 999, 5_200_000, 48_000_000, 9_949_999, 9_950_000].map(sizeText), [
    "0 B",
    "999 B",
    "5.2 MB",
    "48 MB",
    "9.9 MB",
    "10 MB",
  ]);
});

test("what rounds to a thousand is one of the next unit", () => {
  assert.deepEqual([999_499, 999_500, 1_000_000, 4e15].map(sizeText), ["999 kB", "1.0 MB", "1.0 MB", "4000 TB"]);
});

test("nothing is said of a size that nobody knows", () => {
  assert.deepEqual([null, undefined].map(sizeText), ["", ""]);
});
