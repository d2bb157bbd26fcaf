/** How loud films are is remembered in this browser, and muting forgets nothing. */
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";
import "../../browser.mjs";
import { elementOf } from "./film.mjs";

/** What one hears. @typedef {EventTarget & {volume: number, muted: boolean}} Sounding */

const MODULE = "../../../../videoplanet/widgets/review_player/volume.js";
let pages = 0;

/** A page is opened, with scripts of its own: only the storage outlives it. */
async function page() {
  /** @type {typeof import("../../../../videoplanet/widgets/review_player/volume.js")} */
  const { Volume } = await import(`${MODULE}?page=${pages++}`);
  return () => {
    /** @type {Sounding} */
    const film = Object.assign(new EventTarget(), { volume: 1, muted: false });
    return { film, volume: new Volume(elementOf(film)) };
  };
}

/** A film on a page of its own. */
const opened = async () => (await page())();

/** @param {Sounding} film */
const heard = ({ volume, muted }) => [volume, muted];

beforeEach(() => localStorage.clear());

test("the volume and whether the film is muted outlive the page", async () => {
  const first = await opened();
  first.volume.set(0.3);
  first.volume.rest();
  first.volume.toggleMute();
  const second = await opened();
  assert.deepEqual(heard(second.film), [0.3, true]);
  second.volume.toggleMute();
  assert.deepEqual(heard((await opened()).film), [0.3, false]);
});

test("what the browser's own controls change is remembered too", async () => {
  const { film, volume } = await opened();
  film.volume = 0.7;
  volume.changed();
  assert.deepEqual(heard((await opened()).film), [0.7, false]);
});

test("a key on the slider of a muted film goes on from where it was", async () => {
  const { film, volume } = await opened();
  volume.set(0.3);
  volume.rest();
  volume.toggleMute();
  assert.equal(volume.unmuteBy("ArrowDown"), false);
  assert.equal(volume.unmuteBy("ArrowUp"), true);
  assert.deepEqual(heard(film), [0.31, false]);
  assert.equal(volume.unmuteBy("ArrowUp"), false);
});

test("unmuted from nothing the film is as loud as it was last, not as what the slider passed", async () => {
  const { film, volume } = await opened();
  volume.set(0.3);
  volume.rest();
  for (const passed of [0.2, 0.01, 0]) volume.set(passed);
  volume.rest();
  assert.deepEqual(heard(film), [0, true]);
  const later = await opened();
  later.volume.toggleMute();
  assert.deepEqual(heard(later.film), [0.3, false]);
});

test("a storage that is closed or holds something else costs only the memory", async (context) => {
  localStorage.setItem("vp_volume", '{"volume": 7}');
  assert.deepEqual(heard((await opened()).film), [1, false]);
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  context.mock.method(localStorage, "getItem", refuse);
  context.mock.method(localStorage, "setItem", refuse);
  const another = await page();
  another().volume.set(0.4);
  assert.deepEqual(heard(another().film), [0.4, false]);
});
