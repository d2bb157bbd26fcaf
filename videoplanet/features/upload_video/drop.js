/** Films held over the page, wherever: what is to be said of them (drawn by `overlay.py`), and their taking when they are let go. Also takes pasted files. */
import { holdsFiles, picksOf } from "./picking.js";
import { currentPlace } from "./places.js";

/** @typedef {"version" | "film"} Zone */
/** @typedef {{name: string, zone: string, is_over: boolean}} Shown `name` is that of its words, `zone` is empty where there is only one */
/** @typedef {{zones: Shown[], project: string, video: string}} Held no zones while nothing is held */

/** @type {Held} */
const NOTHING = { zones: [], project: "", video: "" };

let held = NOTHING;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {() => void} listener */
export function subscribe(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function currentHeld() {
  return held;
}

/**
 * Takes what is let go or pasted, for as long as it is not ended.
 * @param {(picks: import("./uploads.js").Pick[], zone?: Zone) => void} onPicks
 * @returns {() => void} ends it
 */
export function takeFiles(onPicks) {
  let isOwn = false; // a picture of this page being dragged also claims to be a file
  /** @param {DragEvent} event */
  const over = (event) => {
    const place = currentPlace();
    if (isOwn || !place || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    const count = [...(event.dataTransfer?.items ?? [])].length;
    const { kind, projectName: project = "", videoTitle: video = "" } = place;
    hold({ zones: zonesOf(kind, count, zoneOf(event)), project, video });
  };
  /** @param {DragEvent} event */
  const leave = (event) => {
    if (event.relatedTarget === null) hold(NOTHING);
  };
  /** @param {DragEvent} event */
  const drop = async (event) => {
    hold(NOTHING);
    if (isOwn || !currentPlace() || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    const zone = zoneOf(event);
    onPicks(await picksOf(event.dataTransfer), zone);
  };
  /** @param {ClipboardEvent} event */
  const paste = async (event) => {
    if (!currentPlace() || !event.clipboardData?.files.length) return;
    const isWriting = event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]");
    if (isWriting && event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    onPicks(await picksOf(event.clipboardData));
  };
  const begin = () => {
    isOwn = true;
  };
  const end = () => {
    isOwn = false;
  };
  /** @type {[string, any][]} */
  const heard = [
    ["dragenter", over],
    ["dragover", over],
    ["dragleave", leave],
    ["drop", drop],
    ["paste", paste],
    ["dragstart", begin],
    ["dragend", end],
  ];
  for (const [name, listener] of heard) window.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of heard) window.removeEventListener(name, listener);
    hold(NOTHING);
  };
}

/**
 * Where films may be let go: in a room one film may become the next version, several are films of their own.
 * @param {import("./places.js").Place["kind"]} kind of the place @param {number} count of files
 * @param {Zone} [zone] over which they are held @returns {Shown[]}
 */
export function zonesOf(kind, count, zone) {
  if (kind !== "room") return [{ name: kind, zone: "", is_over: kind !== "closed" }];
  const names = count > 1 ? ["film"] : ["version", "film"];
  return names.map((name) => ({ name, zone: name, is_over: names.length === 1 || name === zone }));
}

/** @param {Held} next */
function hold(next) {
  if (JSON.stringify(next) === JSON.stringify(held)) return;
  held = next;
  for (const listener of listeners) listener();
}

/** @param {DragEvent} event @returns {Zone | undefined} */
function zoneOf(event) {
  const element = event.target instanceof Element ? event.target.closest("[data-zone]") : null;
  return /** @type {Zone | undefined} */ (element?.getAttribute("data-zone") ?? undefined);
}
