import assert from "node:assert/strict";
import { test } from "node:test";
import { Composer } from "../../../../videoplanet/widgets/comment_thread/composer.js";
import { uuid7 } from "../../../../videoplanet/widgets/comment_thread/uuid7.js";

const at = (/** @type {number} */ frame) => `tc${frame}`;

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
  assert.deepEqual(composer.take(), { version: 0, frame_in: 80, frame_out: null, kind: "idea" });
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
  assert.deepEqual(composer.take(), { version: 0, frame_in: 10, frame_out: 20, kind: "fix" });

  composer.mark(30, 60);
  composer.startRange();
  assert.deepEqual(composer.take(), { version: 0, frame_in: 30, frame_out: 60, kind: "fix" });
});

test("a comment can be about the whole version", () => {
  const composer = new Composer(at);
  composer.follow(20);
  composer.toggleWhole();
  assert.equal(composer.view.label, "");
  assert.deepEqual(composer.take(), { version: 0, frame_in: null, frame_out: null, kind: "fix" });
});

test("ids made in the browser are UUIDv7 and always grow", () => {
  const ids = Array.from({ length: 9000 }, uuid7);
  assert.deepEqual(ids, [...ids].sort());
  assert.equal(new Set(ids).size, ids.length);
});

test("a frame that was not vouched for is being proven, and a pin stays unproven until the player has shown it", () => {
  const composer = new Composer(at);
  assert.equal(composer.view.is_proving, true);
  composer.follow(54, { trusted: false });
  composer.type(true);
  composer.follow(80, { trusted: true });
  assert.deepEqual([composer.view.label, composer.view.is_unseen], ["tc54", true]);
  composer.follow(54, { trusted: true });
  assert.equal(composer.view.is_proving, false);
  composer.follow(80, { trusted: false });
  assert.equal(composer.view.is_proving, false);
});

test("what was proven of a source that turned out wrong, or of another version, counts no more", () => {
  const composer = new Composer(at);
  composer.follow(54);
  composer.type(true);
  composer.forget();
  assert.equal(composer.view.is_proving, true);
});

test("a frame pinned while the film runs is the one it stops on", () => {
  const composer = new Composer(at);
  composer.follow(100, { playing: true });
  composer.hold();
  composer.type(true);
  composer.follow(100, { trusted: false, settling: true });
  composer.follow(101, { trusted: false, settling: true });
  composer.follow(101, { trusted: true, settling: true });
  assert.deepEqual([composer.view.frame, composer.view.is_proving], [101, false]);
  composer.follow(150);
  assert.equal(composer.view.frame, 101);
});

test("a frame pinned while the film runs on stays, and so does one whose film is moved elsewhere before it settled", () => {
  const composer = new Composer(at);
  composer.follow(100, { playing: true });
  composer.hold();
  composer.follow(101, { playing: true });
  assert.deepEqual([composer.view.frame, composer.view.is_proving], [100, false]);
  composer.release();
  composer.follow(120, { trusted: false, settling: true });
  composer.hold();
  composer.follow(7, { trusted: false });
  composer.follow(7);
  assert.deepEqual([composer.view.frame, composer.view.is_unseen], [120, true]);
});

test("words from before a reload go to the frame on which the room opens", () => {
  const composer = new Composer(at);
  composer.type(true);
  composer.follow(33, { trusted: false });
  composer.follow(33);
  composer.follow(70);
  assert.equal(composer.view.frame, 33);
});

test("C holds the frame, leaving the box without words frees it", () => {
  const composer = new Composer(at);
  composer.follow(5);
  composer.hold();
  composer.follow(9);
  assert.equal(composer.view.frame, 5);
  composer.release();
  assert.equal(composer.view.frame, 9);
  composer.hold();
  composer.type(true);
  composer.follow(20);
  composer.release();
  assert.equal(composer.view.frame, 9);
});

test("a range marked in the player is what the comment is about, until the mark or the range is taken away", () => {
  const composer = new Composer(at);
  composer.follow(70);
  composer.mark(30, null);
  assert.equal(composer.view.is_range, false);
  composer.mark(30, 60);
  composer.hold();
  assert.deepEqual([composer.view.label, composer.view.is_range], ["tc30 – tc60", true]);
  assert.equal(composer.view.is_unseen, true);
  composer.dropRange();
  assert.equal(composer.view.label, "tc70");
  composer.mark(30, 61);
  assert.equal(composer.view.is_range, true);
  composer.mark(null, null);
  assert.equal(composer.view.is_range, false);
});

test("where there is no film to see, a comment is about the whole version", () => {
  const composer = new Composer(at);
  composer.show(false);
  assert.deepEqual([composer.view.is_whole, composer.view.is_proving], [true, false]);
  composer.type(true);
  composer.show(true);
  composer.follow(0);
  assert.deepEqual(composer.take(), { version: 0, frame_in: null, frame_out: null, kind: "fix" });
});

/** @param {number} number */
function onVersion(number) {
  const composer = new Composer(at, (version, frame) => (version < 3 ? `v${version} ${at(frame)}` : ""));
  composer.showVersion(number);
  return composer;
}

test("words belong to their version: on another they name nothing until their writer has chosen, and go back with it", () => {
  const composer = onVersion(1);
  composer.follow(40);
  composer.type(true);
  composer.setKind("idea");
  composer.showVersion(2);
  composer.follow(40);
  const away = { version: 1, frame_in: 40, frame_out: null, kind: "idea" };
  assert.deepEqual([composer.view.is_away, composer.view.away_label, composer.view.is_away_reachable], [true, "v1 tc40", true]);
  composer.hold();
  composer.type(true);
  assert.deepEqual(composer.written, away);
  assert.equal(composer.urge(), true);
  assert.equal(composer.view.is_urged, true);
  composer.showVersion(1);
  assert.deepEqual([composer.view.is_away, composer.view.frame, composer.view.is_proving], [false, 40, true]);
  assert.deepEqual(composer.written, away);
  assert.equal(composer.urge(), false);
});

test("words of another version are about what is on the screen once their writer says so", () => {
  const composer = onVersion(2);
  composer.restore({ version: 1, frame_in: 40, frame_out: 50, kind: "fix" });
  composer.follow(7);
  assert.equal(composer.view.away_label, "v1 tc40 – v1 tc50");
  composer.takeHere();
  composer.follow(9);
  assert.deepEqual(composer.written, { version: 2, frame_in: 7, frame_out: null, kind: "fix" });
});

test("words about the whole of a version, and words whose place was not kept, wait for a choice too", () => {
  const composer = onVersion(2);
  composer.follow(7);
  composer.restore({ version: 1, frame_in: null, frame_out: null, kind: "fix" });
  assert.deepEqual([composer.view.is_away, composer.view.away_label, composer.view.is_away_whole], [true, "", true]);
  composer.takeHere();
  assert.deepEqual(composer.take(), { version: 2, frame_in: null, frame_out: null, kind: "fix" });
  composer.restore({ version: 0, frame_in: null, frame_out: null, kind: "fix" });
  assert.deepEqual([composer.view.is_away, composer.view.is_away_whole, composer.view.is_away_reachable], [true, false, false]);
  composer.takeHere();
  assert.equal(composer.take().frame_in, 7);
});

test("a version that is not shown here is named by the number of the frame, and deleted words leave nothing behind", () => {
  const composer = onVersion(2);
  composer.restore({ version: 9, frame_in: 40, frame_out: null, kind: "fix" });
  assert.deepEqual([composer.view.away_label, composer.view.is_away_reachable], ["F 40", false]);
  composer.type(false);
  assert.deepEqual([composer.view.is_away, composer.written], [false, null]);
});

test("a version that comes without words takes no range of the last one with it", () => {
  const composer = onVersion(1);
  composer.follow(5);
  composer.mark(30, 60);
  composer.showVersion(2);
  assert.deepEqual([composer.view.is_range, composer.view.frame, composer.view.is_away], [false, 5, false]);
});

test("only a frame that is being looked at is being checked; another one can be gone to", () => {
  const composer = onVersion(1);
  composer.follow(7);
  composer.restore({ version: 1, frame_in: 40, frame_out: null, kind: "fix" });
  assert.deepEqual([composer.view.is_proving, composer.view.is_unseen, composer.view.unproven], [false, true, 40]);
  composer.expect(40);
  assert.deepEqual([composer.view.is_proving, composer.view.is_unseen], [true, false]);
  composer.follow(40);
  assert.deepEqual([composer.view.is_proving, composer.view.is_unseen, composer.view.unproven], [false, false, null]);
});

test("a frame on which the player has given up is not being checked any more", () => {
  const composer = onVersion(1);
  composer.follow(40, { trusted: false });
  composer.type(true);
  assert.equal(composer.view.is_proving, true);
  composer.follow(40, { trusted: false, given_up: true });
  assert.deepEqual([composer.view.is_proving, composer.view.is_missed], [false, true]);
  composer.follow(40);
  assert.equal(composer.view.is_missed, false);
});

test("the next comment is of the plain kind again", () => {
  const composer = onVersion(1);
  composer.setKind("question");
  assert.deepEqual([composer.take().kind, composer.view.kind], ["question", "fix"]);
});

test("the short form names both ends of a range, and leaves out only what the end shares with the beginning", () => {
  const composer = new Composer((frame) => ["00:00:02:00", "00:00:03:05", "00:01:00:00", "01:00:00:00"][frame]);
  composer.follow(0);
  assert.equal(composer.view.short, "00:00:02:00");
  const ends = [1, 2, 3].map((to) => {
    composer.mark(0, to);
    return composer.view.short;
  });
  assert.deepEqual(ends, ["00:00:02:00 – 03:05", "00:00:02:00 – 01:00:00", "00:00:02:00 – 01:00:00:00"]);
});
