import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, film, hash, PART, Refusal, until, uploadsAt } from "./desk.mjs";

const PROJECT = { projectId: "p", projectName: "Spring" };
/** @param {import("../../../../videoplanet/features/upload_video/uploads.js").Uploads} uploads */
const statesOf = (uploads) => uploads.rows.map(({ name, state }) => `${name} ${state}`);
const held = () => {
  /** @type {PromiseWithResolvers<void>} */
  const { promise: gate, resolve: release } = Promise.withResolvers();
  return { gate, release };
};

test("a film goes in parts with their checksums, becomes a video, and leaves nothing to remember", async () => {
  const desk = new Desk();
  const uploads = uploadsAt(desk);
  const digests = new Map();
  desk.onPut = async ({ number, headers }) => void digests.set(number, headers["Content-Digest"]);
  /** @type {string[]} */
  const arrived = [];
  uploads.onArrival(({ videoId }) => arrived.push(videoId));
  uploads.add(PROJECT, [{ file: film("a.mp4", "0123456789") }]);
  await until(() => uploads.rows[0].state === "ready");
  assert.deepEqual([...desk.sent].sort(), [1, 2, 3]);
  assert.equal(digests.get(1), `sha-256=:${Buffer.from(hash(Buffer.from("0123")), "hex").toString("base64")}:`);
  const [row] = uploads.rows;
  assert.deepEqual([row.isVerified, row.sha256, row.videoId, row.version, arrived], [true, "abc", "v", 1, ["v"]]);
  assert.deepEqual([desk.records.size, desk.locks.size], [0, 0]);
});

test("two films go at once, the third waits, and no more than three parts of a film are under way", async () => {
  const desk = new Desk();
  const { gate, release } = held();
  let now = 0;
  let most = 0;
  desk.onPut = async () => {
    most = Math.max(most, ++now);
    await gate;
    now--;
  };
  const uploads = uploadsAt(desk);
  uploads.add(
    PROJECT,
    ["a", "b", "c"].map((name) => ({ file: film(name, name.repeat(40)) })),
  );
  await until(() => now === 6);
  assert.deepEqual(statesOf(uploads), ["a sending", "b sending", "c waiting"]);
  release();
  await until(() => uploads.rows.every(({ state }) => state === "ready"));
  assert.equal(most, 6);
});

test("a pause keeps what arrived, and going on sends only the rest", async () => {
  const desk = new Desk();
  const { gate, release } = held();
  desk.onPut = ({ number }) => (number > 1 ? gate : Promise.resolve());
  const uploads = uploadsAt(desk);
  uploads.add(PROJECT, [{ file: film("a", "x".repeat(5 * PART)) }]);
  await until(() => desk.sent.length === 1);
  const { id } = uploads.rows[0];
  uploads.pause(id);
  assert.deepEqual([statesOf(uploads), uploads.isSending], [["a paused"], false]);
  release();
  desk.onPut = async () => {};
  uploads.resume(id);
  await until(() => uploads.rows[0].state === "ready");
  assert.deepEqual([...desk.sent].sort(), [1, 2, 3, 4, 5]);
});

test("a speed from before a pause is not told after it, unless others went on", async (context) => {
  const desk = new Desk();
  const { gate } = held();
  desk.onPut = () => gate;
  const uploads = uploadsAt(desk);
  const forget = context.mock.method(uploads.means.pace, "forget");
  uploads.add(PROJECT, [{ file: film("a", "x") }, { file: film("b", "yy") }]);
  await until(() => uploads.rows.every(({ state }) => state === "sending"));
  const [one, other] = uploads.rows;
  uploads.pause(one.id);
  assert.equal(forget.mock.callCount(), 0);
  uploads.pause(other.id);
  assert.equal(forget.mock.callCount(), 1);
});

test("what is shown of a film never falls, and what is stored is told apart from what was on its way", async () => {
  const desk = new Desk();
  const { gate } = held();
  desk.onPut = async ({ number, signal, onProgress }) => {
    if (number === 1) return;
    onProgress(3);
    await Promise.race([gate, new Promise((_, refuse) => signal.addEventListener("abort", () => refuse(signal.reason)))]);
  };
  const uploads = uploadsAt(desk);
  uploads.add(PROJECT, [{ file: film("a", "x".repeat(4 * PART)) }]);
  /** @type {number[]} */
  const seen = [];
  uploads.subscribe(() => seen.push(uploads.rows[0]?.percent));
  await until(() => uploads.rows[0].sent > 3 * 3);
  const { id, percent } = uploads.rows[0];
  uploads.pause(id);
  await until(() => desk.sent.length === 1);
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([uploads.rows[0].percent, uploads.rows[0].stored], [percent, PART]);
  desk.onPut = async () => {};
  uploads.resume(id);
  await until(() => uploads.rows[0].state === "ready");
  const sending = seen.slice(0, seen.lastIndexOf(100) + 1);
  assert.deepEqual(
    sending,
    sending.toSorted((one, other) => one - other),
  );
});

test("a file that is no film is not offered to be sent again; one that found no room is", async () => {
  for (const [code, isFinal] of Object.entries({ "video.not_a_film": true, "upload.quota_project": false })) {
    const desk = new Desk();
    desk.completed = () => ({ status: "refused", error_code: code, error: code });
    const uploads = uploadsAt(desk);
    uploads.add(PROJECT, [{ file: film("notes.txt", "words") }]);
    await until(() => uploads.rows[0].state === "refused");
    assert.deepEqual([uploads.rows[0].problem, uploads.rows[0].isFinal], [code, isFinal]);
  }
});

test("while the server is away it goes on trying, and goes on by itself when it is back", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const desk = new Desk();
  const uploads = uploadsAt(desk);
  desk.onPut = async ({ number }) => {
    if (number === 2) desk.isAway = true;
  };
  uploads.add(PROJECT, [{ file: film("a", "x".repeat(9 * PART)) }]);
  await until(() => uploads.means.line.isDown);
  for (let turn = 0; turn < 20; turn++) {
    context.mock.timers.tick(10_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual([statesOf(uploads), uploads.means.line.isDown], [["a sending"], true]);
  desk.onPut = async () => {};
  desk.isAway = false;
  uploads.means.line.wake();
  await until(() => uploads.rows[0].state === "ready");
  assert.deepEqual([...desk.sent].sort(), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(uploads.means.line.isDown, false);
});

test("what was begun in an earlier visit goes on with the same file, and sends only what is missing", async () => {
  const desk = new Desk();
  const text = "abcdefghijkl";
  const id = desk.open(text.length, [
    [1, Buffer.from("abcd")],
    [2, Buffer.from("efgh")],
  ]);
  desk.records.set(id, { id, owner: "me", target: PROJECT, file: { name: "a", size: 12, lastModified: 1 }, handle: null, at: 1 });
  const uploads = uploadsAt(desk);
  await uploads.restore();
  await until(() => uploads.rows[0].percent === 66);
  assert.deepEqual([statesOf(uploads), uploads.rows[0].hasFile], [["a unfinished"], false]);
  await uploads.giveFile(id, film("a", "ABCDefghijkl"));
  assert.deepEqual([uploads.rows[0].state, uploads.rows[0].problemKey], ["unfinished", "upload.problem.other_file"]);
  uploads.add(PROJECT, [{ file: film("a", text) }]);
  await until(() => uploads.rows[0].state === "ready");
  assert.deepEqual([desk.sent, uploads.rows.length, desk.records.size], [[3], 1, 0]);
});

test("a file the browser may still read goes on without a click", async () => {
  const desk = new Desk();
  const id = desk.open(8, [[1, Buffer.from("abcd")]]);
  /** Chromium's. @type {any} */
  const handle = { queryPermission: async () => "granted", getFile: async () => film("a", "abcdefgh") };
  desk.records.set(id, { id, owner: "me", target: PROJECT, file: { name: "a", size: 8, lastModified: 1 }, handle, at: 1 });
  const uploads = uploadsAt(desk);
  await uploads.restore();
  await until(() => uploads.rows[0].state === "ready");
  assert.deepEqual(desk.sent, [2]);
});

test("an upload that another tab sends is left to it", async () => {
  const desk = new Desk();
  const id = desk.open(8);
  desk.locks.add(id);
  desk.records.set(id, { id, owner: "me", target: PROJECT, file: { name: "a", size: 8, lastModified: 1 }, handle: null, at: 1 });
  const uploads = uploadsAt(desk);
  await uploads.restore();
  await until(() => uploads.rows[0].state === "elsewhere");
  uploads.remove(id);
  assert.equal(desk.uploads.has(id), true);
});

test("what has expired on the server says so and begins anew with the file", async () => {
  const desk = new Desk();
  desk.records.set("u9", {
    id: "u9",
    owner: "me",
    target: PROJECT,
    file: { name: "a", size: 8, lastModified: 1 },
    handle: null,
    at: 1,
  });
  const uploads = uploadsAt(desk);
  await uploads.restore();
  await until(() => uploads.rows[0].noticeKey === "upload.notice.expired");
  assert.equal(desk.records.size, 0);
  await uploads.giveFile("u9", film("a", "abcdefgh"));
  await until(() => uploads.rows[0].state === "ready");
  assert.deepEqual([...desk.sent].sort(), [1, 2]);
});

test("an upload that vanishes on the way begins anew by itself", async () => {
  const desk = new Desk();
  const uploads = uploadsAt(desk);
  desk.onPut = async ({ id, number }) => {
    if (number === 2) desk.uploads.delete(id);
    desk.onPut = async () => {};
  };
  const vanish = desk.onPut;
  desk.onPut = async (part) => (desk.sent.length ? vanish({ ...part, number: 2 }) : undefined);
  uploads.add(PROJECT, [{ file: film("a", "x".repeat(4 * PART)) }]);
  await until(() => uploads.rows[0].state === "ready");
  assert.equal(desk.uploads.size, 1);
});

test("a film that is there already is asked about: open it, make it a version, or send it anyway", async () => {
  const desk = new Desk();
  const text = "0123456789";
  const parts = hash(Buffer.from(hash(Buffer.from(text)), "hex"));
  desk.known = [{ size: 10, parts, video_id: "old", title: "Main", version: 2 }];
  const uploads = uploadsAt(desk);
  uploads.add(PROJECT, [{ file: film("a", text) }, { file: film("b", "9876543210") }]);
  await until(() => uploads.rows[1].state === "ready");
  assert.deepEqual([uploads.rows[0].state, uploads.rows[0].films[0].title], ["known", "Main"]);
  uploads.sendAnyway(uploads.rows[0].id, "old");
  await until(() => uploads.rows[0].state === "ready");
  assert.deepEqual(
    [...desk.uploads.values()].map(({ videoId }) => videoId),
    [undefined, "old"],
  );
});

test("a refusal stands beside its film, keeps the file, and holds nobody up", async () => {
  const desk = new Desk();
  desk.refusal = new Refusal("upload.quota_project", "no room left");
  const uploads = uploadsAt(desk);
  uploads.add(PROJECT, [{ file: film("a", "12345678") }]);
  await until(() => uploads.rows[0].state === "refused");
  assert.equal(uploads.rows[0].problem, "no room left");
  desk.refusal = undefined;
  uploads.resume(uploads.rows[0].id);
  await until(() => uploads.rows[0].state === "ready");
  desk.completed = () => ({ status: "refused", error: "not a film" });
  uploads.add(PROJECT, [{ file: film("notes", "12345678") }]);
  await until(() => uploads.rows[1].state === "refused");
  assert.deepEqual([uploads.rows[1].problem, desk.records.size], ["not a film", 0]);
});

test("cancelling takes everything back from the server, and the next film goes", async () => {
  const desk = new Desk();
  const { gate } = held();
  desk.onPut = () => gate;
  const uploads = uploadsAt(desk);
  uploads.add(
    PROJECT,
    ["a", "b", "c"].map((name) => ({ file: film(name, "12345678") })),
  );
  await until(() => desk.records.size === 2);
  const first = [...desk.uploads.keys()][0];
  uploads.remove(uploads.rows[0].id);
  await until(() => !desk.uploads.has(first) && uploads.rows[1].state === "sending");
  assert.equal(desk.records.has(first), false);
});

test("the same file is not sent twice to one place, but to another", async () => {
  const desk = new Desk();
  const { gate } = held();
  desk.onPut = () => gate;
  const uploads = uploadsAt(desk);
  const file = film("a", "12345678");
  uploads.add(PROJECT, [{ file }]);
  assert.deepEqual(uploads.add(PROJECT, [{ file }]), [file]);
  assert.deepEqual(uploads.add({ ...PROJECT, videoId: "v" }, [{ file }]), []);
  assert.equal(uploads.rows.length, 2);
});

test("an answer that was lost on its way does not open a second upload", async () => {
  const desk = new Desk();
  const uploads = uploadsAt(desk);
  uploads.add(PROJECT, [{ file: film("a", "12345678") }]);
  await until(() => uploads.rows[0].state === "ready");
  const opening = desk.posts.find(([method, path]) => method === "POST" && path === "/projects/p/uploads");
  assert.match(opening?.[3] ?? "", /^[0-9a-f]{32}$/);
});
