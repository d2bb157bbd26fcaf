/** What is done on a player by name reaches its own engine, and its frames are written into its own elements. */
import assert from "node:assert/strict";
import test from "node:test";
import "../../browser.mjs";
import { drawn, playerWith } from "./drawn_player.mjs";
import { engineWith, mark, VERSION } from "./engine_stand_in.mjs";

test("choices of menus and sliders reach the engine as what it takes", () => {
  const engine = engineWith();
  const { player } = playerWith(engine);
  player.act("choose_quality", "360");
  player.act("choose_quality", "original");
  player.act("choose_speed", "1.5");
  player.act("choose_sound", "1");
  player.act("set_volume", "40");
  player.act("retry");
  assert.deepEqual(engine.asked, [
    ["quality", 360],
    ["quality", "original"],
    ["speed", 1.5],
    ["sound", 1],
    ["volume", 0.4],
    ["retry"],
  ]);
});

test("two players on one page know nothing of each other", () => {
  const [one, other] = [engineWith(), engineWith({ isPlaying: true })];
  const [first, second] = [playerWith(one), playerWith(other)];
  second.player.act("choose_speed", "2");
  assert.deepEqual([one.asked, other.asked], [[], [["speed", 2]]]);
  assert.deepEqual([first.parts().is_playing, second.parts().is_playing], [false, true]);
});

test("the actions of the keys are done by name, and an unknown name does nothing", () => {
  /** @type {boolean[]} */
  const done = [];
  const { player } = playerWith(engineWith(), { actions: { toggle: (isRepeated) => done.push(isRepeated) } });
  player.act("toggle");
  player.act("waveform");
  assert.deepEqual(done, [false]);
});

test("a click on a crowd means its leader, and with each further click the next", () => {
  const marks = [mark("m0", 0), mark("m1", 1), mark("m2", 2)];
  /** @type {string[]} */
  const chosen = [];
  const { player, surround, parts } = playerWith(engineWith(), { marks, select: ({ id }) => chosen.push(id) });
  player.act("choose_mark", parts().crowds[0].id);
  surround({ selectedId: "m0" });
  player.act("choose_mark", parts().crowds[0].id);
  assert.deepEqual(chosen, ["m0", "m1"]);
});

test("a tap takes the nearest mark within reach", () => {
  const marks = [mark("m10", 10), mark("m20", 20)];
  /** @type {string[]} */
  const chosen = [];
  const { player } = playerWith(engineWith(), { marks, select: ({ id }) => chosen.push(id) });
  assert.deepEqual([player.chooseNear(17, 5), player.chooseNear(40, 5)], [true, false]);
  assert.deepEqual(chosen, ["m20"]);
});

test("each frame is written into the elements, also into one that comes late", () => {
  const { player } = playerWith(engineWith());
  const [played, rail] = [drawn(player, "played"), drawn(player, "rail")];
  const [number, timecode] = [drawn(player, "frame_number"), drawn(player, "timecode")];
  assert.equal(played.style.transform, "scaleX(0.3)");
  assert.deepEqual(rail.attributes, { "aria-valuenow": "30", "aria-valuetext": "00:00:01:05" });
  assert.equal(number.textContent, "F 30");
  assert.deepEqual([timecode.value, timecode.dataset.trusted], ["00:00:01:05", "true"]);
});

test("an entry is gone to, and a wrong one is told until something else is typed", () => {
  const engine = engineWith();
  const { player, parts } = playerWith(engine);
  const field = drawn(player, "timecode");
  const press = (/** @type {string} */ typed) => {
    field.value = typed;
    field.dispatchEvent(Object.assign(new Event("keydown"), { key: "Enter" }));
  };
  field.dispatchEvent(new Event("focus"));
  press("nonsense");
  assert.deepEqual(parts().timecode_problem, { kind: "form", typed: "nonsense", first: "00:00:00:00", last: "00:00:04:00" });
  field.dispatchEvent(new Event("input"));
  assert.equal(parts().timecode_problem.kind, "");
  press("2:00");
  assert.deepEqual(engine.asked, [["seek", 50]]);
});

test("an empty entry is none: the field says the shown frame again", () => {
  const engine = engineWith();
  const { player, parts } = playerWith(engine);
  const field = drawn(player, "timecode");
  field.dispatchEvent(new Event("focus"));
  field.value = " ";
  field.dispatchEvent(Object.assign(new Event("keydown"), { key: "Enter" }));
  assert.deepEqual([field.value, parts().timecode_problem.kind, engine.asked], ["00:00:01:05", "", []]);
});

test("while another version is opened the timecode stays and is not vouched for", () => {
  const { player, surround } = playerWith(engineWith());
  const field = drawn(player, "timecode");
  surround({ engine: null });
  assert.deepEqual([field.value, field.dataset.trusted], ["00:00:01:05", "false"]);
});

test("a poster that does not load is not asked for again", () => {
  const { player, parts } = playerWith(engineWith({ hasPicture: false }));
  assert.equal(parts().poster, "poster.jpg");
  player.act("lose_poster", "poster.jpg");
  assert.equal(parts().poster, "");
});

test("without a film nothing waits and nothing is wrong: the page says why", () => {
  const version = { ...VERSION, hls_url: null };
  const waiting = engineWith({ isWaiting: true });
  assert.deepEqual(playerWith(waiting).parts().is_waiting, true);
  assert.deepEqual(playerWith(waiting, { version }).parts().is_waiting, false);
  const broken = engineWith({ isWaiting: true, source: { notice: "broken" } });
  const { is_waiting, notice } = playerWith(broken).parts();
  assert.deepEqual([is_waiting, notice], [false, "broken"]);
  assert.equal(playerWith(broken, { version }).parts().notice, "");
});

test("that the original's frames are out of place is said once, for a moment", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const engine = engineWith();
  const { parts } = playerWith(engine);
  engine.change({ isOriginalUntrue: true });
  assert.equal(parts().announcement, "original_untrue");
  t.mock.timers.tick(4000);
  assert.equal(parts().announcement, "");
  engine.change({ height: 360 });
  assert.equal(parts().announcement, "");
});

test("the help lists what does something, as keys are written", () => {
  const actions = { toggle: () => {}, previous_frame: () => {}, comment: () => {} };
  const { player, parts } = playerWith(engineWith(), { actions });
  player.act("show_help", true);
  assert.equal(parts().is_help_open, true);
  const { rows } = parts().key_groups[1];
  assert.deepEqual(rows[0], { name: "previous_frame", keys: ["←"] });
  player.act("show_help", false);
  assert.deepEqual([parts().is_help_open, parts().key_groups.length > 0], [false, true]);
});
