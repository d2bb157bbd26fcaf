import assert from "node:assert/strict";
import { test } from "node:test";
import {
  editComment,
  postComment,
  postReply,
  removeComment,
  resolveComment,
} from "../../../../videoplanet/widgets/comment_thread/writing.js";
import { MemoryStorage } from "../../memory_storage.mjs";
import { comment, Gateway, idsOf, opened, operation, Refused, room, rowsOf, settled, VIEWER } from "./surroundings.mjs";

test("the list is every page of the snapshot, by timecode", async () => {
  const gateway = new Gateway();
  const at = room({ gateway });
  gateway.answer = ({ path }) =>
    path.includes("cursor=next")
      ? { items: [comment("b", { frame_in: 3 })], next_cursor: null, seq: 9 }
      : { items: [comment("a", { frame_in: 7 })], next_cursor: "next", seq: 7 };
  await at.thread.load();
  assert.deepEqual(idsOf(at.draw()), ["b", "a"]);
  assert.equal(at.thread.view.state, "ready");
});

test("a burst of a hundred operations is folded once each and published as one view", async () => {
  const at = await opened({ seq: 4 });
  const before = at.views;
  for (let seq = 5; seq < 105; seq++) at.thread.offer(operation(seq, "comment.new", comment(`c${seq}`, { frame_in: seq })));
  for (let seq = 5; seq < 105; seq++) at.thread.offer(operation(seq, "comment.new", comment(`c${seq}`, { frame_in: seq })));
  assert.equal(at.draw().length, 100);
  assert.equal(at.views, before + 1);
  assert.equal(at.thread.view.news.count, 100);
});

test("operations that arrive in the wrong order are folded in the right one", async () => {
  const at = await opened({ seq: 4 });
  at.thread.offer(operation(7, "comment.update", comment("a", { body: "last", replies: undefined, reactions: undefined })));
  at.thread.offer(operation(6, "comment.update", comment("a", { body: "second", replies: undefined, reactions: undefined })));
  assert.deepEqual(at.draw(), []);
  at.thread.offer(operation(5, "comment.new", comment("a", { body: "first" })));
  assert.equal(at.draw()[0].body, "last");
  at.thread.close();
});

test("operations that arrive while the list loads are not lost, and none of the snapshot is doubled", async () => {
  const at = room({ comments: [comment("a"), comment("b")], seq: 6 });
  at.thread.offer(operation(6, "comment.new", comment("b"), null));
  at.thread.offer(operation(7, "comment.new", comment("c")));
  await at.thread.load();
  assert.deepEqual(idsOf(at.draw()), ["a", "b", "c"]);
});

test("a gap is filled from the activity", async () => {
  const at = await opened({ seq: 4 });
  at.gateway.answer = ({ path }) =>
    path === "/videos/film/activity?after=4"
      ? { items: [operation(5, "comment.new", comment("a")), operation(8, "comment.new", comment("b"), 5)], seq: 9 }
      : { items: [], seq: 9 };
  at.thread.offer(operation(8, "comment.new", comment("b"), 5));
  assert.deepEqual(at.draw(), []);
  await at.thread.resync();
  assert.deepEqual(idsOf(at.draw()), ["a", "b"]);
});

test("a post is shown at once, pale, and confirmed by the answer", async () => {
  const at = await opened();
  const { promise: line, resolve: release } = Promise.withResolvers();
  at.gateway.answer = ({ body }) => line.then(() => comment(body.id, { body: body.body }));
  const id = postComment(at.thread, { body: "hello", kind: "idea", version: 1, frame_in: 25, frame_out: null });
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const [row] = at.draw();
  assert.deepEqual([row.state, row.body, row.label, row.may_reply], ["pending", "hello", "tc25", false]);
  await settled();
  release(null);
  await settled();
  assert.deepEqual(
    at.draw().map((each) => [each.id, each.state]),
    [[id, "stored"]],
  );
});

test("a post is never doubled, whichever of answer and operation is first", async () => {
  for (const operationFirst of [true, false]) {
    const at = await opened({ seq: 4 });
    const { promise: line, resolve: release } = Promise.withResolvers();
    at.gateway.answer = ({ body }) => line.then(() => comment(body.id));
    const id = postComment(at.thread, { body: "x", kind: "fix", version: 1, frame_in: 1, frame_out: null });
    await settled();
    const live = () => at.thread.offer(operation(5, "comment.new", comment(id)));
    if (operationFirst) live();
    release(null);
    await settled();
    if (!operationFirst) live();
    assert.deepEqual(
      at.draw().map((row) => [row.id, row.state]),
      [[id, "stored"]],
    );
    assert.equal(at.thread.outbox.entries.size, 0);
  }
});

test("a refused post says why and keeps its words; it can be sent again or given up", async () => {
  const at = await opened();
  at.gateway.answer = () => {
    throw new Refused("no", { body: "too long" });
  };
  const id = postComment(at.thread, { body: "my words", kind: "fix", version: 1, frame_in: 1, frame_out: null });
  await settled();
  assert.deepEqual(
    at.draw().map((row) => [row.state, row.problem, row.body]),
    [["failed", "too long", "my words"]],
  );
  at.gateway.answer = ({ body }) => comment(body.id, { body: body.body });
  at.thread.outbox.retry(id);
  await settled();
  assert.equal(at.draw()[0].state, "stored");

  at.gateway.answer = () => {
    throw new Refused("no");
  };
  const other = postComment(at.thread, { body: "other", kind: "fix", version: 1, frame_in: 2, frame_out: null });
  await settled();
  at.thread.outbox.remove(other);
  assert.deepEqual(idsOf(at.draw()), [id]);
});

test("posts made while the line is down survive a reload and are sent in order, once each", async () => {
  const storage = new MemoryStorage();
  const before = await opened({ storage });
  before.gateway.answer = () => {
    throw new TypeError("Failed to fetch");
  };
  const first = postComment(before.thread, { body: "one", kind: "fix", version: 1, frame_in: 1, frame_out: null });
  postReply(before.thread, first, "two");
  await settled();
  assert.equal(before.draw()[0].state, "pending");
  assert.equal(before.thread.view.is_offline, true);
  before.thread.close();

  const gateway = new Gateway();
  gateway.answer = ({ path, body }) => (path.endsWith("/replies") ? replyOf(body) : comment(body.id));
  const after = room({ storage, gateway });
  await after.thread.load();
  await settled();
  const posts = gateway.asked.filter(({ method }) => method === "POST");
  assert.deepEqual(
    posts.map(({ body }) => body.body),
    ["one", "two"],
  );
  assert.equal(posts[1].path, `/comments/${first}/replies`);
  const [row] = after.draw();
  assert.deepEqual([row.state, row.replies.map((reply) => [reply.body, reply.state])], ["stored", [["two", "stored"]]]);
  assert.deepEqual(Object.keys(storage), []);
});

/** @param {{id: string, body: string}} posted */
function replyOf({ id, body }) {
  return { id, body, author: { id: "me", kind: "user", name: "지우" }, created_at: "2026-11-23T10:00:01Z", edited_at: null };
}

test("a reply is shown at once and confirmed by its operation without doubling", async () => {
  const at = await opened({ comments: [comment("a")], seq: 4 });
  at.gateway.answer = ({ body }) => replyOf(body);
  postReply(at.thread, "a", "yes");
  assert.deepEqual(
    at.draw()[0].replies.map((reply) => reply.state),
    ["pending"],
  );
  await settled();
  const { id } = at.draw()[0].replies[0];
  at.thread.offer(operation(5, "comment.reply.new", { comment_id: "a", version: 1, reply: replyOf({ id, body: "yes" }) }));
  assert.deepEqual(
    at.draw()[0].replies.map((reply) => [reply.body, reply.state]),
    [["yes", "stored"]],
  );
});

test("resolving is shown at once and taken back when it is refused", async () => {
  const at = await opened({ comments: [comment("a")] });
  at.thread.arrange({ status: "all" });
  at.gateway.answer = () => {
    throw new Refused("not allowed");
  };
  const done = resolveComment(at.thread, "a", true);
  assert.equal(at.draw()[0].is_resolved, true);
  await done;
  const [row] = at.draw();
  assert.deepEqual([row.is_resolved, row.problem], [false, "not allowed"]);
});

test("a refused edit opens its box again with the words in it", async () => {
  const at = await opened({ comments: [comment("a", { author: { id: "me", kind: "user", name: "지우" } })] });
  at.gateway.answer = () => {
    throw new Refused("too long");
  };
  await editComment(at.thread, "a", "new words");
  const [row] = at.draw();
  assert.deepEqual([row.body, row.open], ["words of a", "edit"]);
  assert.equal(at.thread.drafts.read("edit:a"), "new words");
});

test("a deleted comment goes at once and comes back when it is refused", async () => {
  const at = await opened({ comments: [comment("a")] });
  at.gateway.answer = () => {
    throw new Refused("no");
  };
  const done = removeComment(at.thread, "a");
  assert.deepEqual(at.draw(), []);
  await done;
  assert.deepEqual(idsOf(at.draw()), ["a"]);
});

test("rows that did not change stay the same objects", async () => {
  const at = await opened({ comments: [comment("a"), comment("b", { frame_in: 20 })], seq: 4 });
  const [a, b] = rowsOf(at.thread);
  at.thread.offer(operation(5, "comment.resolve", { ...comment("b"), status: "in_progress" }));
  const rows = at.draw();
  assert.equal(rows[0], a);
  assert.notEqual(rows[1], b);
});

test("open comments of earlier versions stay in the list and say so; resolved ones and those of later versions do not", async () => {
  const at = await opened({
    comments: [
      comment("old"),
      comment("done", { status: "resolved" }),
      comment("here", { version: 2 }),
      comment("later", { version: 3 }),
    ],
  });
  at.thread.moveTo({ version: 2 });
  at.thread.arrange({ status: "all" });
  assert.deepEqual(
    at.draw().map((row) => [row.id, row.from_version]),
    [
      ["here", 0],
      ["old", 1],
    ],
  );
  assert.equal(at.thread.view.carried, 1);
});

test("choosing the mark of a comment that the filter hides shows it", async () => {
  const at = await opened({ comments: [comment("a"), comment("done", { status: "resolved" })] });
  assert.deepEqual(idsOf(at.draw()), ["a"]);
  at.thread.select("done");
  assert.deepEqual(
    at.draw().map((row) => [row.id, row.is_selected]),
    [
      ["a", false],
      ["done", true],
    ],
  );
});

test("what is told of another room that the page is in changes nothing here", async () => {
  const at = room({ comments: [comment("a")] });
  await at.thread.load();
  for (const video_id of ["another", null]) {
    at.thread.offer({ type: "access.ended", video_id, payload: { code: "not_found" }, id: "x", timestamp: "" });
    at.thread.offer({ ...operation(1, "comment.new", comment("b"), 0), video_id });
  }
  at.draw();
  assert.deepEqual([at.thread.view.gone, at.thread.view.shown.length], ["", 1]);
});

test("when access ends the words of others are gone and the list says so", async () => {
  const at = await opened({ comments: [comment("a")] });
  at.thread.offer({ type: "access.ended", payload: { code: "share.revoked" }, id: "x", timestamp: "" });
  assert.deepEqual(at.draw(), []);
  assert.deepEqual([at.thread.view.state, at.thread.view.gone], ["gone", "share.revoked"]);
});

test("a guest who goes on to another version asks for its comments: they may never have been told of them", async () => {
  const at = await opened({ comments: [comment("old")] });
  at.thread.moveTo({ viewer: { ...VIEWER, kind: "guest", role: "guest" } });
  const asked = at.gateway.asked.length;
  at.gateway.answer = () => ({ items: [comment("new", { version: 2 })], next_cursor: null, seq: 9 });
  at.thread.moveTo({ version: 2 });
  await settled();
  assert.deepEqual(idsOf(at.draw()), ["new"]);
  assert.equal(at.gateway.asked.length, asked + 1);
  at.thread.moveTo({ version: 2 });
  await settled();
  assert.equal(at.gateway.asked.length, asked + 1);
});

test("a kept comment says its frame, also when the film is known only later, or never", async () => {
  const storage = new MemoryStorage();
  const gateway = new Gateway();
  const first = room({ storage, gateway });
  gateway.answer = () => {
    throw new Error("no line");
  };
  postComment(first.thread, { body: "mine", kind: "fix", version: 1, frame_in: 25, frame_out: 30 });
  await settled();
  first.thread.close();

  const again = room({ storage });
  const known = again.thread.at.moments;
  again.thread.moveTo({ version: 0, moments: { timecodeOf: () => "", frameHere: (_, frame) => frame } });
  again.thread.moveTo({ version: 1 });
  const [row] = again.draw();
  assert.deepEqual([row.label, row.is_whole], ["F 25 – F 30", false]);
  again.thread.moveTo({ moments: known });
  assert.equal(again.draw()[0].label, "tc25 – tc30");
  again.thread.close();
});

test("a comment of an older version keeps its own timecode, and stands and leads where its moment is now", async () => {
  const comments = [
    comment("old", { frame_in: 10, frame_out: 12, timecode_in: "tc10", timecode_out: "tc12" }),
    comment("new", { version: 2, frame_in: 15, timecode_in: "second15" }),
    comment("whole", { frame_in: null, timecode_in: null }),
  ];
  const at = await opened({ comments });
  assert.deepEqual(idsOf(at.draw()), ["whole", "old"]);
  at.thread.moveTo({ version: 2 });
  const rows = at.draw();
  assert.deepEqual(idsOf(rows), ["whole", "new", "old"]);
  const [whole, , old] = rows;
  assert.deepEqual([old.from_version, old.label, old.label_here, old.frame], [1, "tc10 – tc12", "second20 – second24", 20]);
  assert.deepEqual([whole.is_whole, whole.frame, whole.label_here], [true, -1, ""]);
  assert.deepEqual(
    at.thread.view.marks.map(({ id, frame_in, frame_out }) => [id, frame_in, frame_out]),
    [
      ["old", 20, 24],
      ["new", 15, null],
    ],
  );
  const [mark] = at.thread.view.marks;
  at.thread.select("new");
  at.draw();
  assert.equal(at.thread.view.marks[0], mark);
  at.thread.close();
});
