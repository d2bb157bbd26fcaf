/** What has to be said of a film is said until it was read, and leads to its frames. */
import assert from "node:assert/strict";
import test from "node:test";
import { markRead, nextRemarked, remarksOf } from "../../../../videoplanet/pages/review/remarks.js";
import { MemoryStorage } from "../../memory_storage.mjs";

/** @typedef {import("../../../../videoplanet/pages/review/remarks.js").Remark} Remark */

/** @type {Remark} */
const UNREADABLE = {
  code: "unreadable_pictures",
  count: 8,
  frames: [
    [30, 33],
    [60, 63],
  ],
};
/** @type {Remark} */
const SILENT = { code: "silent_sound", count: 1, frames: [] };
/** @param {{id?: string, hls_url?: string | null, remarks?: Remark[] | null}} [changes] */
const film = (changes = {}) => ({ id: "v1", hls_url: "/master.m3u8", remarks: [UNREADABLE, SILENT], ...changes });

test("remarks are shown with the film, and not while there is none to see", () => {
  const storage = new MemoryStorage();
  assert.deepEqual(remarksOf(film(), storage), [
    { code: "unreadable_pictures", count: 8, has_frames: true },
    { code: "silent_sound", count: 1, has_frames: false },
  ]);
  assert.deepEqual(remarksOf(film({ hls_url: null }), storage), []);
  assert.deepEqual(remarksOf(film({ remarks: null }), storage), []);
  assert.deepEqual(remarksOf({ id: "v0", original_url: "/original" }, storage), []);
});

test("what was read is not said again, what is new is", () => {
  const storage = new MemoryStorage();
  markRead(film(), storage);
  assert.deepEqual(remarksOf(film(), storage), []);
  assert.equal(remarksOf(film({ id: "v2" }), storage).length, 2);
  assert.equal(remarksOf(film({ remarks: [{ ...UNREADABLE, count: 9 }] }), storage).length, 1);
});

test("each press goes to the next of the frames, and round again", () => {
  const next = (/** @type {number} */ frame) => nextRemarked(film(), "unreadable_pictures", frame);
  assert.deepEqual([-1, 30, 45, 60, 99].map(next), [30, 60, 60, 30, 30]);
  assert.equal(nextRemarked(film(), "silent_sound", 3), null);
  assert.equal(nextRemarked(film({ remarks: undefined }), "unreadable_pictures", 3), null);
});
