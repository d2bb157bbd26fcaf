/** Keys belong to the player unless somebody types or a control wants them. */
import assert from "node:assert/strict";
import test, { mock } from "node:test";
import "../../browser.mjs";
import { KEYS, keyLabel, listedKeys, listenToKeys } from "../../../../videoplanet/widgets/review_player/keyboard.js";

/** @typedef {Element & {isConnected: boolean}} Place */

/** @type {Map<string, ((event: object) => void)[]>} */
const listeners = new Map();
/** @param {string} name @param {object} event */
const happen = (name, event) => {
  const heard = listeners.get(name);
  assert.ok(heard, name);
  for (const listener of heard) listener(event);
};

/** An element that is, or is in, what these words of a selector say. @param {...string} inside @returns {Place} */
function place(...inside) {
  return Object.assign(Object.create(Element.prototype), {
    isConnected: true,
    checkVisibility: () => true,
    /** @param {string} selector */
    closest(selector) {
      return inside.some((words) => selector.includes(words)) ? this : null;
    },
  });
}

/** @param {string} code @param {{target?: Place} & Partial<KeyboardEvent>} [pressed] */
function press(code, { target = place(), ...rest } = {}) {
  const pressed = { code, key: "", target, repeat: false, preventDefault: () => {}, ...rest };
  happen("keydown", pressed);
}

/** @type {string[]} */
const done = [];
/** @param {string} name @param {(event: object) => void} listener */
const keep = (name, listener) => listeners.set(name, [...(listeners.get(name) ?? []), listener]);
const listening = mock.method(window, "addEventListener", keep);
listenToKeys(() => Object.fromEntries(Object.keys(KEYS).map((name) => [name, () => done.push(name)])));
listening.mock.restore();
const heard = () => done.splice(0).join();

test("keys go by place, whatever alphabet is typed", () => {
  press("KeyJ", { key: "ㅓ" });
  press("ArrowLeft", { shiftKey: true });
  press("Slash", { key: "?", shiftKey: true });
  assert.equal(heard(), "play_backwards,previous_ten,help");
});

test("a box that goes away under somebody's hands leaves its keys to nobody, until they press or go on purpose", () => {
  for (const leave of [
    () => happen("pointerdown", {}),
    () => press("Escape", { key: "Escape" }),
    () => press("Tab", { key: "Tab" }),
  ]) {
    const box = place("textarea");
    happen("focusin", { target: box });
    press("KeyK", { key: "k", target: box });
    box.isConnected = false;
    happen("focusin", { target: place() });
    for (const code of ["Space", "KeyL", "KeyF", "ArrowLeft"]) press(code);
    assert.equal(heard(), "");
    leave();
    press("Space");
    assert.equal(heard(), "toggle");
  }
});

test("a box that its writer left or sent gives the keys back, also where it is still there", () => {
  const sent = place("textarea");
  press("KeyL", { key: "l", target: sent });
  press("Enter", { key: "Enter", target: sent });
  sent.isConnected = false;
  press("Space");
  const left = place("textarea");
  press("KeyL", { key: "l", target: left });
  press("KeyL");
  assert.equal(heard(), "toggle,play_forwards");
});

test("an Enter that ends a syllable does not leave the box", () => {
  const box = place("textarea");
  press("Enter", { key: "Enter", isComposing: true, target: box });
  box.isConnected = false;
  press("Space");
  assert.equal(heard(), "");
  happen("pointerdown", {});
});

test("who types, or is in a menu or dialog, keeps the keys", () => {
  for (const where of ["textarea", "contenteditable", "role='menu'", "dialog"]) press("Space", { target: place(where) });
  assert.equal(heard(), "");
});

test("a focused button keeps Space and Enter, and nothing else", () => {
  const target = place("button,");
  for (const code of ["Space", "Enter", "ArrowRight", "KeyL"]) press(code, { target });
  assert.equal(heard(), "next_frame,play_forwards");
});

test("keys with Ctrl, Alt or Cmd are the browser's", () => {
  press("KeyF", { ctrlKey: true });
  press("KeyI", { metaKey: true });
  press("ArrowLeft", { altKey: true });
  assert.equal(heard(), "");
});

test("a held key steps on, but does not toggle", () => {
  press("ArrowRight", { repeat: true });
  press("Space", { repeat: true });
  assert.equal(heard(), "next_frame");
});

test("with K held, J and L go one frame", () => {
  press("KeyK");
  press("KeyL");
  press("KeyJ");
  happen("keyup", { code: "KeyK" });
  press("KeyL");
  assert.equal(heard(), "pause,next_frame,previous_frame,play_forwards");
});

test("keys are written as people know them", () => {
  assert.deepEqual(["ArrowLeft+Shift", "KeyJ", "BracketRight", "?"].map(keyLabel), ["⇧ ←", "J", "]", "?"]);
});

test("the list has every key once, in groups, and those of writing only for who may write", () => {
  const all = Object.fromEntries(Object.keys(KEYS).map((name) => [name, () => {}]));
  const names = listedKeys(all).flatMap(({ rows }) => rows.map(({ name }) => name));
  assert.deepEqual(
    Object.keys(KEYS).filter((name) => !names.includes(name)),
    [],
  );
  assert.equal(new Set(names).size, names.length);
  const { comment, ...reading } = all;
  const read = listedKeys(reading).flatMap(({ rows }) => rows.map(({ name }) => name));
  assert.deepEqual(
    names.filter((name) => !read.includes(name)),
    ["comment", "kind", "post", "new_line", "leave", "undo"],
  );
});

test("under a finger Enter is listed as a new line, as it is one", () => {
  const all = Object.fromEntries(Object.keys(KEYS).map((name) => [name, () => {}]));
  const keys = (/** @type {boolean} */ isTouch) => {
    const rows = listedKeys(all, isTouch).flatMap((group) => group.rows);
    return ["post", "new_line"].map((name) => rows.find((row) => row.name === name)?.keys.join());
  };
  assert.deepEqual(keys(false), ["Enter", "Enter+Shift"]);
  assert.deepEqual(keys(true), ["Ctrl + Enter,⌘ + Enter", "Enter"]);
});

test("keys are written as they are pressed", () => {
  assert.deepEqual(["KeyC", "ArrowLeft+Shift", "K + J", "Enter+Shift", "?"].map(keyLabel), ["C", "⇧ ←", "K + J", "⇧ Enter", "?"]);
});

test("C asks for the composer", () => {
  press("KeyC", { key: "ㅊ" });
  assert.equal(heard(), "comment");
});
