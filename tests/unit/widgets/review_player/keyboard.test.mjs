/** Keys belong to the player unless somebody types or a control wants them. */
import assert from "node:assert/strict";
import test from "node:test";

globalThis.Element = class {};
const listeners = new Map();
globalThis.window = { addEventListener: (name, listener) => listeners.set(name, listener) };
globalThis.document = { body: place() };

const { KEYS, keyLabel, listedKeys, listenToKeys } = await import("../../../../videoplanet/widgets/review_player/keyboard.js");

/** An element that is, or is in, what these words of a selector say. */
function place(...inside) {
  return Object.assign(Object.create(globalThis.Element.prototype), {
    closest: (selector) => inside.some((words) => selector.includes(words)),
  });
}

function press(code, { target = place(), ...rest } = {}) {
  const pressed = { code, key: "", target, repeat: false, preventDefault: () => {}, ...rest };
  listeners.get("keydown")(pressed);
}

const done = [];
listenToKeys(() => Object.fromEntries(Object.keys(KEYS).map((name) => [name, () => done.push(name)])));
const heard = () => done.splice(0).join();

test("keys go by place, whatever alphabet is typed", () => {
  press("KeyJ", { key: "ㅓ" });
  press("ArrowLeft", { shiftKey: true });
  press("Slash", { key: "?", shiftKey: true });
  assert.equal(heard(), "play_backwards,previous_ten,help");
});

test("who types, or is in a menu or dialog, keeps the keys", () => {
  for (const where of ["textarea", "contenteditable", "role='menu'", "dialog"])
    press("Space", { target: place(where) });
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
  listeners.get("keyup")({ code: "KeyK" });
  press("KeyL");
  assert.equal(heard(), "pause,next_frame,previous_frame,play_forwards");
});

test("keys are written as people know them", () => {
  assert.deepEqual(["ArrowLeft+Shift", "KeyJ", "BracketRight", "?"].map(keyLabel), ["⇧ ←", "J", "]", "?"]);
});

test("the list has every key once, in groups, and those of writing only for who may write", () => {
  const all = Object.fromEntries(Object.keys(KEYS).map((name) => [name, () => {}]));
  const names = listedKeys(all).flatMap(({ rows }) => rows.map(({ name }) => name));
  assert.deepEqual(Object.keys(KEYS).filter((name) => !names.includes(name)), []);
  assert.equal(new Set(names).size, names.length);
  const { comment, ...reading } = all;
  const read = listedKeys(reading).flatMap(({ rows }) => rows.map(({ name }) => name));
  assert.deepEqual(names.filter((name) => !read.includes(name)), ["comment", "kind", "post", "new_line", "leave", "undo"]);
});

test("keys are written as they are pressed", () => {
  assert.deepEqual(["KeyC", "ArrowLeft+Shift", "K + J", "Enter+Shift", "?"].map(keyLabel), ["C", "⇧ ←", "K + J", "⇧ Enter", "?"]);
});

test("C asks for the composer", () => {
  press("KeyC", { key: "ㅊ" });
  assert.equal(heard(), "comment");
});
