import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { UploadQueue } from "../../../../videoplanet/features/upload_video/upload_queue.js";

const film = (name, size = 1000) => ({ name, size });
const project = { kind: "project", id: "p" };

function line() {
  const sends = [];
  return {
    sends,
    send: (upload, file, events) => {
      const send = { upload, file, events, isAborted: false };
      sends.push(send);
      return () => (send.isAborted = true);
    },
    video: async () => null,
  };
}

const statesOf = (queue) => queue.uploads.map(({ name, state }) => `${name} ${state}`);
const stored = (status) => ({ id: "v", versions: [{ number: 1, status, progress: 0 }] });

test("films go one after the other, with progress and speed", () => {
  let now = 0;
  const at = line();
  const queue = new UploadQueue(at, () => now);
  queue.add(project, [film("a"), film("b")]);
  assert.deepEqual(statesOf(queue), ["a sending", "b waiting"]);
  now = 1000;
  at.sends[0].events.onProgress(500, 1000);
  assert.deepEqual([queue.uploads[0].percent, queue.uploads[0].speed], [50, 500]);
  at.sends[0].events.onProgress(1000, 1000);
  assert.deepEqual(statesOf(queue), ["a checking", "b waiting"]);
  at.sends[0].events.onDone(stored("ready"));
  assert.deepEqual(statesOf(queue), ["a ready", "b sending"]);
  assert.equal(queue.isActive, true);
});

test("a refused film says why, can be tried again, and holds nobody up", () => {
  const at = line();
  const queue = new UploadQueue(at, () => 0);
  queue.add(project, [film("a"), film("b")]);
  at.sends[0].events.onRefused("not a film");
  assert.deepEqual(statesOf(queue), ["a failed", "b sending"]);
  assert.equal(queue.uploads[0].problem, "not a film");
  queue.retry(queue.uploads[0].id);
  at.sends[1].events.onDone(stored("ready"));
  assert.equal(at.sends[2].file.name, "a");
});

test("cancelling stops the line and lets the next one go", () => {
  const at = line();
  const queue = new UploadQueue(at, () => 0);
  queue.add(project, [film("a"), film("b")]);
  queue.cancel(queue.uploads[0].id);
  assert.equal(at.sends[0].isAborted, true);
  assert.deepEqual(statesOf(queue), ["a cancelled", "b sending"]);
  queue.dismiss(queue.uploads[0].id);
  assert.deepEqual(statesOf(queue), ["b sending"]);
});

test("whoever listens hears of a film that has arrived, and its processing is followed to the end", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const at = line();
  const answers = [stored("processing"), stored("ready")];
  at.video = async () => answers.shift();
  const queue = new UploadQueue(at, () => 0);
  const arrived = [];
  queue.onArrival((upload) => arrived.push(upload.videoId));
  queue.add({ kind: "video", id: "v" }, [film("a")]);
  at.sends[0].events.onDone(stored("processing"));
  assert.deepEqual([arrived, statesOf(queue), queue.isActive], [["v"], ["a processing"], false]);
  for (let turn = 0; turn < 2; turn++) {
    mock.timers.tick(1500);
    for (let step = 0; step < 10; step++) await Promise.resolve();
  }
  assert.deepEqual(statesOf(queue), ["a ready"]);
  mock.timers.reset();
});
