/** How long ago something was goes by the server's clock, whatever the device's says. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { hearClock, serverNow, timeAgo } from "../../../../videoplanet/shared/ui/clock.js";

const HOUR = 3_600_000;
const SERVER = Date.UTC(2026, 10, 26, 20);
const said = new Date(SERVER).toUTCString();

afterEach(() => hearClock(new Date().toUTCString()));

for (const [words, wrong] of /** @type {[string, number][]} */ ([
  ["slow", -5 * HOUR],
  ["fast", 5 * HOUR],
  ["right", 0],
])) {
  test(`on a device whose clock is ${words}`, (context) => {
    context.mock.timers.enable({ apis: ["Date"], now: SERVER + wrong });
    hearClock(said);
    assert.equal(serverNow(), SERVER);
    assert.equal(timeAgo(SERVER - 59_999), "now");
    assert.deepEqual(timeAgo(SERVER - 60_000), { unit: "minute", count: 1 });
    assert.deepEqual(timeAgo(SERVER - 2.5 * HOUR), { unit: "hour", count: 2 });
    assert.deepEqual(timeAgo(SERVER - 49 * HOUR), { unit: "day", count: 2 });
    assert.equal(timeAgo(SERVER - 7 * 24 * HOUR), "long");
    context.mock.timers.tick(HOUR);
    assert.deepEqual(timeAgo(SERVER), { unit: "hour", count: 1 });
  });
}

test("what was written is never told as what is to come, and an answer without a time changes nothing", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: SERVER - 5 * HOUR });
  assert.equal(timeAgo(SERVER + 30 * 24 * HOUR), "now");
  hearClock(said);
  hearClock(null);
  hearClock("noon");
  assert.equal(serverNow(), SERVER);
});
