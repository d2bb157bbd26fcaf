/** A page is read again at once, then at most once a second, and not for every step of a film's preparation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { News } from "../../../../videoplanet/widgets/live_state/news.js";

/** @param {string} id */
const progress = (id, changes = {}) => ({ type: "version.progress", payload: { version: { id, ...changes } } });

test("the first thing is told at once, what follows within a second once", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let told = 0;
  const news = new News(() => told++);
  for (let count = 0; count < 5; count++) news.hear({ type: "comment.new", payload: {} });
  assert.equal(told, 1);
  context.mock.timers.tick(1000);
  assert.equal(told, 2);
  context.mock.timers.tick(5000);
  assert.equal(told, 2);
});

test("progress is told when there is another size or a poster", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let told = 0;
  const news = new News(() => told++);
  /** @param {{type: string, payload: any}} frame */
  const after = (frame) => {
    news.hear(frame);
    context.mock.timers.tick(1000);
    return told;
  };
  assert.equal(after(progress("v")), 0);
  assert.equal(after(progress("v", { rungs: ["360p"] })), 1);
  assert.equal(after(progress("v", { rungs: ["360p"] })), 1);
  assert.equal(after(progress("v", { rungs: ["360p"], has_poster: true })), 2);
});

test("a page that is gone is told nothing", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let told = 0;
  const news = new News(() => told++);
  news.hear({ type: "comment.new", payload: {} });
  news.hear({ type: "comment.new", payload: {} });
  news.close();
  context.mock.timers.tick(5000);
  assert.equal(told, 1);
});

test("the lists that were changed meanwhile are told together", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {string[][]} */
  const told = [];
  const changes = { "video.new": ["videos"], "version.new": ["versions", "videos"], "member.leave": ["members"] };
  const news = new News((lists) => told.push(lists), changes);
  for (const type of ["video.new", "version.new", "member.leave"]) news.hear({ type, payload: {} });
  context.mock.timers.tick(1000);
  assert.deepEqual(told, [["videos"], ["versions", "videos", "members"]]);
});

test("what changes nobody knows what is told as everything, whatever else has changed", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {string[][]} */
  const told = [];
  const news = new News((lists) => told.push(lists), { "video.new": ["videos"] });
  for (const type of ["video.new", "video.new", "of.tomorrow", "video.new"]) news.hear({ type, payload: {} });
  context.mock.timers.tick(1000);
  assert.deepEqual(told, [["videos"], []]);
});
