/** Two conversations at a time, each in its own room. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import "../../browser.mjs";
import { Room } from "../../../../videoplanet/features/enter_room/room.js";
import { actIn } from "../../../../videoplanet/widgets/comment_thread/acts.js";
import { Session } from "../../../../videoplanet/widgets/comment_thread/session.js";
import { MemoryStorage } from "../../memory_storage.mjs";
import { comment, Gateway, MOMENTS, settled, VIEWER } from "./surroundings.mjs";

/** @typedef {import("../../../../videoplanet/features/enter_room/room.js").RoomEvents} RoomEvents */

/** @type {Session[]} */
const sessions = [];
afterEach(() => {
  for (const session of sessions.splice(0)) session.close();
});

/** A conversation in a room of its own, and what is told there. @param {string} videoId */
function conversation(videoId) {
  const room = new Room();
  const gateway = new Gateway();
  gateway.answer = ({ method, path, body }) => {
    if (path.includes("/comments?")) return { items: [], next_cursor: null, seq: 0 };
    return method === "POST" ? { ...comment(body.id, { body: body.body }), video_id: videoId } : {};
  };
  const session = new Session(room, {
    videoId,
    version: 1,
    viewer: VIEWER,
    api: gateway,
    storage: new MemoryStorage(),
    nextFrame: (publish) => setImmediate(publish),
    timecodeOf: (frame) => `tc${frame}`,
    now: () => Date.UTC(2026, 10, 23, 12),
    moments: MOMENTS,
    sayUnreached: () => "unreached",
    complain() {},
    copy() {},
  });
  sessions.push(session);
  /** @type {[string, unknown][]} */
  const told = [];
  const forever = new AbortController().signal;
  /** @type {(keyof RoomEvents)[]} */
  const names = ["seek", "select", "typing", "range", "where", "version"];
  for (const name of names) {
    room.listen(name, (detail) => told.push([name, detail]), forever);
  }
  const remove = room.keep("thread", session);
  session.open(new MemoryStorage());
  return { room, session, gateway, told, remove };
}

/** What was begun has been done and shown. */
async function shown() {
  await settled();
  for (let turn = 0; turn < 4; turn++) await new Promise((done) => setImmediate(done));
}

const REPORT = { playing: false, trusted: true, settling: false, given_up: false };

test("each composer follows the player of its own room", async () => {
  const [one, other] = [conversation("film"), conversation("another")];
  await shown();
  one.room.tell("frame", { frame: 54, ...REPORT });
  other.room.tell("frame", { frame: 3, ...REPORT });
  assert.deepEqual([one.session.composer.view.label, other.session.composer.view.label], ["tc54", "tc3"]);
});

test("words are typed, posted and selected in one room, and the other hears nothing of it", async () => {
  const [one, other] = [conversation("film"), conversation("another")];
  await shown();
  one.room.tell("frame", { frame: 54, ...REPORT });
  one.told.length = other.told.length = 0;
  one.session.typed("comment", "new", "warmer", true);
  one.session.send("comment", "", "warmer", () => {});
  await shown();
  assert.deepEqual(
    one.told.map(([name]) => name),
    ["typing", "typing", "select"],
  );
  assert.deepEqual(other.told, []);
  assert.deepEqual(
    [one, other].map(({ session }) => session.thread.view.shown.length),
    [1, 0],
  );
  const posted = one.gateway.asked.filter(({ method }) => method === "POST").map(({ path }) => path);
  assert.deepEqual(
    posted.filter((path) => path.endsWith("/comments")),
    ["/videos/film/comments"],
  );
});

test("a row that is pressed moves the player of its own room", () => {
  const [one, other] = [conversation("film"), conversation("another")];
  one.told.length = other.told.length = 0;
  actIn(one.session, "show", "c1", 12);
  assert.deepEqual(one.told, [
    ["select", { comment_id: "c1" }],
    ["seek", { frame: 12 }],
  ]);
  assert.deepEqual(other.told, []);
});

test("a conversation that is closed hears its room no more", async () => {
  const { room, session, remove } = conversation("film");
  await shown();
  room.tell("frame", { frame: 54, ...REPORT });
  session.close();
  remove();
  room.tell("frame", { frame: 60, ...REPORT });
  assert.deepEqual([session.composer.view.label, room.at("thread")], ["tc54", null]);
});
