/** A list that comes page by page, while others write, change and delete. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { comment, Gateway, idsOf, operation, room, settled } from "./surroundings.mjs";

/** @typedef {import("../../../../videoplanet/widgets/comment_thread/fold.js").Comment} Comment */

/**
 * A gateway whose answers come when they are let go, in their order.
 * @param {{items: Comment[], next_cursor?: string, seq: number, counts?: unknown}[]} pages
 */
function slowly(...pages) {
  const at = room({ gateway: new Gateway() });
  /** @type {(() => void)[]} */
  const held = [];
  at.gateway.answer = ({ path }) => {
    if (!path.includes("/comments?")) return { items: [], seq: 0 };
    const page = { next_cursor: null, ...pages.shift() };
    return new Promise((done) => held.push(() => done(page)));
  };
  void at.thread.load();
  const paths = () => at.gateway.asked.map(({ path }) => path).filter((path) => path.includes("/comments?"));
  /** Lets one answer come. */
  async function come() {
    await settled();
    held.shift()?.();
    await settled();
    return idsOf(at.draw());
  }
  return { ...at, thread: at.thread, draw: at.draw, paths, come };
}

/** A comment as an operation that changes it tells it. @param {string} id @param {Partial<Comment>} changes */
function told(id, changes) {
  const { replies: _replies, reactions: _reactions, ...rest } = comment(id, changes);
  return rest;
}

test("the first page is shown before the rest is there, and all of it comes with the second answer", async () => {
  const counts = [
    { version: 1, open: 3, resolved: 1 },
    { version: 2, open: 7, resolved: 0 },
  ];
  const at = slowly(
    { items: [comment("a")], next_cursor: "x", seq: 4, counts },
    { items: ["a", "b", "c"].map((id) => comment(id)), seq: 5 },
  );
  assert.deepEqual(await at.come(), ["a"]);
  const { state, is_complete, total, open, resolved } = at.thread.view;
  assert.deepEqual([state, is_complete, total, open, resolved], ["ready", false, 4, 3, 1]);
  assert.deepEqual(await at.come(), ["a", "b", "c"]);
  assert.deepEqual([at.thread.view.is_complete, at.thread.view.total], [true, 3]);
  assert.deepEqual(at.paths(), ["/videos/film/comments?limit=100&counts=true", "/videos/film/comments?limit=100&all=true"]);
});

test("a short list is one answer", async () => {
  const at = slowly({ items: [comment("a")], seq: 4 });
  assert.deepEqual(await at.come(), ["a"]);
  assert.deepEqual([at.thread.view.is_complete, at.paths().length], [true, 1]);
});

test("what happens while pages come is neither lost nor doubled nor undone by an older page", async () => {
  const at = slowly(
    { items: [comment("a")], next_cursor: "x", seq: 4 },
    {
      items: [comment("b"), comment("deleted"), comment("changed"), comment("answered"), comment("known", { body: "new" })],
      seq: 4,
    },
  );
  await at.come();
  at.thread.offer(operation(5, "comment.delete", { id: "deleted" }));
  at.thread.offer(operation(6, "comment.new", comment("live")));
  at.thread.offer(operation(7, "comment.update", told("changed", { body: "changed" })));
  const reply = { id: "r", author: { id: "other", kind: "user", name: "민서" }, body: "yes", created_at: "2026-11-23T10:00:01Z" };
  at.thread.offer(operation(8, "comment.reply.new", { comment_id: "answered", reply }));
  at.thread.offer(operation(10, "comment.new", comment("after a gap")));
  assert.deepEqual(await at.come(), ["a", "answered", "b", "changed", "known", "live"]);
  at.thread.offer(operation(9, "comment.resolve", told("b", { status: "resolved" })));
  assert.deepEqual(idsOf(at.draw()), ["a", "after a gap", "answered", "changed", "known", "live"]);
  const found = new Map([...at.thread.comments].map(([id, { body, replies }]) => [id, [body, replies.length]]));
  assert.deepEqual(
    [found.get("changed"), found.get("answered")],
    [
      ["changed", 0],
      ["words of answered", 1],
    ],
  );
});

test("a page that holds what was told already is not changed back by it", async () => {
  const at = slowly({ items: [comment("a")], next_cursor: "x", seq: 4 }, { items: [comment("b", { body: "sixth" })], seq: 6 });
  await at.come();
  at.thread.offer(operation(5, "comment.update", comment("b", { body: "fifth" })));
  await at.come();
  at.thread.offer(operation(6, "comment.update", comment("b", { body: "sixth" })));
  at.draw();
  assert.equal(at.thread.comments.get("b")?.body, "sixth");
});

test("a comment that was moved out of the pages to come is read whole", async () => {
  const at = slowly(
    { items: [comment("a")], next_cursor: "x", seq: 4 },
    { items: [comment("c")], seq: 5 },
    { items: [comment("a"), comment("b", { frame_in: 3 }), comment("c")], seq: 6 },
  );
  await at.come();
  at.thread.offer(operation(5, "comment.update", told("b", { frame_in: 3 })));
  await at.come();
  assert.deepEqual(await at.come(), ["b", "a", "c"]);
  assert.ok([...at.thread.comments.values()].every(({ replies }) => replies));
});

test("nothing is said to be gone or missing while not everything has come", async () => {
  const at = slowly({ items: [comment("a")], next_cursor: "x", seq: 4 }, { items: [comment("b", { status: "resolved" })], seq: 4 });
  at.thread.drafts.write("reply:b", "words", { version: 1, frame_in: 10, frame_out: null, kind: "fix" });
  assert.deepEqual(await at.come(), ["a"]);
  assert.equal(at.thread.isGone("b"), false);
  assert.deepEqual(await at.come(), ["a", "b"]);
  assert.equal(at.thread.isGone("b"), false);
  assert.equal(at.thread.isGone("nobody"), true);
});

test("what was shown stays while everything is asked for anew", async () => {
  const at = slowly(
    { items: [comment("a"), comment("b")], seq: 4 },
    { items: [comment("a")], next_cursor: "x", seq: 6 },
    { items: [comment("b")], seq: 6 },
  );
  await at.come();
  void at.thread.load();
  assert.deepEqual(await at.come(), ["a", "b"]);
  assert.deepEqual(await at.come(), ["a", "b"]);
});

test("a page that does not come is asked for again, and what had come stays", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const at = room();
  let answers = 0;
  at.gateway.answer = ({ path }) => {
    answers += 1;
    if (answers === 2) throw new TypeError("Failed to fetch");
    return path.includes("all=true")
      ? { items: [comment("b")], next_cursor: null, seq: 4 }
      : { items: [comment("a")], next_cursor: "x", seq: 4 };
  };
  await at.thread.load();
  assert.deepEqual([idsOf(at.draw()), at.thread.view.state, at.thread.view.is_complete], [["a"], "ready", false]);
  context.mock.timers.tick(2000);
  await settled();
  assert.deepEqual(idsOf(at.draw()), ["a", "b"]);
});

test("behind a link the comments of its frame come first, then all", async () => {
  const at = room();
  at.gateway.answer = ({ path }) =>
    path.includes("from_frame=90")
      ? { items: [comment("far", { frame_in: 90 })], next_cursor: null, seq: 4 }
      : { items: [comment("a"), comment("far", { frame_in: 90 })], next_cursor: null, seq: 4 };
  await at.thread.load(90);
  assert.deepEqual(idsOf(at.draw()), ["a", "far"]);
});
