/** The page ends with room for what lies over its lower edge, and nothing in sight moves when that goes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { roomFor } from "../../../../videoplanet/shared/ui/covering.js";

const PAGE = { windowHeight: 740, pageHeight: 1600 };

test("the page has as much room as is needed at once", () => {
  assert.equal(roomFor({ ...PAGE, needed: 260, given: 0, scrolled: 0 }), 260);
  assert.equal(roomFor({ ...PAGE, needed: 260, given: 100, scrolled: 400 }), 260);
});

test("what is out of sight is taken back at once", () => {
  assert.equal(roomFor({ ...PAGE, needed: 68, given: 260, scrolled: 0 }), 68);
  assert.equal(roomFor({ ...PAGE, needed: 68, given: 260, scrolled: 300 }), 68);
});

test("what is in sight stays until it is scrolled away", () => {
  assert.equal(roomFor({ ...PAGE, needed: 0, given: 260, scrolled: 860 }), 260);
  assert.equal(roomFor({ ...PAGE, needed: 0, given: 260, scrolled: 700 }), 100);
  assert.equal(roomFor({ ...PAGE, needed: 0, given: 100, scrolled: 599 }), 0);
});
