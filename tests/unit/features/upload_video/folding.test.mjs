import "../../browser.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Folding } from "../../../../videoplanet/features/upload_video/folding.js";

/** A page with a tray in it: what of it `Folding` looks at. @param {"corner" | "header"} look */
function page(look) {
  const focused = /** @type {string[]} */ ([]);
  const inside = {};
  const body = {};
  const place = {
    dataset: { tray: look },
    contains: (/** @type {unknown} */ what) => what === inside,
    querySelector: (/** @type {string} */ selector) => ({ focus: () => focused.push(selector) }),
  };
  const folds = /** @type {string[]} */ ([]);
  const state = { isOpen: true, hasDialog: false, hasTray: true };
  const document = Object.assign(new EventTarget(), {
    body,
    activeElement: /** @type {object} */ (inside),
    querySelector: (/** @type {string} */ selector) =>
      selector === "[data-tray]" ? (state.hasTray ? place : null) : state.hasDialog ? {} : null,
  });
  const folding = new Folding(
    { isOpen: () => state.isOpen, fold: (which) => folds.push(which) },
    /** @type {Document} */ (/** @type {unknown} */ (document)),
  );
  folding.begin();
  /** @param {string} type @param {Record<string, unknown>} [values] */
  const happens = (type, values = {}) => document.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), values));
  const pressed = (/** @type {unknown} */ target) => {
    const event = new Event("pointerdown");
    Object.defineProperty(event, "target", { value: target });
    document.dispatchEvent(event);
  };
  return { folding, folds, focused, state, document, inside, happens, pressed };
}

const nextFrame = () => new Promise((resolve) => setTimeout(resolve, 5));

test("a press elsewhere and Escape fold it, a press inside does not", () => {
  const { folds, inside, happens, pressed } = page("header");
  pressed(inside);
  happens("keydown", { key: "a" });
  assert.deepEqual(folds, []);
  pressed({});
  happens("keydown", { key: "Escape" });
  assert.deepEqual(folds, ["header", "header"]);
});

test("a dialog or menu over it has presses and Escape for itself; what is folded or not there does not fold", () => {
  const { folds, state, happens, pressed } = page("corner");
  for (const [name, value] of /** @type {const} */ ([
    ["hasDialog", true],
    ["isOpen", false],
    ["hasTray", false],
  ])) {
    const before = state[name];
    state[name] = value;
    pressed({});
    happens("keydown", { key: "Escape" });
    state[name] = before;
  }
  assert.deepEqual(folds, []);
});

test("the focus goes to the button that unfolds it, if it was in the tray", async () => {
  const { folding, focused, document } = page("corner");
  folding.fold();
  await nextFrame();
  assert.deepEqual(focused, ["[data-chip]"]);
  document.activeElement = {};
  folding.fold();
  await nextFrame();
  assert.equal(focused.length, 1);
});

test("the list has the focus after a row went with it", async () => {
  const { folding, focused, document } = page("corner");
  folding.rowsWent();
  await nextFrame();
  assert.deepEqual(focused, []);
  document.activeElement = document.body;
  folding.rowsWent();
  await nextFrame();
  assert.deepEqual(focused, ["[data-rows]"]);
});

test("keys in the open tray are not the player's; Escape is everybody's", () => {
  const { folding, state } = page("header");
  let stopped = 0;
  const press = (/** @type {string} */ key) => folding.keep({ key, stopPropagation: () => stopped++ });
  press(" ");
  press("Escape");
  state.isOpen = false;
  press(" ");
  assert.equal(stopped, 1);
});
