/** Playing, shuttling, looping and ranges, in frames. */
import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import { FrameSeeker } from "../../../../videoplanet/widgets/review_player/frame_seeker.js";
import { Transport } from "../../../../videoplanet/widgets/review_player/transport.js";
import { elementOf, Film, RATE } from "./film.mjs";

/** @type {FrameSeeker[]} */
const seekers = [];
afterEach(() => {
  for (const seeker of seekers.splice(0)) seeker.dispose();
});

function transportOf(frames = 100) {
  const film = new Film();
  /** @type {Transport | undefined} */
  let transport;
  const seeker = new FrameSeeker(
    elementOf(film),
    { rate: RATE, frames },
    { onChange: ({ frame, trusted }) => trusted && transport?.played(frame) },
  );
  seekers.push(seeker);
  transport = new Transport(elementOf(film), seeker, () => {});
  return { film, seeker, transport };
}

test("L runs faster with each press, J brings it back and then backwards, K stops", () => {
  const { film, transport } = transportOf();
  transport.shuttleTo(1);
  assert.equal(film.playbackRate, 1);
  transport.shuttleTo(1);
  transport.shuttleTo(1);
  assert.equal(film.playbackRate, 4);
  transport.shuttleTo(-1);
  assert.equal(film.playbackRate, 2);
  transport.shuttleTo(-1);
  transport.shuttleTo(-1);
  assert.equal(transport.effectiveSpeed, -1);
  assert.equal(film.paused, true);
  assert.equal(transport.isPlaying, true);
  transport.pause();
  assert.equal(transport.isPlaying, false);
  transport.dispose();
});

test("another version is watched as the last one was", () => {
  const [before, after] = [transportOf(), transportOf()];
  before.transport.setSpeed(1.5);
  before.transport.toggleLoop();
  after.transport.takeOver(before.transport.manner);
  after.transport.play();
  assert.deepEqual([after.film.playbackRate, after.transport.isLooping], [1.5, true]);
  before.transport.dispose();
  after.transport.dispose();
});

test("the menu's speed counts in the shuttle, within what browsers play", () => {
  const { film, transport } = transportOf();
  transport.setSpeed(0.5);
  transport.shuttleTo(1);
  assert.equal(film.playbackRate, 0.5);
  transport.shuttleTo(1);
  assert.equal(film.playbackRate, 1);
  transport.setSpeed(2);
  transport.shuttleTo(1);
  transport.shuttleTo(1);
  assert.equal(film.playbackRate, 16);
  transport.dispose();
});

test("play begins again where the film has ended", () => {
  const { film, seeker, transport } = transportOf();
  seeker.request(99);
  film.arrive();
  transport.play();
  assert.equal(seeker.wanted, 0);
  transport.dispose();
});

test("a loop goes back to its first frame when the last is shown", () => {
  const { film, seeker, transport } = transportOf();
  transport.setRange({ in: 10, out: 20 });
  transport.toggleLoop();
  seeker.request(15);
  film.arrive();
  transport.play();
  film.show(19);
  assert.equal(seeker.wanted, 19);
  film.show(20);
  assert.equal(seeker.wanted, 10);
  assert.equal(transport.isPlaying, true);
  transport.dispose();
});

test("the ends of a range that were marked in the wrong order change places, and both can be cleared", () => {
  const { transport } = transportOf();
  transport.setRange({ in: 10 });
  transport.setRange({ out: 20 });
  assert.deepEqual(transport.range, { in: 10, out: 20 });
  transport.setRange({ in: 30 });
  assert.deepEqual(transport.range, { in: 20, out: 30 });
  transport.setRange({ out: 5 });
  assert.deepEqual(transport.range, { in: 5, out: 20 });
  transport.setRange({ in: null, out: null });
  assert.deepEqual(transport.range, { in: null, out: null });
  transport.dispose();
});

test("steps count from the frame that was last wished for, however fast they come", () => {
  const { film, seeker, transport } = transportOf();
  for (let press = 0; press < 20; press++) transport.step(1);
  assert.equal(seeker.wanted, 20);
  transport.step(-50);
  assert.equal(seeker.wanted, 0);
  film.arrive();
  transport.dispose();
});

test("the film goes on after another source was opened, unless it was paused meanwhile", () => {
  const { film, transport } = transportOf();
  transport.play();
  transport.sourceReplaced();
  film.pause();
  assert.equal(transport.isPlaying, true);
  film.dispatchEvent(new Event("canplay"));
  assert.equal(film.paused, false);
  transport.sourceReplaced();
  film.pause();
  transport.pause();
  film.dispatchEvent(new Event("canplay"));
  assert.equal(film.paused, true);
  transport.dispose();
});
