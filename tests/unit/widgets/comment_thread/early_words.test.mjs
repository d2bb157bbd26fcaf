/** Words that were typed before the room was open are the room's when it opens, and their writer's when it does not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { earlyUnsent, keepEarly, takeEarly } from "../../../../videoplanet/widgets/comment_thread/early_words.js";
import { MemoryStorage } from "../../memory_storage.mjs";

const PAGE = "/s/token";
const typed = (/** @type {string} */ words) => ({ target: /** @type {const} */ ("comment"), box: "new", words, isChanged: true });

test("the room takes the last of them once, at its own address only", () => {
  const storage = new MemoryStorage();
  keepEarly(storage, `${PAGE}/`, typed("보내"));
  keepEarly(storage, PAGE, typed("보내지 못한 글"));
  keepEarly(storage, "/s/other", typed("다른 글"));
  assert.deepEqual(takeEarly(storage, PAGE), [typed("보내지 못한 글")]);
  assert.deepEqual(takeEarly(storage, PAGE), []);
  assert.equal(takeEarly(storage, "/s/other").length, 1);
});

test("a closed room shows what was written, and nothing that was emptied", () => {
  const storage = new MemoryStorage();
  keepEarly(storage, PAGE, typed("보내지 못한 글"));
  assert.deepEqual(
    earlyUnsent(storage, PAGE).map(({ what, body }) => [what, body]),
    [["comment", "보내지 못한 글"]],
  );
  keepEarly(storage, PAGE, typed(" "));
  assert.deepEqual(earlyUnsent(storage, PAGE), []);
});

test("a storage that holds something else, or is full, harms nothing", () => {
  const storage = new MemoryStorage();
  storage.setItem(`vp:early:${PAGE}`, "{}");
  assert.deepEqual(takeEarly(storage, PAGE), []);
  storage.setItem = () => {
    throw new Error("full");
  };
  keepEarly(storage, PAGE, typed("보내지 못한 글"));
});
