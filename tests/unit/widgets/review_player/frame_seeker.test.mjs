/** A frame is trusted only when it is on the screen, and only the last of many wishes counts. */
import assert from "node:assert/strict";
import test from "node:test";
import { FrameSeeker } from "../../../../videoplanet/widgets/review_player/frame_seeker.js";
import { BlindFilm, elementOf, Film, pass, RATE } from "./film.mjs";

function seekerOf(film = new Film(), frames = 100) {
  /** @type {[number, boolean][]} */
  const told = [];
  /** @type {number[]} */
  const doubts = [];
  const seeker = new FrameSeeker(
    elementOf(film),
    { rate: RATE, frames },
    {
      onChange: ({ frame, trusted }) => told.push([frame, trusted]),
      onDoubt: () => doubts.push(film.sought.length),
    },
  );
  return { film, seeker, told, doubts };
}

test("a frame is trusted when the seek has ended and its picture is shown, in either order", () => {
  const { film, seeker } = seekerOf();
  seeker.request(10);
  film.show(10);
  assert.equal(seeker.trusted, false);
  film.endSeek();
  assert.equal(seeker.trusted, true);
  seeker.request(20);
  film.endSeek();
  assert.equal(seeker.trusted, false);
  film.show(20);
  assert.equal(seeker.trusted, true);
  seeker.dispose();
});

test("wishes are limited to the film", () => {
  const { film, seeker } = seekerOf();
  seeker.request(-5);
  assert.equal(seeker.wanted, 0);
  film.arrive();
  seeker.request(Infinity);
  assert.equal(seeker.wanted, 99);
  seeker.dispose();
});

test("of twenty wishes during one seek only the last is sought", () => {
  const { film, seeker } = seekerOf();
  for (let frame = 1; frame <= 20; frame++) seeker.request(frame);
  assert.deepEqual(film.sought, [1]);
  film.arrive();
  assert.deepEqual(film.sought, [1, 20]);
  assert.equal(seeker.trusted, false);
  film.arrive();
  assert.deepEqual([seeker.wanted, seeker.shown, seeker.trusted], [20, 20, true]);
  seeker.dispose();
});

test("another picture than the wanted one is sought again", () => {
  const { film, seeker } = seekerOf();
  seeker.request(10);
  film.endSeek();
  film.show(11);
  assert.deepEqual(film.sought, [10, 10]);
  assert.equal(seeker.trusted, false);
  film.arrive();
  assert.equal(seeker.trusted, true);
  seeker.dispose();
});

test("a seek that waits for the network gives way to a newer wish", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { film, seeker } = seekerOf();
  seeker.request(90);
  seeker.request(3);
  assert.deepEqual(film.sought, [90]);
  pass(context, 700);
  assert.deepEqual(film.sought, [90, 3]);
  film.arrive();
  assert.deepEqual([seeker.wanted, seeker.trusted], [3, true]);
  seeker.dispose();
});

test("a seek that changes nothing on the screen is trusted by the picture that stayed", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { film, seeker } = seekerOf();
  seeker.request(10);
  film.arrive();
  seeker.request(10);
  film.endSeek();
  assert.equal(seeker.trusted, false);
  pass(context, 300);
  assert.equal(seeker.trusted, true);
  seeker.dispose();
});

test("while the film runs every picture is the frame", async () => {
  const { film, seeker, told } = seekerOf();
  await film.play();
  for (const frame of [4, 5, 7]) film.show(frame);
  assert.deepEqual(told, [
    [4, true],
    [5, true],
    [7, true],
  ]);
  seeker.dispose();
});

test("a file whose first picture comes late counts from that picture", () => {
  const film = new Film();
  film.readyState = 0;
  const { seeker } = seekerOf(film);
  seeker.reset({ isForeign: true });
  seeker.request(10);
  film.readyState = 2;
  film.dispatchEvent(new Event("loadedmetadata"));
  film.show(2);
  assert.deepEqual(film.sought, [12]);
  film.show(12);
  film.endSeek();
  assert.deepEqual([seeker.shown, seeker.trusted], [10, true]);
  seeker.dispose();
});

test("a source that hangs the film on another clock is sought anew by that clock", () => {
  const { film, seeker } = seekerOf();
  seeker.request(10);
  seeker.setClock(0.04);
  assert.deepEqual(film.sought, [10, 11]);
  film.show(11);
  film.endSeek();
  assert.deepEqual([seeker.shown, seeker.trusted], [10, true]);
  seeker.dispose();
});

test("when another source is opened nothing is trusted until the frame is there again", () => {
  const { film, seeker, told } = seekerOf();
  seeker.request(10);
  film.arrive();
  seeker.reset({ isForeign: false });
  assert.deepEqual(told.at(-1), [10, false]);
  film.dispatchEvent(new Event("loadedmetadata"));
  film.arrive();
  assert.deepEqual(told.at(-1), [10, true]);
  seeker.dispose();
});

test("the last picture of a source that is closed already is not taken for one of the next", () => {
  const { film, seeker, told } = seekerOf();
  seeker.request(10);
  film.arrive();
  seeker.reset({ isForeign: false });
  film.readyState = 0;
  film.show(10);
  assert.deepEqual(told.at(-1), [10, false]);
  seeker.dispose();
});

test("a clock that the browser moved by itself is followed", () => {
  const { film, seeker } = seekerOf();
  film.currentTime = 30.5 / 25;
  film.arrive();
  assert.deepEqual([seeker.wanted, seeker.trusted], [30, true]);
  seeker.dispose();
});

/** A file made elsewhere whose first picture was seen. */
function foreign(film = new Film()) {
  film.readyState = 0;
  const opened = seekerOf(film);
  opened.seeker.reset({ isForeign: true });
  film.readyState = 4;
  film.dispatchEvent(new Event("loadedmetadata"));
  film.show(0);
  film.arrive();
  return opened;
}

test("a foreign file whose seeks land on another picture is doubtful, and its frame is never vouched for", () => {
  const { film, seeker, told, doubts } = foreign();
  seeker.request(10);
  told.length = 0;
  for (let attempt = 0; attempt < 3; attempt++) {
    assert.deepEqual(doubts, []);
    film.show(25);
    film.endSeek();
    film.show(25);
  }
  assert.equal(doubts.length, 1);
  assert.ok(told.every(([, trusted]) => !trusted));
  seeker.dispose();
});

test("a foreign file that shows nothing after a seek is doubtful, unless nobody looks at the page", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const hidden = context.mock.property(document, "hidden");
  for (const isHidden of [false, true]) {
    hidden.mock.mockImplementation(isHidden);
    const { film, seeker, doubts } = foreign();
    seeker.request(98);
    for (let attempt = 0; attempt < 3; attempt++) {
      film.endSeek();
      pass(context, 300);
    }
    assert.equal(seeker.trusted, false);
    assert.equal(doubts.length, isHidden ? 0 : 1);
    seeker.dispose();
  }
});

test("pictures of a foreign file that lie between the frames are none of them", async () => {
  const { film, seeker, told, doubts } = foreign();
  await film.play();
  told.length = 0;
  for (const frame of [1.02, 2.4, 3.5, 4.6]) film.show(frame);
  assert.deepEqual(
    told.filter(([, trusted]) => trusted),
    [[1, true]],
  );
  assert.equal(seeker.trusted, false);
  assert.equal(doubts.length, 1);
  seeker.dispose();
});

test("renditions are not doubted: what is missing of them is on its way", () => {
  const { film, seeker, doubts } = seekerOf();
  seeker.request(10);
  for (let attempt = 0; attempt < 3; attempt++) {
    film.show(25);
    film.endSeek();
    film.show(25);
  }
  assert.deepEqual([seeker.trusted, doubts], [false, []]);
  seeker.dispose();
});

test("another picture than the one that was vouched for ends the trust", () => {
  const { film, seeker } = seekerOf();
  seeker.request(10);
  film.arrive();
  film.show(12);
  assert.equal(seeker.trusted, false);
  film.arrive();
  assert.deepEqual([seeker.wanted, seeker.trusted], [10, true]);
  seeker.dispose();
});

test("a frame that cannot be shown is given up at last, and another wish begins anew", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { film, seeker } = seekerOf();
  seeker.request(10);
  for (let attempt = 0; attempt < 100 && !seeker.isGivenUp; attempt++) {
    film.endSeek();
    pass(context, 700);
  }
  assert.equal(seeker.isGivenUp, true);
  seeker.request(11);
  assert.equal(seeker.isGivenUp, false);
  film.arrive();
  assert.equal(seeker.trusted, true);
  seeker.dispose();
});

test("without a sight of the pictures a rendition's seek has to do, and a foreign file's does not", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  for (const isForeign of [false, true]) {
    const film = new BlindFilm();
    film.readyState = 0;
    const { seeker, doubts } = seekerOf(film);
    seeker.reset({ isForeign });
    film.readyState = 4;
    film.dispatchEvent(new Event("loadedmetadata"));
    for (let attempt = 0; attempt < 3; attempt++) {
      film.endSeek();
      pass(context, 300);
    }
    assert.deepEqual([seeker.trusted, doubts.length], isForeign ? [false, 1] : [true, 0]);
    seeker.dispose();
  }
});
