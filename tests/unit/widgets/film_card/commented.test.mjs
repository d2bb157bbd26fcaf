/** Cards show how many comments are open by now, and the film that something happened to last comes first. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asCommented, tellCommented } from "../../../../videoplanet/widgets/film_card/commented.js";

/** @param {string} id @param {number} minute @param {number} open_comments */
const film = (id, minute, open_comments = 0) => ({ id, title: id, touched_at: `2026-03-01T09:0${minute}:00.000Z`, open_comments });

test("a list of which nothing was told is the very same", () => {
  const films = [film("a", 2), film("b", 1)];
  assert.equal(asCommented(films), films);
  assert.deepEqual(asCommented(undefined), []);
});

test("what was told since the list was read is shown, and comes first", () => {
  const films = [film("c", 2, 1), film("d", 1, 4)];
  tellCommented([{ id: "d", open_comments: 5, touched_at: "2026-03-01T09:03:00.000Z" }]);
  assert.deepEqual(asCommented(films), [film("d", 3, 5), film("c", 2, 1)]);
  assert.deepEqual(films[1], film("d", 1, 4), "the list itself stays");
});

test("a list that was read later is the truth", () => {
  const films = [film("d", 4, 2), film("c", 2, 1)];
  assert.equal(asCommented(films), films);
});
