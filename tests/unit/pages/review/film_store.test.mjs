import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { FilmStore } from "../../../../videoplanet/pages/review/film_store.js";
import { reachedOf, tellReached } from "../../../../videoplanet/shared/ui/reached.js";
import { timecodeOf, sameMoment } from "../../../../videoplanet/widgets/review_player/timecode.js";

/** @typedef {import("../../../../videoplanet/pages/review/film_store.js").Version} Version */
/** @typedef {import("../../../../videoplanet/pages/review/preparation.js").Told} Told */

/** @type {FilmStore[]} */
const films = [];
afterEach(() => {
  for (const film of films.splice(0)) film.close();
});

/** @param {number} number @param {Partial<Version>} [changes] @returns {Version} */
function version(number, changes = {}) {
  return {
    id: `version-${number}`,
    number,
    status: "ready",
    progress: 100,
    error_code: null,
    filename: "film.mov",
    sha256: null,
    width: 1920,
    height: 1080,
    video_codec: "h264",
    start_timecode: "00:00:00:00",
    poster_url: null,
    created_at: "2026-11-23T10:00:00Z",
    rate: { num: 25, den: 1 },
    duration_frames: 133,
    start_frame: 0,
    is_drop_frame: false,
    audio_codec: "aac",
    hls_url: `/media/${number}/hls/master.m3u8`,
    original_url: null,
    size: 5_200_000,
    ...changes,
  };
}

/** @param {Version[]} versions @param {number | null} [wanted] */
async function opened(versions, wanted = null) {
  /** @type {import("../../../../videoplanet/pages/review/film_store.js").Video & {refusal?: Error}} */
  const stack = { id: "film", project_id: "project", title: "Film", versions };
  /** @type {string[]} */
  const asked = [];
  const api = {
    get: async (/** @type {string} */ path) => {
      asked.push(path);
      if (stack.refusal) throw stack.refusal;
      return { ...stack, versions: [...stack.versions] };
    },
    refusalOf: (/** @type {unknown} */ error) => (error instanceof Error && "code" in error ? { code: String(error.code) } : null),
  };
  const film = new FilmStore({ videoId: "film", wanted, api, timecode: { timecodeOf, sameMoment } });
  films.push(film);
  await film.load();
  return { film, stack, asked };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("the newest version that can be watched is on the screen, or the one that the address names", async () => {
  const versions = [version(1), version(2), version(3, { status: "processing", progress: 10, hls_url: null })];
  assert.equal((await opened(versions)).film.view.number, 2);
  assert.equal((await opened(versions, 1)).film.view.number, 1);
  assert.equal((await opened(versions, 9)).film.view.number, 2);
});

test("a version that arrives is told of and does not replace the one that is watched", async () => {
  const { film, stack } = await opened([version(1)]);
  stack.versions.push(version(2));
  film.offer({ type: "version.ready", video_id: "film", payload: { version: { number: 2 } } });
  await settled();
  assert.deepEqual([film.view.number, film.view.newer], [1, 2]);
  film.choose(2);
  assert.deepEqual([film.view.number, film.view.newer], [2, 0]);
});

test("a newer version that was passed over is told of no more, and the next one is", async () => {
  const { film, stack } = await opened([version(1)]);
  const arrive = async (/** @type {number} */ number) => {
    stack.versions.push(version(number));
    film.offer({ type: "version.ready", video_id: "film", payload: { version: { number } } });
    await settled();
  };
  await arrive(2);
  film.passOver();
  assert.deepEqual([film.view.number, film.view.newer], [1, 0]);
  await film.load();
  assert.equal(film.view.newer, 0);
  await arrive(3);
  assert.equal(film.view.newer, 3);
});

test("a newer version is told of for some seconds, and then waits at the button of the versions", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { film, stack } = await opened([version(1)]);
  stack.versions.push(version(2));
  film.offer({ type: "version.ready", video_id: "film", payload: { version: { number: 2 } } });
  await settled();
  context.mock.timers.tick(9_000);
  assert.deepEqual([film.view.newer, film.view.waiting, film.view.ahead], [2, 2, 0]);
  context.mock.timers.tick(1_000);
  assert.deepEqual([film.view.newer, film.view.waiting], [0, 2]);
  film.choose(2);
  assert.deepEqual([film.view.newer, film.view.waiting], [0, 0]);
});

test("a guest's newer version, which is not in the list yet, is reached from the button of the versions", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { film, stack } = await opened([version(1)]);
  film.offer({ type: "access.moved", payload: { version: 2 } });
  context.mock.timers.tick(10_000);
  assert.deepEqual([film.view.newer, film.view.waiting, film.view.ahead, film.view.number], [0, 2, 2, 1]);
  stack.versions = [version(2)];
  film.choose(film.view.ahead);
  await settled();
  assert.deepEqual([film.view.waiting, film.view.ahead, film.view.number], [0, 0, 2]);
});

test("progress is shown without asking the server", async () => {
  const { film, asked } = await opened([version(1, { status: "processing", progress: 5, hls_url: null })]);
  film.offer({ type: "version.progress", video_id: "film", payload: { version: { number: 1, progress: 40 } } });
  assert.equal(film.view.version?.progress, 40);
  assert.equal(asked.length, 1);
});

test("what does not change keeps its identity, so that the player goes on playing", async () => {
  const { film } = await opened([version(1), version(2)]);
  const { version: before, timecodeOf: writing } = film.view;
  film.offer({ type: "version.progress", video_id: "film", payload: { version: { number: 1, progress: 50 } } });
  assert.equal(film.view.version, before);
  assert.equal(film.view.timecodeOf, writing);
  assert.equal(writing(54), "00:00:02:04");
});

test("a deleted video and an ended access take the film away", async () => {
  for (const frame of [
    { type: "video.delete", video_id: "film", payload: {} },
    { type: "access.ended", payload: { code: "video.deleted" } },
  ]) {
    const { film } = await opened([version(1)]);
    film.offer(frame);
    assert.deepEqual([film.view.state, film.view.code, film.view.version], ["gone", "video.deleted", null]);
  }
});

test("what is told of another room that the page is in changes nothing here", async () => {
  const { film, asked } = await opened([version(1)]);
  for (const video_id of ["another", null]) {
    film.offer({ type: "access.ended", video_id, payload: { code: "not_found" } });
    film.offer({ type: "access.moved", video_id, payload: { version: 2 } });
    film.offer({ type: "video.delete", video_id, payload: {} });
  }
  assert.deepEqual([film.view.state, film.view.ahead, asked.length], ["ready", 0, 1]);
});

test("a refusal says why", async () => {
  const { film, stack } = await opened([version(1)]);
  stack.refusal = Object.assign(new Error(), { code: "share.revoked" });
  await film.load();
  assert.deepEqual([film.view.state, film.view.code], ["gone", "share.revoked"]);
});

test("news of the preparation is laid over what the server said, and never goes back", async () => {
  const preparing = version(1, { status: "processing", progress: 40, hls_url: null });
  const { film, asked } = await opened([preparing]);
  const tell = (/** @type {Partial<Told>} */ told) =>
    film.offer({ type: "version.progress", video_id: "film", payload: { version: { number: 1, ...told } } });
  tell({ progress: 38, seconds_left: 70, stage: "first" });
  const { progress, seconds_left: left, stage } = film.view.version ?? {};
  assert.deepEqual([progress, left, stage, asked.length], [40, 70, "first", 1]);
});

test("a size that can be watched now is asked for, once", async () => {
  const { film, stack, asked } = await opened([version(1, { status: "processing", hls_url: null, rungs: [] })]);
  stack.versions = [version(1, { status: "processing", hls_url: "/media/1/hls/first.m3u8", rungs: ["360p"] })];
  const news = { type: "version.progress", video_id: "film", payload: { version: { number: 1, rungs: ["360p"] } } };
  for (const each of [news, news, news]) film.offer(each);
  await settled();
  film.offer(news);
  await settled();
  assert.equal(asked.length, 2);
  assert.equal(film.view.version?.hls_url, "/media/1/hls/first.m3u8");
});

test("an original that was proven, or withdrawn, is asked about, once", async () => {
  const { film, stack, asked } = await opened([
    version(1, { status: "processing", hls_url: null, original_url: null, is_playable: false }),
  ]);
  const tell = async (/** @type {Partial<Told>} */ told) => {
    film.offer({ type: "version.progress", video_id: "film", payload: { version: { number: 1, rungs: [], ...told } } });
    await settled();
  };
  stack.versions = [version(1, { status: "processing", hls_url: null, original_url: "/media/1/original", is_playable: true })];
  for (const progress of [1, 2, 3]) await tell({ progress, is_playable: true });
  assert.deepEqual([asked.length, film.view.version?.original_url], [2, "/media/1/original"]);
  stack.versions = [version(1, { status: "processing", hls_url: null, original_url: null, is_playable: false })];
  for (const progress of [4, 5]) await tell({ progress, is_playable: false });
  assert.deepEqual([asked.length, film.view.version?.original_url], [3, null]);
});

test("a poster that is there now is asked for, once", async () => {
  const { film, stack, asked } = await opened([version(1, { status: "processing", hls_url: null, poster_url: null })]);
  stack.versions = [version(1, { status: "processing", hls_url: null, poster_url: "/media/1/poster.jpg" })];
  for (const progress of [1, 2, 3]) {
    const news = { number: 1, progress, rungs: [], has_poster: true };
    film.offer({ type: "version.progress", video_id: "film", payload: { version: news } });
    await settled();
  }
  assert.deepEqual([asked.length, film.view.version?.poster_url], [2, "/media/1/poster.jpg"]);
});

test("a version is as far in the room as wherever else the page shows it", async () => {
  const stack = {
    id: "film",
    project_id: "project",
    title: "Film",
    versions: [version(1, { status: "processing", progress: 9, hls_url: null })],
  };
  const api = { get: async () => stack, refusalOf: () => null };
  const film = new FilmStore({
    videoId: "film",
    wanted: null,
    api,
    timecode: { timecodeOf, sameMoment },
    shared: { reachedOf, tellReached },
  });
  await film.load();
  assert.equal(reachedOf("film/v1")?.percent, 9);
  tellReached("film/v1", 17, 30);
  film.hearReached();
  assert.deepEqual([film.view.version?.progress, film.view.version?.seconds_left], [17, 30]);
  assert.equal(film.view.versions[0].progress, 17);
});

test("after a failure and another try the progress begins anew", async () => {
  const { film, stack } = await opened([version(1, { status: "processing", progress: 0, hls_url: null })]);
  film.offer({ type: "version.progress", video_id: "film", payload: { version: { number: 1, progress: 80 } } });
  stack.versions = [version(1, { status: "processing", progress: 3, hls_url: null })];
  film.offer({ type: "version.retry", video_id: "film", payload: { version: { number: 1 } } });
  await settled();
  assert.equal(film.view.version?.progress, 3);
});

test("who is shown another version from now on goes on watching, and is asked to go on to it", async () => {
  const { film, stack, asked } = await opened([version(2)]);
  stack.versions = [version(3)];
  film.offer({ type: "access.moved", video_id: "film", payload: { version: 3 } });
  assert.deepEqual([film.view.number, film.view.newer, asked.length], [2, 3, 1]);
  film.choose(3);
  await settled();
  assert.deepEqual([film.view.number, film.view.newer, asked.length], [3, 0, 2]);
});

test("who could watch nothing is shown the other version at once", async () => {
  const { film, stack } = await opened([version(1, { status: "processing", hls_url: null })]);
  stack.versions = [version(2)];
  film.offer({ type: "access.moved", video_id: "film", payload: { version: 2 } });
  await settled();
  assert.deepEqual([film.view.number, film.view.newer], [2, 0]);
});

test("a frame of another version has its own timecode, and its moment in the version on the screen", async () => {
  const ntsc = { rate: { num: 30000, den: 1001 }, is_drop_frame: true };
  const { film } = await opened([version(1), version(2, ntsc), version(3, { rate: null })], 2);
  const { moments } = film.view;
  assert.equal(moments.timecodeOf(1, 54), "00:00:02:04");
  assert.equal(film.view.timecodeOf(moments.frameHere(1, 54)), "00:00:02;04");
  assert.deepEqual([moments.timecodeOf(3, 54), moments.frameHere(3, 54), moments.frameHere(2, 54)], ["", 54, 54]);
  await film.load();
  assert.equal(film.view.moments, moments);
  film.choose(1);
  assert.equal(film.view.moments.frameHere(2, 64), 53);
});
