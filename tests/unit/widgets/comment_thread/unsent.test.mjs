/** Words of a closed room can be read again, by their writer only. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { rememberRoom, unsentOf, unsentOnPage } from "../../../../videoplanet/widgets/comment_thread/unsent.js";
import { postComment, postReply } from "../../../../videoplanet/widgets/comment_thread/writing.js";
import { MemoryStorage } from "../../memory_storage.mjs";
import { Gateway, Refused, room, settled, VIEWER } from "./surroundings.mjs";

const PAGE = "/s/token";

async function closed() {
  const storage = new MemoryStorage();
  const gateway = new Gateway();
  const at = room({ storage, gateway });
  rememberRoom(storage, PAGE, "film", VIEWER.id);
  gateway.answer = () => {
    throw new Refused("over");
  };
  postComment(at.thread, { body: "posted", kind: "fix", version: 1, frame_in: 25, frame_out: 30 });
  postReply(at.thread, "c1", "answered");
  at.thread.drafts.write("new", "begun", { version: 2, frame_in: null, frame_out: null, kind: "fix" });
  at.thread.drafts.write("edit:c2", "changed");
  at.thread.drafts.write("reply:c3", "  ");
  await settled();
  at.thread.end("share.revoked");
  return { storage, thread: at.thread };
}

const SAID = [
  ["comment", "v2", "begun"],
  ["edit", "", "changed"],
  ["comment", "v1 · F 25 – F 30", "posted"],
  ["reply", "", "answered"],
];
/** @typedef {import("../../../../videoplanet/widgets/comment_thread/unsent.js").Unsent} Unsent */

const said = (/** @type {Unsent[]} */ words) => words.map(({ what, label, body }) => [what, label, body]);
const sorted = (/** @type {string[][]} */ words) => [...words].sort((one, other) => one[2].localeCompare(other[2]));

test("a room that is closed while words are in it still has them, and so has its page after a reload", async () => {
  const { storage, thread } = await closed();
  assert.deepEqual(said(unsentOf(thread.drafts, thread.outbox)), SAID);
  thread.close();
  assert.deepEqual(sorted(said(unsentOnPage(storage, PAGE, ""))), sorted(SAID));
  assert.deepEqual(sorted(said(unsentOnPage(storage, `${PAGE}/`, VIEWER.id))), sorted(SAID));
});

test("nobody else gets them, and no other page", async () => {
  const { storage, thread } = await closed();
  assert.deepEqual(unsentOnPage(storage, PAGE, "somebody"), []);
  assert.deepEqual(unsentOnPage(storage, "/s/other", ""), []);
  storage.setItem(`vp:room:${PAGE}`, "no json");
  assert.deepEqual(unsentOnPage(storage, PAGE, ""), []);
  thread.close();
});
