import assert from "node:assert/strict";
import { test } from "node:test";
import { Composer } from "../../../../videoplanet/widgets/comment_thread/composer.js";
import { uuid7 } from "../../../../videoplanet/widgets/comment_thread/uuid7.js";

const at = (frame) => `tc${frame}`;

test("the frame follows the playhead until typing begins, and stays there", () => {
  const composer = new Composer(at);
  composer.follow(54);
  assert.equal(composer.view.label, "tc54");
  composer.type(true);
  composer.follow(80);
  assert.deepEqual([composer.view.label, composer.view.is_elsewhere], ["tc54", true]);
  composer.pinHere();
  assert.equal(composer.view.label, "tc80");
  composer.setKind("idea");
  assert.deepEqual(composer.take(), { frame_in: 80, frame_out: null, kind: "idea" });
});

test("words that are all deleted free the frame again", () => {
  const composer = new Composer(at);
  composer.follow(5);
  composer.type(true);
  composer.follow(9);
  composer.type(false);
  assert.equal(composer.view.frame, 9);
});

test("a range is the one marked in the player, or runs from the named frame to the playhead", () => {
  const composer = new Composer(at);
  composer.follow(20);
  composer.startRange();
  composer.follow(10);
  assert.equal(composer.view.label, "tc10 – tc20");
  composer.endRange();
  composer.follow(90);
  assert.deepEqual(composer.take(), { frame_in: 10, frame_out: 20, kind: "fix" });

  composer.mark(30, 60);
  composer.startRange();
  assert.deepEqual(composer.take(), { frame_in: 30, frame_out: 60, kind: "fix" });
});

test("a comment can be about the whole version", () => {
  const composer = new Composer(at);
  composer.follow(20);
  composer.toggleWhole();
  assert.equal(composer.view.label, "");
  assert.deepEqual(composer.take(), { frame_in: null, frame_out: null, kind: "fix" });
});

test("ids made in the browser are UUIDv7 and always grow", () => {
  const ids = Array.from({ length: 9000 }, uuid7);
  assert.deepEqual(ids, [...ids].sort());
  assert.equal(new Set(ids).size, ids.length);
});
