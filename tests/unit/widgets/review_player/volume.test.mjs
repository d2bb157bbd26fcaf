/** How loud films are is remembered in this browser, and muting forgets nothing. */
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";
import { Volume } from "../../../../videoplanet/widgets/review_player/volume.js";
import "../../browser.mjs";
import { elementOf } from "./film.mjs";

/** What one hears. @typedef {EventTarget & {volume: number, muted: boolean}} Sounding */

/** A page is opened: its film sounds as the last one was left. @returns {{film: Sounding, volume: Volume}} */
function opened() {
  const film = Object.assign(new EventTarget(), { volume: 1, muted: false });
  return { film, volume: new Volume(elementOf(film)) };
}

/** @param {Sounding} film */
const heard = ({ volume, muted }) => [volume, muted];

beforeEach(() => localStorage.clear());

test("the volume and whether the film is muted outlive the page", () => {
  const first = opened();
  first.volume.set(0.3);
  first.volume.rest();
  first.volume.toggleMute();
  const second = opened();
  assert.deepEqual(heard(second.film), [0.3, true]);
  second.volume.toggleMute();
  assert.deepEqual(heard(opened().film), [0.3, false]);
});

test("what the browser's own controls change is remembered too", () => {
  const { film, volume } = opened();
  film.volume = 0.7;
  volume.changed();
  assert.deepEqual(heard(opened().film), [0.7, false]);
});

test("a key on the slider of a muted film goes on from where it was", () => {
  const { film, volume } = opened();
  volume.set(0.3);
  volume.rest();
  volume.toggleMute();
  assert.equal(volume.unmuteBy("ArrowDown"), false);
  assert.equal(volume.unmuteBy("ArrowUp"), true);
  assert.deepEqual(heard(film), [0.31, false]);
  assert.equal(volume.unmuteBy("ArrowUp"), false);
});

test("unmuted from nothing the film is as loud as it was last, not as what the slider passed", () => {
  const { film, volume } = opened();
  volume.set(0.3);
  volume.rest();
  for (const passed of [0.2, 0.01, 0]) volume.set(passed);
  volume.rest();
  assert.deepEqual(heard(film), [0, true]);
  const later = opened();
  later.volume.toggleMute();
  assert.deepEqual(heard(later.film), [0.3, false]);
});

test("a storage that is closed or holds something else costs only the memory", (context) => {
  localStorage.setItem("vp_volume", '{"volume": 7}');
  assert.equal(opened().film.volume <= 1, true);
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  context.mock.method(localStorage, "getItem", refuse);
  context.mock.method(localStorage, "setItem", refuse);
  const { volume } = opened();
  volume.set(0.4);
  assert.deepEqual(heard(opened().film), [0.4, false]);
});
