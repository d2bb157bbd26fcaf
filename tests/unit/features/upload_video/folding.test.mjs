import "../../browser.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Folding } from "../../../../videoplanet/features/upload_video/folding.js";

/** What may have the focus: of the page what `Folding` looks at. @param {string} name @param {{slot?: string, row?: object}} [values] */
function part(name, { slot, row } = {}) {
  return { name, dataset: slot ? { slot } : {}, isConnected: true, closest: () => row ?? null, focus: () => {} };
}

/** A page with a tray in it. @param {"corner" | "header"} look */
function page(look) {
  /** @type {any[]} */
  const drawn = [];
  const found = (/** @type {any[]} */ among, /** @type {string} */ selector) => {
    const slot = selector.match(/slot="(.*)"/)?.[1];
    return among.find((each) => each.isConnected && (slot ? each.dataset.slot === slot : selector.endsWith(each.name))) ?? null;
  };
  const place = {
    dataset: { tray: look },
    contains: (/** @type {any} */ what) => drawn.includes(what) && what.isConnected,
    querySelector: (/** @type {string} */ selector) => found(drawn, selector),
  };
  const folds = /** @type {string[]} */ ([]);
  const state = { isOpen: true, hasDialog: false, hasTray: true, isAsking: false };
  const body = part("body");
  const document = Object.assign(new EventTarget(), {
    body,
    activeElement: body,
    querySelector: (/** @type {string} */ selector) =>
      selector === "[data-tray]"
        ? state.hasTray
          ? place
          : null
        : selector.includes("role")
          ? state.hasDialog
            ? {}
            : null
          : found(drawn, selector),
  });
  const answerNo = () => {
    const wasAsking = state.isAsking;
    state.isAsking = false;
    return wasAsking;
  };
  const folding = new Folding(
    { isOpen: () => state.isOpen, fold: (which) => folds.push(which), answerNo },
    /** @type {Document} */ (/** @type {unknown} */ (document)),
  );
  folding.begin();
  /** Draws parts, of a row or of none. @param {any} row @param {any[]} parts */
  const draw = (row, ...parts) => {
    for (const each of parts) {
      each.focus = () => {
        document.activeElement = each;
      };
    }
    if (row)
      row.querySelector = (/** @type {string} */ selector) =>
        found(
          parts.filter((each) => each.closest() === row),
          selector,
        );
    drawn.push(...parts);
  };
  /** Gives one the focus, draws without it, and returns the name of what has the focus then. @param {any} had @param {any[]} [gone] */
  const without = async (had, gone = [had]) => {
    document.activeElement = had;
    folding.keepFocus();
    for (const each of gone) each.isConnected = false;
    document.activeElement = body;
    await nextTask();
    return document.activeElement.name;
  };
  /** @param {string} type @param {Record<string, unknown>} [values] */
  const happens = (type, values = {}) => document.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), values));
  const pressed = (/** @type {unknown} */ target) => {
    const event = new Event("pointerdown");
    Object.defineProperty(event, "target", { value: target });
    document.dispatchEvent(event);
  };
  return { folding, folds, state, document, draw, without, happens, pressed };
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

test("a press elsewhere and Escape fold it, a press inside does not", () => {
  const { folds, draw, happens, pressed } = page("header");
  const inside = part("inside");
  draw(null, inside);
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

test("Escape takes back what the tray asks, and folds it only where it asks nothing", () => {
  const { folds, state, happens } = page("corner");
  state.isAsking = true;
  happens("keydown", { key: "Escape" });
  assert.deepEqual([folds, state.isAsking], [[], false]);
  happens("keydown", { key: "Escape" });
  assert.deepEqual(folds, ["corner"]);
});

test("the focus goes to what took the place of a button in its row, else to the row", async () => {
  const { draw, without } = page("corner");
  const row = part("row");
  const other = part("other row");
  const [pause, resume] = [part("pause", { slot: "turn", row }), part("resume", { slot: "turn", row })];
  const leave = part("leave", { slot: "leave", row });
  const keep = part("keep", { slot: "leave", row });
  const anyway = part("anyway", { row });
  draw(other, part("resume of another", { slot: "turn", row: other }), part("leave of another", { slot: "leave", row: other }));
  draw(row, row, pause, resume, keep, leave, anyway);
  assert.deepEqual([await without(pause), await without(keep), await without(anyway)], ["resume", "leave", "row"]);
});

test("where its row went too, the list has the focus; with the last row what brings films has it", async () => {
  const { draw, without, state } = page("corner");
  const row = part("row");
  const remove = part("remove", { slot: "leave", row });
  const rows = part("[data-rows]");
  const clear = part("clear");
  draw(row, row, remove);
  draw(null, part("leave of another", { slot: "leave" }), rows, clear, part("[data-films]"), part("main"));
  assert.equal(await without(remove, [remove, row]), "[data-rows]");
  assert.equal(await without(clear, [clear, rows]), "[data-films]");
  state.hasTray = false;
  assert.equal(await without(part("of the page")), "body");
});

test("a folded tray gives the focus to the button that unfolds it, and back", async () => {
  const { draw, without } = page("corner");
  const chip = part("[data-chip]", { slot: "fold" });
  const fold = part("fold", { slot: "fold" });
  draw(null, fold, chip);
  assert.equal(await without(fold), "[data-chip]");
  fold.isConnected = true;
  assert.equal(await without(chip), "fold");
});

test("a button that is put elsewhere keeps the focus, and one that has it is left alone", async () => {
  const { draw, document, folding, without } = page("corner");
  const [one, other] = [part("one"), part("other")];
  draw(null, one, other);
  assert.equal(await without(one, []), "one");
  folding.keepFocus();
  one.isConnected = false;
  document.activeElement = other;
  await nextTask();
  assert.equal(document.activeElement.name, "other");
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
