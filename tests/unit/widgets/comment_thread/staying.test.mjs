/** What somebody is writing stays in sight, with the comment it is for, whatever others do to that comment. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { postUnsent, postReply } from "../../../../videoplanet/widgets/comment_thread/writing.js";
import { MemoryStorage } from "../../memory_storage.mjs";
import { comment, Gateway, idsOf, opened, operation, Refused, settled, VIEWER } from "./surroundings.mjs";

/** @typedef {Awaited<ReturnType<typeof opened>>} Opened */

/** @param {Gateway} gateway */
const posts = ({ asked }) =>
  asked.filter(({ method }) => method === "POST").map(({ path, body: { id, ...words } }) => [path, words]);

/** @param {Opened} at @param {string} box @param {string} words */
function write(at, box, words) {
  at.thread.drafts.write(box, words, at.thread.placeOf(box));
}

/** @type {Record<string, (at: Opened) => void>} */
const BY_OTHERS = {
  "is resolved": (at) => at.thread.offer(operation(2, "comment.resolve", comment("a", { status: "resolved" }))),
  "becomes another kind": (at) => at.thread.offer(operation(2, "comment.update", comment("a", { kind: "idea" }))),
  "was of a version before, and is resolved": (at) => {
    at.thread.moveTo({ version: 2 });
    at.thread.offer(operation(2, "comment.resolve", comment("a", { status: "resolved" })));
  },
};

for (const [what, happen] of Object.entries(BY_OTHERS)) {
  test(`a comment that ${what} stays while its box is open or has words`, async () => {
    const at = await opened({ comments: [comment("a"), comment("b", { frame_in: 20 })], seq: 1 });
    at.thread.arrange({ kind: "fix" });
    at.thread.setOpen({ id: "a", box: "reply" });
    happen(at);
    assert.deepEqual([at.draw()[0].id, at.draw()[0].open], ["a", "reply"]);
    write(at, "reply:a", "words");
    at.thread.setOpen(null);
    assert.deepEqual([at.draw()[0].id, at.draw()[0].draft], ["a", "reply"]);
    at.thread.drafts.write("reply:a", "");
    assert.deepEqual(idsOf(at.draw()), ["b"]);
    at.thread.close();
  });
}

test("it says that it was resolved meanwhile", async () => {
  const at = await opened({ comments: [comment("a")], seq: 1 });
  at.thread.setOpen({ id: "a", box: "edit" });
  BY_OTHERS["is resolved"](at);
  assert.deepEqual(
    at.draw().map((row) => [row.is_resolved, row.open]),
    [[true, "edit"]],
  );
  assert.deepEqual([at.thread.view.open, at.thread.view.resolved], [0, 1]);
  at.thread.close();
});

for (const box of /** @type {const} */ (["reply", "edit"])) {
  test(`words of a ${box} whose comment is deleted stay, also after a reload, and become a comment where that one was`, async () => {
    const storage = new MemoryStorage();
    const before = await opened({ comments: [comment("a", { frame_in: 7, frame_out: 9, kind: "idea" })], seq: 1, storage });
    before.thread.setOpen({ id: "a", box });
    write(before, `${box}:a`, "my words");
    before.thread.offer(operation(2, "comment.delete", { id: "a" }));
    const [row] = before.draw();
    assert.deepEqual([row.id, row.state, row.open, row.body, row.author_name], ["a", "gone", box, "", ""]);
    assert.deepEqual([row.may_reply, row.may_edit, row.may_delete, row.may_resolve], [false, false, false, false]);
    write(before, `${box}:a`, "my words.");
    before.thread.setOpen(null);
    assert.equal(before.draw()[0].unsent, "my words.");
    before.thread.close();

    const at = await opened({ storage, seq: 2 });
    const [again] = at.draw();
    assert.deepEqual([again.state, again.unsent, again.label, again.frame], ["gone", "my words.", "tc7 – tc9", 7]);
    assert.equal(at.draw()[0], again);
    at.gateway.answer = ({ body }) => comment(body.id, body);
    const id = postUnsent(at.thread, `${box}:a`);
    await settled();
    const words = { version: 1, frame_in: 7, frame_out: 9, kind: "idea", body: "my words." };
    assert.deepEqual(posts(at.gateway), [["/videos/film/comments", words]]);
    assert.deepEqual(idsOf(at.draw()), [id]);
    at.thread.close();
  });
}

test("a box keeps its place while its words are all taken out and written anew", async () => {
  const at = await opened({ comments: [comment("a", { frame_in: 7 })], seq: 1 });
  at.thread.setOpen({ id: "a", box: "reply" });
  at.thread.offer(operation(2, "comment.delete", { id: "a" }));
  assert.deepEqual(
    at.draw().map(({ state, label }) => [state, label]),
    [["gone", "tc7"]],
  );
  write(at, "reply:a", "w");
  write(at, "reply:a", "");
  assert.equal(at.draw()[0].label, "tc7");
  at.thread.setOpen(null);
  assert.deepEqual(at.draw(), []);
  at.thread.close();
});

test("a comment without words for it goes, and one that comes back is itself again", async () => {
  const at = await opened({ comments: [comment("a"), comment("b")], seq: 1 });
  write(at, "reply:b", "words");
  for (const id of ["a", "b"]) at.thread.take("comment.delete", { id });
  assert.deepEqual(
    at.draw().map(({ id, state }) => [id, state]),
    [["b", "gone"]],
  );
  at.thread.take("comment.new", comment("b"));
  assert.deepEqual(
    at.draw().map(({ id, state, draft }) => [id, state, draft]),
    [["b", "stored", "reply"]],
  );
  at.thread.close();
});

test("a reply that is refused because its comment is gone is words that were not sent", async () => {
  const at = await opened({ comments: [comment("a", { frame_in: 7 })], seq: 1 });
  at.gateway.answer = ({ method }) => {
    if (method === "POST") throw new Refused("no such comment");
    return null;
  };
  postReply(at.thread, "a", "my reply");
  at.thread.take("comment.delete", { id: "a" });
  await settled();
  at.draw();
  assert.deepEqual(
    at.draw().map(({ unsent, label }) => [unsent, label]),
    [["my reply", "tc7"]],
  );
  assert.equal(at.thread.outbox.entries.size, 0);
  at.thread.close();
});

test("a guest is not told that a comment of another version was deleted", async () => {
  const at = await opened({ seq: 1 });
  at.thread.drafts.write("reply:a", "words", { version: 1, frame_in: 7, frame_out: null, kind: "fix" });
  at.thread.moveTo({ version: 2 });
  assert.deepEqual(idsOf(at.draw()), ["a"]);
  at.thread.moveTo({ viewer: { ...VIEWER, kind: "guest" } });
  at.gateway.answer = () => ({ items: [], next_cursor: null, seq: 1 });
  assert.deepEqual(at.draw(), []);
  at.thread.close();
});

test("words from another window stand in the list and are posted where they belong", async () => {
  const storage = new MemoryStorage();
  const place = { version: 1, frame_in: 7, frame_out: null, kind: "idea" };
  for (const [at, body] of [
    ["new~ab12", "a comment"],
    ["reply:a~ab12", "an answer"],
  ]) {
    storage.setItem(`vp:draft:film:me:${at}`, JSON.stringify({ body, place, state: "saved", known: body }));
  }
  const at = await opened({ comments: [comment("a", { frame_in: 20 })], storage });
  const rows = at.draw().filter(({ state }) => state === "elsewhere");
  assert.deepEqual(rows.map(({ unsent, unsent_what, label, draft }) => [unsent, unsent_what, label, draft]).sort(), [
    ["a comment", "comment", "tc7", ""],
    ["an answer", "reply", "tc7", ""],
  ]);
  at.gateway.answer = ({ path, body }) =>
    path.endsWith("/replies") ? { ...body, author: VIEWER, created_at: "2026-11-23T10:00:01Z" } : comment(body.id, body);
  for (const { unsent_at } of rows) {
    postUnsent(at.thread, unsent_at);
    await settled();
  }
  const { frame_out: _, ...words } = { ...place, body: "a comment" };
  assert.deepEqual(posts(at.gateway).sort(), [
    ["/comments/a/replies", { body: "an answer" }],
    ["/videos/film/comments", words],
  ]);
  assert.deepEqual(at.thread.drafts.all(), []);
  at.thread.close();
});
