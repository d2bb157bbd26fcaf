/** What one player publishes, and what its browser remembers. */
import assert from "node:assert/strict";
import test from "node:test";
import "../../browser.mjs";
import { Published } from "../../../../videoplanet/widgets/review_player/published.js";
import { RememberedSwitch } from "../../../../videoplanet/widgets/review_player/remembered_switch.js";

test("what says the same as before is not told again, and stays the same object", () => {
  const published = new Published({ rows: [{ value: "auto" }], is_playing: false, other: 1 });
  const { rows } = published.parts;
  let told = 0;
  const stop = published.subscribe(() => told++);
  published.publish({ rows: [{ value: "auto" }], is_playing: false });
  assert.equal(told, 0);
  published.publish({ rows: [{ value: "auto" }], is_playing: true });
  assert.equal(told, 1);
  assert.equal(published.parts.rows, rows);
  assert.deepEqual(published.parts, { rows: [{ value: "auto" }], is_playing: true, other: 1 });
  stop();
  published.publish({ is_playing: false });
  assert.equal(told, 1);
});

test("a switch is on until it is switched off, and is remembered", () => {
  const words = { on: "shown", off: "hidden" };
  const shown = new RememberedSwitch("a_switch", words);
  let told = 0;
  shown.subscribe(() => told++);
  assert.equal(shown.isOn, true);
  shown.toggle();
  assert.deepEqual([shown.isOn, localStorage.getItem("a_switch"), told], [false, "hidden", 1]);
  assert.equal(new RememberedSwitch("a_switch", words).isOn, false);
  localStorage.removeItem("a_switch");
});

test("where nothing can be remembered a switch holds for this visit", ({ mock }) => {
  const refuse = () => {
    throw new Error("forbidden");
  };
  for (const name of /** @type {const} */ (["getItem", "setItem"])) mock.method(localStorage, name, refuse);
  const pauses = new RememberedSwitch("another_switch", { on: "on", off: "off" });
  pauses.set(false);
  assert.equal(pauses.isOn, false);
});
