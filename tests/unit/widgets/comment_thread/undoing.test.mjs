import assert from "node:assert/strict";
import { test } from "node:test";
import { remove, removeAnswer, resolve } from "../../../../videoplanet/widgets/comment_thread/undoing.js";
import { comment, opened, operation, Refused, settled } from "./surroundings.mjs";

/** @param {string} id @param {number} at @returns {import("../../../../videoplanet/widgets/comment_thread/fold.js").Reply} */
const reply = (id, at) => ({
  id,
  author: { id: "me", kind: "user", name: "지우" },
  body: id,
  created_at: `2026-11-23T10:0${at}:00Z`,
});

/** @param {import("./surroundings.mjs").Furniture} furniture */
async function telling(furniture) {
  const at = await opened(furniture);
  /** @type {{key: string, undo: () => Promise<boolean>}[]} */
  const told = [];
  /** @type {import("../../../../videoplanet/widgets/comment_thread/undoing.js").Tell} */
  const tell = (key, undo) => told.push({ key, undo });
  return { ...at, told, tell };
}

test("a resolved comment goes back to the status it had", async () => {
  const at = await telling({ comments: [comment("a", { status: "in_progress" })] });
  at.gateway.answer = ({ body, path }) => comment("a", { status: path.endsWith("/resolve") ? "resolved" : body.status });
  await resolve(at.thread, "a", true, at.tell);
  assert.equal(at.draw()[0].is_resolved, true);
  assert.equal(at.told[0].key, "review.resolved_note");
  assert.equal(await at.told[0].undo(), true);
  assert.deepEqual(at.gateway.asked.at(-1), { method: "PATCH", path: "/comments/a", body: { status: "in_progress" } });
  assert.equal(at.draw()[0].status, "in_progress");
  at.thread.close();
});

test("a resolved comment stays where it is for a moment: a second press does nothing, to it or to the next one", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const at = await telling({ comments: [comment("a"), comment("b", { frame_in: 20 })] });
  at.gateway.answer = ({ path }) => comment("a", { status: path.endsWith("/resolve") ? "resolved" : "open" });
  await resolve(at.thread, "a", true, at.tell);
  context.mock.timers.tick(300);
  await resolve(at.thread, at.draw()[0].id, false, at.tell);
  assert.deepEqual(
    at.draw().map((row) => [row.id, row.is_resolved]),
    [
      ["a", true],
      ["b", false],
    ],
  );
  assert.equal(at.told.length, 1);
  context.mock.timers.tick(1500);
  assert.deepEqual(
    at.draw().map((row) => row.id),
    ["b"],
  );
  at.thread.close();
});

test("a deleted comment comes back, and nothing is told of a deletion that was refused", async () => {
  const at = await telling({ comments: [comment("a"), comment("b")] });
  at.gateway.answer = ({ method }) => (method === "DELETE" ? null : comment("a"));
  await remove(at.thread, "a", at.tell);
  assert.deepEqual(
    at.draw().map((row) => row.id),
    ["b"],
  );
  assert.equal(await at.told[0].undo(), true);
  assert.deepEqual(
    at.draw().map((row) => row.id),
    ["a", "b"],
  );
  at.gateway.answer = () => {
    throw new Refused("no");
  };
  await remove(at.thread, "b", at.tell);
  assert.equal(at.told.length, 1);
});

test("what cannot be undone any more is said, though there is no row for it", async () => {
  const at = await telling({ comments: [comment("a")] });
  at.gateway.answer = () => null;
  await remove(at.thread, "a", at.tell);
  at.gateway.answer = () => {
    throw new Refused("too late");
  };
  assert.equal(await at.told[0].undo(), false);
  assert.deepEqual(at.complaints, ["too late"]);
});

test("a deleted reply comes back to its place", async () => {
  const at = await telling({ comments: [comment("a", { replies: [reply("r1", 1), reply("r2", 2)] })] });
  at.gateway.answer = ({ method }) => (method === "DELETE" ? null : reply("r1", 1));
  const removing = removeAnswer(at.thread, "a", "r1", at.tell);
  assert.deepEqual(
    at.draw()[0].replies.map(({ id }) => id),
    ["r2"],
  );
  await removing;
  await at.told[0].undo();
  assert.deepEqual(
    at.draw()[0].replies.map(({ id }) => id),
    ["r1", "r2"],
  );
  assert.equal(at.gateway.asked.at(-1)?.path, "/comments/a/replies/r1/restore");
});

test("what others put back is there again, but is no news", async () => {
  const at = await telling({ comments: [comment("a"), comment("b")], seq: 4 });
  at.thread.offer(operation(5, "comment.delete", { id: "a", version: 1 }));
  at.thread.offer({
    ...operation(6, "comment.new", comment("a", { replies: [reply("r1", 1)] })),
    timestamp: "2026-11-23T11:00:00Z",
  });
  await settled();
  const rows = at.draw();
  assert.deepEqual(
    rows.map((row) => row.id),
    ["a", "b"],
  );
  assert.equal(rows[0].is_arrived, false);
  assert.equal(at.thread.view.news.count, 0);
});
