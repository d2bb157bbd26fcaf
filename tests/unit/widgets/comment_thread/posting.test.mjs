/** Words wait in their box until their frame was proven on the screen. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Composer } from "../../../../videoplanet/widgets/comment_thread/composer.js";
import { Posting } from "../../../../videoplanet/widgets/comment_thread/posting.js";

/** @param {number} [version] on the screen */
function desk(version = 1) {
  const composer = new Composer((frame) => `tc${frame}`);
  composer.showVersion(version);
  /** @type {number[]} */
  const asked = [];
  /** @type {(string | number | null)[][]} */
  const posted = [];
  let left = 0;
  const posting = new Posting(composer, {
    ask: (frame) => asked.push(frame),
    post: (words) => {
      const { frame_in: from, frame_out: to } = composer.take();
      posted.push(to === null ? [words, from] : [words, from, to]);
    },
  });
  const begin = (/** @type {string} */ words) => posting.begin(words, () => left++);
  return { composer, posting, asked, posted, begin, left: () => left };
}

test("words on a frame that was proven are posted at once", () => {
  const { composer, asked, posted, begin, left } = desk();
  composer.follow(54);
  composer.type(true);
  begin("now");
  assert.deepEqual([posted, asked, left()], [[["now", 54]], [], 1]);
});

test("words on a frame that is not proven wait for it, and are posted once", () => {
  const { composer, asked, posted, begin, left } = desk();
  composer.follow(54, { trusted: false });
  composer.type(true);
  begin("soon");
  assert.deepEqual([posted, asked, left()], [[], [54], 0]);
  composer.follow(54, { trusted: false });
  assert.equal(composer.view.is_missed, false);
  composer.follow(54);
  composer.follow(55);
  assert.deepEqual([posted, left()], [[["soon", 54]], 1]);
});

test("a frame the player cannot show is not posted, and can be asked for again", () => {
  const { composer, posting, asked, posted, begin, left } = desk();
  composer.follow(54, { trusted: false });
  composer.type(true);
  begin("kept");
  composer.follow(54, { trusted: false, given_up: true });
  assert.deepEqual([posted, left(), composer.view.is_missed], [[], 0, true]);
  posting.proveAgain();
  assert.deepEqual([asked, composer.view.is_missed], [[54, 54], false]);
  composer.follow(54);
  assert.deepEqual([posted, composer.view.is_proving], [[], false]);
  begin("kept");
  assert.deepEqual(posted, [["kept", 54]]);
});

test("when the film is moved elsewhere meanwhile the words stay where they were", () => {
  const { composer, posted, begin, left } = desk();
  composer.follow(54, { trusted: false });
  composer.type(true);
  begin("kept");
  composer.follow(90, { trusted: false });
  composer.follow(90);
  assert.deepEqual([posted, left(), composer.view.is_missed], [[], 0, true]);
});

test("words that are changed while they wait are not posted by themselves", () => {
  const { composer, posting, posted, begin } = desk();
  composer.follow(54, { trusted: false });
  composer.type(true);
  begin("half");
  posting.cancel();
  composer.follow(54);
  assert.deepEqual(posted, []);
});

test("both ends of a range are shown before it is posted, its beginning last", () => {
  const { composer, asked, posted, begin } = desk();
  composer.follow(70);
  composer.mark(30, 60);
  begin("range");
  composer.follow(60);
  composer.follow(30);
  assert.deepEqual([asked, posted], [[60, 30], [["range", 30, 60]]]);
});

test("a source that turns out wrong while words wait is left, and the frame proven anew", () => {
  const { composer, posted, begin } = desk();
  composer.follow(54);
  composer.type(true);
  composer.forget();
  begin("again");
  assert.deepEqual(posted, []);
  composer.follow(54, { trusted: false });
  composer.follow(54);
  assert.deepEqual(posted, [["again", 54]]);
});

test("words on a film that has just been stopped go to the frame on which it comes to rest", () => {
  const { composer, asked, posted, begin } = desk();
  composer.follow(99, { playing: true });
  composer.follow(100, { playing: true });
  composer.follow(100, { trusted: false, settling: true });
  composer.hold();
  composer.type(true);
  begin("quick");
  assert.deepEqual([posted, asked], [[], []]);
  composer.follow(101, { trusted: false, settling: true });
  composer.follow(101, { settling: true });
  assert.deepEqual([posted, asked], [[["quick", 101]], []]);
});

test("words wait until it is known which version they are about, and are posted once", () => {
  const { composer, posting, posted, begin, left } = desk(0);
  composer.show(false);
  composer.type(true);
  begin("early");
  posting.goOn();
  assert.deepEqual([posted, left()], [[], 0]);
  composer.showVersion(2);
  posting.goOn();
  assert.deepEqual([posted, left()], [[["early", null]], 1]);
});

test("a frame that the player has given up is said to be missed though nobody had asked for it, until it comes", () => {
  const { composer, posting, asked, posted, begin } = desk();
  composer.follow(54, { trusted: false });
  composer.type(true);
  assert.equal(composer.view.is_missed, false);
  composer.follow(54, { trusted: false, given_up: true });
  assert.equal(composer.view.is_missed, true);
  begin("again");
  assert.deepEqual([asked, composer.view.is_missed, posted], [[54], false, []]);
  posting.cancel();
  composer.follow(54, { trusted: false, given_up: true });
  assert.equal(composer.view.is_missed, true);
  composer.follow(54);
  assert.deepEqual([composer.view.is_missed, composer.view.is_proving], [false, false]);
});

test("words on a film that never comes to rest on a frame do not wait for ever", () => {
  const { composer, posted, begin, left } = desk();
  composer.follow(100, { playing: true });
  composer.follow(100, { trusted: false, settling: true });
  composer.hold();
  composer.type(true);
  begin("kept");
  composer.follow(101, { trusted: false, settling: true });
  composer.follow(101, { trusted: false, settling: true, given_up: true });
  composer.follow(101, { trusted: false, given_up: true });
  assert.deepEqual([posted, left(), composer.view.is_missed], [[], 0, true]);
});

test("words of another version stay in their box until their writer has chosen, then go to what was chosen", () => {
  const { composer, posted, begin, left } = desk();
  composer.showVersion(1);
  composer.follow(40);
  composer.type(true);
  composer.showVersion(2);
  composer.follow(12);
  begin("kept");
  composer.follow(13);
  assert.deepEqual([posted, left(), composer.view.is_urged], [[], 0, true]);
  composer.takeHere();
  assert.deepEqual(posted, []);
  begin("kept");
  assert.deepEqual([posted, left()], [[["kept", 13]], 1]);
});

test("an open range is posted as it stood when it was sent, though each end is shown for its proof", () => {
  const { composer, asked, posted, begin } = desk();
  composer.restore({ version: 1, frame_in: 80, frame_out: null, kind: "fix" });
  composer.follow(50);
  composer.startRange();
  const { label } = composer.view;
  begin("kept");
  composer.follow(80);
  assert.deepEqual([label, asked, posted], ["tc50 – tc80", [80], [["kept", 50, 80]]]);
});

test("going to the frame of an open range leaves the range as it is", () => {
  const { composer, posting } = desk();
  composer.restore({ version: 1, frame_in: 80, frame_out: null, kind: "fix" });
  composer.follow(50);
  composer.startRange();
  posting.proveAgain();
  composer.follow(80);
  assert.equal(composer.view.label, "tc50 – tc80");
});

test("words that follow the playhead stay on the frame on which they were sent", () => {
  const { composer, posted, begin } = desk();
  composer.restore({ version: 1, frame_in: null, frame_out: null, kind: "fix" });
  composer.toggleWhole();
  composer.follow(54, { playing: true, trusted: false });
  begin("kept");
  composer.follow(60, { playing: true });
  assert.deepEqual([composer.view.frame, posted], [54, []]);
  composer.follow(54);
  assert.deepEqual(posted, [["kept", 54]]);
});

test("words that wait when another version comes are not posted about what is on the screen there", () => {
  const { composer, posted, begin, left } = desk();
  composer.follow(40, { trusted: false });
  composer.type(true);
  begin("kept");
  composer.showVersion(2);
  composer.follow(12);
  composer.follow(40);
  assert.deepEqual([posted, left(), composer.view.is_away, composer.view.is_urged], [[], 0, true, true]);
});

test("words that are replaced while others wait are not posted for them", () => {
  const { composer, posting, posted, begin } = desk();
  composer.follow(40, { trusted: false });
  composer.type(true);
  begin("mine");
  posting.keepOnly("mine");
  posting.keepOnly("from the other device");
  composer.follow(40);
  assert.deepEqual(posted, []);
});
