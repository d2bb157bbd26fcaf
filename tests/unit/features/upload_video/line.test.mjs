import assert from "node:assert/strict";
import { test } from "node:test";
import { Line, Unreached } from "../../../../videoplanet/features/upload_video/line.js";

const { signal } = new AbortController();
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("pauses grow, end at ten seconds, and end at once when something else got through", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const line = new Line({ random: () => 0.5 });
  let asked = 0;
  let isAway = true;
  const answer = line.keepTrying(async () => {
    asked++;
    if (isAway) throw new Unreached("away");
    return "here";
  }, signal);
  for (const [pause, count] of [
    [0, 1],
    [500, 2],
    [1000, 3],
    [2000, 4],
    [4000, 5],
    [8000, 6],
    [10_000, 7],
    [10_000, 8],
  ]) {
    context.mock.timers.tick(pause);
    await turn();
    assert.equal(asked, count);
  }
  isAway = false;
  await line.keepTrying(async () => "also here", signal);
  assert.deepEqual([await answer, line.isDown, asked], ["here", false, 9]);
});

test("a refusal is an answer: it is not asked again, and the line is there", async () => {
  const line = new Line();
  line.isDown = true;
  await assert.rejects(
    line.keepTrying(() => Promise.reject(new Error("no")), signal),
    { message: "no" },
  );
  assert.equal(line.isDown, false);
});

test("the server's own pause is kept, and told", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const line = new Line();
  let asked = 0;
  const answer = line.keepTrying(async () => {
    if (++asked === 1) throw new Unreached("429", 60);
    return asked;
  }, signal);
  await turn();
  context.mock.timers.tick(59_000);
  await turn();
  assert.deepEqual([asked, line.busySeconds], [1, 60]);
  context.mock.timers.tick(1000);
  assert.equal(await answer, 2);
});

test("who is stopped does not ask again", async () => {
  const line = new Line();
  const stop = new AbortController();
  const answer = line.keepTrying(() => Promise.reject(new Unreached("away")), stop.signal);
  await turn();
  stop.abort();
  await assert.rejects(answer, { name: "AbortError" });
});
