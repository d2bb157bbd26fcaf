import assert from "node:assert/strict";
import { test } from "node:test";
import { zonesOf } from "../../../../videoplanet/features/upload_video/drop.js";

test("in a room one film may become the next version or a film of its own, as it is held", () => {
  assert.deepEqual(zonesOf("room", 1, "film"), [
    { name: "version", zone: "version", is_over: false },
    { name: "film", zone: "film", is_over: true },
  ]);
  assert.deepEqual(
    zonesOf("room", 1).map(({ is_over }) => is_over),
    [false, false],
  );
});

test("several films can only be films of their own", () => {
  assert.deepEqual(zonesOf("room", 2), [{ name: "film", zone: "film", is_over: true }]);
});

test("elsewhere the whole page takes them, or says that it does not", () => {
  assert.deepEqual(zonesOf("project", 3), [{ name: "project", zone: "", is_over: true }]);
  assert.deepEqual(zonesOf("closed", 1), [{ name: "closed", zone: "", is_over: false }]);
});
