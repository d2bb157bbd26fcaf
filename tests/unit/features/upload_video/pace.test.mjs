import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "../../../../videoplanet/features/upload_video/pace.js";

test("speed is told once it is known, over the last seconds only, and tells how long the rest takes", () => {
  let now = 0;
  const pace = new Pace(() => now);
  assert.deepEqual([pace.speed, pace.secondsFor(100)], [0, null]);
  for (now = 0; now <= 4000; now += 500) pace.add(500);
  now = 4000;
  assert.equal(pace.speed, 1000);
  assert.equal(pace.secondsFor(2500), 3);
  now = 20_000;
  assert.deepEqual([pace.speed, pace.secondsFor(1)], [0, null]);
});

test("bytes that have to be sent again do not make it negative, and a pause is forgotten", () => {
  let now = 0;
  const pace = new Pace(() => now);
  for (now = 0; now <= 3000; now += 1000) pace.add(now === 2000 ? -5000 : 1000);
  now = 3000;
  assert.ok(pace.speed > 0);
  pace.forget();
  assert.equal(pace.speed, 0);
});
