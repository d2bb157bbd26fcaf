/** The original is left for the ladder once its frames were found to be elsewhere, on the same frame and for good. */
import assert from "node:assert/strict";
import test from "node:test";
import { elementOf } from "./film.mjs";
import { FilmSource } from "../../../../videoplanet/widgets/review_player/film_source.js";

/** @typedef {import("../../../../videoplanet/widgets/review_player/film_source.js").Addresses} Addresses */

const HLS = "/media/1/hls/master.m3u8";
const ORIGINAL = "/media/1/original";

class Screen extends EventTarget {
  src = "";
  /** @type {{code: number} | null} */
  error = null;
  paused = true;
  hasAttribute = () => Boolean(this.src);
  removeAttribute = () => (this.src = "");
  load() {}
}

/** What the film's address answers. @param {import("node:test").TestContext} context @param {number} status */
function answering({ mock }, status) {
  mock.method(globalThis, "fetch", async () => new Response(null, { status }));
}

let films = 0;

/** @param {Addresses} addresses @param {string} [id] */
function room(addresses, id = `film ${films++}`) {
  const video = new Screen();
  const told = { resets: /** @type {boolean[]} */ ([]), replaced: 0 };
  const reset = (/** @type {{isForeign: boolean}} */ { isForeign }) => told.resets.push(isForeign);
  const seeker = { wanted: 0, wantedSeconds: 0, reset, request() {}, setClock() {}, retry() {}, hope() {} };
  const events = { onChange() {}, onExpired() {}, onReplace: () => told.replaced++ };
  const source = new FilmSource(elementOf(video), seeker, events, id);
  source.setAddresses(addresses);
  return { source, video, told, id };
}

test("a doubtful original gives way to the ladder and is not offered again", () => {
  const { source, told, id } = room({ hls: HLS, original: ORIGINAL });
  source.choose("original");
  assert.deepEqual([source.state.kind, source.state.hasOriginal, told.resets.at(-1)], ["original", true, true]);
  source.distrust();
  const { kind, choice, hasOriginal, isOriginalUntrue } = source.state;
  assert.deepEqual([kind, choice, hasOriginal, isOriginalUntrue], ["hls", "auto", false, true]);
  assert.equal(told.resets.at(-1), false);
  source.choose("original");
  assert.equal(source.state.kind, "hls");
  source.dispose();
  const again = room({ hls: HLS, original: ORIGINAL }, id);
  assert.equal(again.source.state.hasOriginal, false);
  again.source.dispose();
});

test("without a ladder a doubtful original stays until there is one", () => {
  const { source, told } = room({ hls: null, original: ORIGINAL });
  source.distrust();
  source.distrust();
  assert.deepEqual([source.state.kind, told.replaced], ["original", 1]);
  source.setAddresses({ hls: "/media/1/hls/first.m3u8", original: ORIGINAL });
  assert.equal(source.state.kind, "hls");
  source.dispose();
});

test("an original that is no longer offered is left", () => {
  const { source } = room({ hls: HLS, original: ORIGINAL });
  source.choose("original");
  source.setAddresses({ hls: HLS, original: null });
  assert.deepEqual([source.state.kind, source.state.hasOriginal], ["hls", false]);
  source.dispose();
});

test("an original that cannot be decoded is left at the first failure, a broken transfer is forgiven", async (context) => {
  answering(context, 206);
  for (const [code, kind] of /** @type {[number, string][]} */ ([
    [3, "hls"],
    [4, "hls"],
    [2, "original"],
  ])) {
    const { source, video } = room({ hls: HLS, original: ORIGINAL });
    source.choose("original");
    video.error = { code };
    video.dispatchEvent(new Event("error"));
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(source.state.kind, kind, String(code));
    source.dispose();
  }
});

test("renditions are never left on a doubt", () => {
  const { source, told } = room({ hls: HLS, original: ORIGINAL });
  source.distrust();
  assert.deepEqual([source.state.kind, source.state.isOriginalUntrue, told.replaced], ["hls", false, 1]);
  source.dispose();
});

test("an original that shows nothing is opened anew, then left for the ladder without being called untrue", () => {
  const { source, told, id } = room({ hls: HLS, original: ORIGINAL });
  source.choose("original");
  const before = told.replaced;
  source.revive();
  assert.deepEqual([source.state.kind, told.replaced], ["original", before + 1]);
  source.revive();
  assert.deepEqual([source.state.kind, source.state.hasOriginal, source.state.isOriginalUntrue], ["hls", false, false]);
  source.dispose();
  const again = room({ hls: HLS, original: ORIGINAL }, id);
  assert.equal(again.source.state.hasOriginal, true);
  again.source.dispose();
});

test("what is told to keep the film from playing has its own way out, and is not opened anew beside it", async (context) => {
  answering(context, 503);
  const { source, video, told } = room({ hls: null, original: ORIGINAL });
  video.error = { code: 2 };
  video.dispatchEvent(new Event("error"));
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(source.state.notice, "offline");
  const before = told.replaced;
  source.revive();
  assert.equal(told.replaced, before);
  source.dispose();
});

test("what arrives of the original is counted", () => {
  const { source, video } = room({ hls: HLS, original: ORIGINAL });
  source.choose("original");
  const before = source.arrived();
  video.dispatchEvent(new Event("progress"));
  assert.notEqual(source.arrived(), before);
  source.dispose();
});
