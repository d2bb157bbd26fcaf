import assert from "node:assert/strict";
import { test } from "node:test";
import { News } from "../../../../videoplanet/features/upload_video/news.js";

const row = (/** @type {string} */ state, name = "a") => ({ id: name, name, state });

test("beginnings and ends are told, once each, and stay until there is other news", () => {
  const news = new News();
  assert.deepEqual(news.tell([row("waiting")], false, true), []);
  const begun = news.tell([row("sending"), row("waiting", "b")], false, true);
  assert.deepEqual(begun, [{ what: "sending", name: "a" }]);
  assert.equal(news.tell([row("sending"), row("looking", "b")], false, true), begun);
  assert.deepEqual(news.tell([row("ready"), row("known", "b")], false, true), [
    { what: "ready", name: "a" },
    { what: "known", name: "b" },
  ]);
});

test("the line is told while something is on its way", () => {
  const news = new News();
  news.tell([row("sending")], false, true);
  assert.deepEqual(news.tell([row("sending")], true, true), [{ what: "offline", name: "" }]);
  assert.deepEqual(news.tell([row("sending")], false, true), [{ what: "online", name: "" }]);
  const last = news.tell([row("ready")], false, false);
  assert.equal(news.tell([row("ready")], true, false), last);
});
