/** Every wish ends: on its frame, or told as given up; whatever events get lost, and never by a frame that was not proven. */
import assert from "node:assert/strict";
import test from "node:test";
import { FrameSeeker } from "../../../../videoplanet/widgets/review_player/frame_seeker.js";
import { elementOf, Film, pass, RATE } from "./film.mjs";

const SECONDS = 60;
const nothing = { length: 0, start: () => 0, end: () => 0 };

/**
 * A seeker on a film that loses events.
 * @param {import("node:test").TestContext} context
 * @param {{film?: Film, arrived?: () => number, onStuck?: (seeker: FrameSeeker, film: Film) => void}} [around]
 */
function lost(context, { film = new Film(), arrived = () => 0, onStuck = () => {} } = {}) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {{frame: number, trusted: boolean, isGivenUp: boolean | undefined}[]} */
  const told = [];
  let opened = 0;
  /** @type {FrameSeeker} */
  const seeker = new FrameSeeker(
    elementOf(film),
    { rate: RATE, frames: 100 },
    {
      onChange: ({ frame, trusted }) => told.push({ frame, trusted, isGivenUp: seeker?.isGivenUp }),
      onStuck() {
        opened++;
        onStuck(seeker, film);
      },
      arrived,
    },
  );
  /** So many seconds pass, or until it has settled.
   * @param {number} seconds @param {(second: number) => unknown} [everySecond] what the film does by itself */
  const wait = (seconds, everySecond = () => {}) => {
    for (let second = 0; second < seconds && !seeker.trusted; second++) {
      everySecond(second);
      pass(context, 1000);
    }
  };
  return { film, seeker, told, wait, opened: () => opened };
}

test("a seek whose end is never told is sought again", (context) => {
  const { film, seeker, wait, opened } = lost(context);
  seeker.request(10);
  wait(SECONDS, () => film.sought.length === 2 && film.arrive());
  assert.deepEqual([seeker.trusted, film.sought, opened()], [true, [10, 10], 0]);
  seeker.dispose();
});

test("a picture that is never told is sought again, and the seek alone proves nothing", (context) => {
  const { film, seeker, told, wait } = lost(context);
  seeker.request(20);
  let seeks = 0;
  wait(SECONDS, () => {
    if (film.sought.length === seeks) return;
    seeks = film.sought.length;
    if (seeks < 9) film.endSeek();
    else film.arrive();
  });
  assert.deepEqual([seeker.trusted, seeker.shown], [true, 20]);
  assert.ok(told.slice(0, -1).every(({ trusted }) => !trusted));
  seeker.dispose();
});

test("a source that answers no seek is opened anew", (context) => {
  const { film, seeker, wait, opened } = lost(context, {
    onStuck(seeker, film) {
      seeker.reset({ isForeign: false });
      film.dispatchEvent(new Event("loadedmetadata"));
    },
  });
  seeker.request(10);
  wait(SECONDS, () => opened() && film.arrive());
  assert.deepEqual([seeker.trusted, opened()], [true, 1]);
  seeker.dispose();
});

test("a source that never opens is opened anew", (context) => {
  const film = new Film();
  film.readyState = 0;
  film.buffered = nothing;
  const { seeker, wait, opened } = lost(context, {
    film,
    onStuck(seeker, film) {
      film.readyState = 1;
      seeker.reset({ isForeign: false });
      film.dispatchEvent(new Event("loadedmetadata"));
    },
  });
  seeker.request(10);
  wait(SECONDS, () => opened() && film.arrive());
  assert.deepEqual([seeker.trusted, film.sought], [true, [10]]);
  seeker.dispose();
});

test("what never comes is told once as given up, goes on being tried, and counts when it comes after all", (context) => {
  const { film, seeker, told, wait, opened } = lost(context);
  seeker.request(10);
  wait(SECONDS);
  const end = told.filter(({ isGivenUp }) => isGivenUp);
  assert.deepEqual([seeker.trusted, seeker.isGivenUp, end.length], [false, true, 1]);
  assert.ok(opened() >= 2);
  const before = film.sought.length;
  wait(SECONDS);
  assert.ok(film.sought.length > before);
  film.arrive();
  assert.deepEqual([seeker.trusted, seeker.isGivenUp], [true, false]);
  seeker.dispose();
});

test("what was given up stays told while its source is opened anew, and not when somebody acts", (context) => {
  const { seeker, told, wait } = lost(context, { onStuck: (seeker) => seeker.reset({ isForeign: false }) });
  seeker.request(10);
  wait(2 * SECONDS);
  const first = told.findIndex(({ isGivenUp }) => isGivenUp);
  assert.ok(first > 0 && told.slice(first).every(({ isGivenUp }) => isGivenUp));
  seeker.hope();
  assert.equal(seeker.isGivenUp, false);
  wait(SECONDS);
  assert.equal(seeker.isGivenUp, true);
  seeker.request(11);
  assert.equal(seeker.isGivenUp, false);
  seeker.dispose();
});

test("a slow line is not disturbed while something arrives, and is told of nevertheless", (context) => {
  const film = new Film();
  film.buffered = nothing;
  let bytes = 0;
  const { seeker, wait, opened } = lost(context, { film, arrived: () => bytes });
  seeker.request(10);
  wait(30, () => (bytes += 1000));
  assert.deepEqual([film.sought, opened(), seeker.isGivenUp], [[10], 0, false]);
  wait(30, () => (bytes += 1000));
  assert.deepEqual([film.sought, opened(), seeker.isGivenUp], [[10], 0, true]);
  seeker.dispose();
});

test("a film that has arrived and does not move is helped although more of it arrives", (context) => {
  let bytes = 0;
  const { film, seeker, wait } = lost(context, { arrived: () => bytes });
  seeker.request(10);
  wait(SECONDS, () => {
    bytes += 1000;
    if (film.sought.length > 1) film.arrive();
  });
  assert.equal(seeker.trusted, true);
  seeker.dispose();
});

test("while nobody looks at the page nothing is done and nothing told; then it goes on", (context) => {
  const hidden = context.mock.property(document, "hidden", true);
  const { film, seeker, wait, opened } = lost(context);
  seeker.request(10);
  wait(2 * SECONDS);
  assert.deepEqual([film.sought, opened(), seeker.isGivenUp], [[10], 0, false]);
  hidden.mock.mockImplementation(false);
  document.dispatchEvent(new Event("visibilitychange"));
  wait(SECONDS, () => film.sought.length > 1 && film.arrive());
  assert.equal(seeker.trusted, true);
  seeker.dispose();
});

test("a picture that another frame takes the place of is sought again for as long as it takes", (context) => {
  const { film, seeker, told, wait } = lost(context);
  seeker.request(10);
  wait(SECONDS, () => {
    film.show(11);
    film.endSeek();
  });
  assert.deepEqual([seeker.trusted, seeker.isGivenUp], [false, true]);
  assert.ok(told.every(({ trusted }) => !trusted));
  film.arrive();
  assert.equal(seeker.trusted, true);
  seeker.dispose();
});

test("a running film's seek that is lost is sought again too", async (context) => {
  const { film, seeker, wait } = lost(context);
  await film.play();
  film.show(3);
  seeker.request(50);
  wait(SECONDS, () => film.sought.length > 1 && film.arrive());
  assert.deepEqual([seeker.trusted, seeker.wanted], [true, 50]);
  seeker.dispose();
});

test("the first picture of a foreign file that runs already is not taken for frame 0", (context) => {
  const film = new Film();
  film.readyState = 0;
  const { seeker } = lost(context, { film });
  seeker.reset({ isForeign: true });
  film.readyState = 4;
  film.paused = false;
  film.show(7);
  assert.deepEqual([film.sought, seeker.shown], [[0], null]);
  film.show(7);
  film.endSeek();
  assert.equal(seeker.shown, 7);
  seeker.dispose();
});
