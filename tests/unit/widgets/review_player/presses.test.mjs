/** What only closes a menu or brings the controls back reaches neither the picture nor the timeline. */
import assert from "node:assert/strict";
import test from "node:test";
import "../../browser.mjs";
import { ControlsAside } from "../../../../videoplanet/widgets/review_player/controls_aside.js";
import { isMenuOpen } from "../../../../videoplanet/widgets/review_player/presses.js";
import { drawn, playerWith } from "./drawn_player.mjs";
import { engineWith } from "./engine_stand_in.mjs";

const press = () => window.dispatchEvent(new Event("pointerdown"));

/** A menu is open, or not. @param {import("node:test").TestContext} context */
function menuOf({ mock }) {
  const menu = { isOpen: true };
  mock.method(document, "querySelector", () => (menu.isOpen ? {} : null));
  return menu;
}

test("a press that closes a menu neither plays the film nor moves it; the next one does", (context) => {
  const menu = menuOf(context);
  const engine = engineWith();
  let played = 0;
  const { player } = playerWith(engine, { actions: { toggle: () => void played++ } });
  context.after(player.open());
  const rail = drawn(player, "rail");
  const begin = () => {
    press();
    menu.isOpen = false; // it has heard of the press as well
    rail.dispatchEvent(Object.assign(new Event("pointerdown"), { button: 0, pointerType: "mouse", clientX: 50 }));
    player.act("press_picture");
  };
  begin();
  assert.deepEqual([played, engine.asked], [0, []]);
  begin();
  assert.deepEqual([played, engine.asked.length], [1, 1]);
});

test("on a low screen the controls step aside while the film runs, and come back on a touch that does nothing else", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const matches = context.mock.method(globalThis, "matchMedia", () => ({ matches: true }));
  let toggled = 0;
  const actions = { toggle: () => void toggled++ };
  const { player, surround, parts } = playerWith(engineWith({ isPlaying: true }), { isFullscreen: true, actions });
  context.after(player.open());
  context.mock.timers.tick(3000);
  assert.equal(parts().is_aside, true);
  press();
  player.act("press_picture");
  assert.deepEqual([parts().is_aside, toggled], [false, 0]);
  press();
  player.act("press_picture");
  assert.equal(toggled, 1);
  context.mock.timers.tick(3000);
  surround({ engine: engineWith({ isPlaying: false }), isFullscreen: true, actions });
  assert.equal(parts().is_aside, false);
  context.mock.timers.tick(9000);
  assert.equal(parts().is_aside, false);
  matches.mock.mockImplementation(() => ({ matches: false }));
  surround({ isFullscreen: true });
  context.mock.timers.tick(9000);
  assert.equal(parts().is_aside, false);
});

test("while a menu is open the controls stay", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  context.mock.method(globalThis, "matchMedia", () => ({ matches: true }));
  const menu = menuOf(context);
  const aside = new ControlsAside(() => {});
  aside.follow(true);
  context.mock.timers.tick(3000);
  assert.deepEqual([isMenuOpen(), aside.isAside], [true, false]);
  menu.isOpen = false;
  context.mock.timers.tick(3000);
  assert.equal(aside.isAside, true);
});
