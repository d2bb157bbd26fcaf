/**
 * The player's keys, by place on the keyboard (`code`), so that they work while Korean is being typed.
 * Keys belong to the player unless the reviewer is typing, or a menu, a dialog or a focused control wants them; nor are they the
 * player's when the box went away while somebody was typing in it, until they press or go somewhere on purpose.
 */

/** @typedef {(isRepeated: boolean) => void} Action */
/** @typedef {Record<string, Action>} Actions */

/** The actions and their keys. The question mark goes by its sign, which keyboards place differently. */
export const KEYS = /** @type {const} */ ({
  toggle: ["Space"],
  play_backwards: ["KeyJ"],
  pause: ["KeyK"],
  play_forwards: ["KeyL"],
  previous_frame: ["ArrowLeft"],
  next_frame: ["ArrowRight"],
  previous_ten: ["ArrowLeft+Shift"],
  next_ten: ["ArrowRight+Shift"],
  first_frame: ["Home"],
  last_frame: ["End"],
  set_in: ["KeyI"],
  set_out: ["KeyO"],
  go_in: ["KeyI+Shift"],
  go_out: ["KeyO+Shift"],
  clear_range: ["KeyX"],
  loop: ["KeyL+Shift"],
  previous_mark: ["BracketLeft"],
  next_mark: ["BracketRight"],
  comment: ["KeyC", "Enter"],
  waveform: ["KeyW"],
  mute: ["KeyM"],
  fullscreen: ["KeyF"],
  help: ["?"],
});

/** Keys that are not the player's alone: held together, in the composer, on the timeline. */
const OTHER_KEYS = /** @type {const} */ ({
  with_k: ["K + J", "K + L"],
  second: ["Page Up", "Page Down"],
  kind: ["Alt 1 – 4"],
  post: ["Enter"],
  new_line: ["Enter+Shift"],
  post_touch: ["Ctrl + Enter", "⌘ + Enter"],
  new_line_touch: ["Enter"],
  leave: ["Esc"],
  undo: ["Ctrl + Z", "⌘ + Z"],
});

/** The help list. @type {Record<string, (keyof typeof KEYS | keyof typeof OTHER_KEYS)[]>} */
const GROUPS = {
  play: ["toggle", "play_backwards", "pause", "play_forwards", "loop"],
  go: ["previous_frame", "next_frame", "with_k", "previous_ten", "next_ten", "second", "first_frame", "last_frame"],
  range: ["set_in", "set_out", "go_in", "go_out", "clear_range"],
  comments: ["comment", "previous_mark", "next_mark", "kind", "post", "new_line", "leave", "undo"],
  view: ["waveform", "mute", "fullscreen", "help"],
};
/** In the composer, so only for who may write. */
const WRITING = new Set(["kind", "post", "new_line", "leave", "undo"]);

/**
 * The keys to list, in groups.
 * @param {Actions} actions only keys that do something are listed
 * @param {boolean} [isTouch] where Return is a new line, see `comment_thread/return_key.js`
 * @returns {{group: string, rows: {name: string, keys: readonly string[]}[]}[]}
 */
export function listedKeys(actions, isTouch = false) {
  const isListed = (/** @type {string} */ name) => (name in KEYS ? name in actions : !WRITING.has(name) || "comment" in actions);
  return Object.entries(GROUPS).map(([group, names]) => ({
    group,
    rows: names.filter(isListed).map((name) => ({ name, keys: keysOf(name, isTouch) })),
  }));
}

/** @param {keyof typeof KEYS | keyof typeof OTHER_KEYS} name @param {boolean} isTouch @returns {readonly string[]} */
function keysOf(name, isTouch) {
  const keys = /** @type {Record<string, readonly string[]>} */ ({ ...KEYS, ...OTHER_KEYS });
  return (isTouch && keys[`${name}_touch`]) || keys[name];
}

const REPEATING = new Set(["previous_frame", "next_frame", "previous_ten", "next_ten", "previous_mark", "next_mark"]);
/** @type {Map<string, string>} */
const ACTION_OF = new Map(
  Object.entries(KEYS).flatMap(([action, keys]) => keys.map((key) => /** @type {const} */ ([key, action]))),
);

const TYPING =
  "textarea, select, [contenteditable=''], [contenteditable='true'], input:not([type='range'], [type='checkbox'], [type='radio'], [type='button'])";
const OVERLAYS = "[role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox'], dialog";
const PRESSED_BY_SPACE =
  "button, a[href], summary, [role='button'], [role='tab'], [role='switch'], [role='checkbox'], [role='radio'], [role='combobox'], input";
const MOVED_BY_ARROWS =
  "[role='tab'], [role='radio'], [role='treeitem'], [role='combobox'], [role='menuitem'], [role='separator'], input";

/** Keys that leave a box: what becomes of it then was meant. */
const LEAVING = new Set(["Enter", "Escape", "Tab"]);

/** Knows whether the box that somebody was typing in was taken away under their hands. */
class TypingWatch {
  /** @type {Element | null} */
  #box = null;

  /** @param {Element} target what has the focus, or gets a key or a press */
  typed(target) {
    const box = target.closest(TYPING);
    if (box) this.#box = box;
  }

  left() {
    this.#box = null;
  }

  get isInterrupted() {
    return this.#box !== null && !(this.#box.isConnected && this.#box.checkVisibility());
  }
}

/**
 * Listens on the window.
 * @param {() => Actions} actions the present ones; a missing action leaves its key alone
 * @returns {() => void} ends it
 */
export function listenToKeys(actions) {
  const abort = new AbortController();
  let isKHeld = false;

  const watch = new TypingWatch();
  const early = { signal: abort.signal, capture: true };
  window.addEventListener("focusin", (event) => watch.typed(elementOf(event)), early);
  window.addEventListener("pointerdown", () => watch.left(), early);
  window.addEventListener(
    "keydown",
    (event) => {
      if (LEAVING.has(event.key) && !event.isComposing) watch.left();
      else watch.typed(elementOf(event));
    },
    early,
  );

  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (watch.isInterrupted || !isForPlayer(event)) return;
    const name = isKHeld && !event.shiftKey ? heldWithK(event.code) : undefined;
    const action = name ?? ACTION_OF.get(keyOf(event));
    if (event.code === "KeyK") isKHeld = true;
    const run = action && actions()[action];
    if (!run) return;
    event.preventDefault();
    if (!event.repeat || REPEATING.has(action)) run(event.repeat);
  };
  window.addEventListener("keydown", pressed, { signal: abort.signal });
  const release = () => {
    isKHeld = false;
  };
  window.addEventListener("keyup", (event) => event.code === "KeyK" && release(), { signal: abort.signal });
  window.addEventListener("blur", release, { signal: abort.signal });
  return () => abort.abort();
}

/** @param {Event} event */
function elementOf({ target }) {
  return target instanceof Element ? target : document.body;
}

/** @param {KeyboardEvent} event */
function keyOf(event) {
  if (event.key === "?") return "?";
  return event.shiftKey ? `${event.code}+Shift` : event.code;
}

/** With K held, J and L go one frame. @param {string} code */
function heldWithK(code) {
  if (code === "KeyJ") return "previous_frame";
  return code === "KeyL" ? "next_frame" : undefined;
}

/** @param {KeyboardEvent} event */
function isForPlayer(event) {
  const target = elementOf(event);
  if (target.closest(TYPING) || target.closest(OVERLAYS)) return false;
  if ((event.code === "Space" || event.code === "Enter") && target.closest(PRESSED_BY_SPACE)) return false;
  const isArrow = event.code.startsWith("Arrow") || event.code === "Home" || event.code === "End";
  return !(isArrow && target.closest(MOVED_BY_ARROWS));
}

/** How a key is written for people. @param {string} key */
export function keyLabel(key) {
  const isShifted = key.endsWith("+Shift");
  const code = isShifted ? key.slice(0, -"+Shift".length) : key;
  const names = {
    ArrowLeft: "←",
    ArrowRight: "→",
    BracketLeft: "[",
    BracketRight: "]",
    Space: "Space",
    Enter: "Enter",
  };
  const label = names[/** @type {keyof typeof names} */ (code)] ?? code.replace(/^Key/, "");
  return isShifted ? `⇧ ${label}` : label;
}

/** The first key of an action as people read it. @param {keyof typeof KEYS} action */
export function keyHint(action) {
  return keyLabel(KEYS[action][0]);
}

/** The same for `aria-keyshortcuts`. @param {keyof typeof KEYS} action */
export function keyShortcut(action) {
  return keyHint(action).replace("⇧ ", "Shift+").replace("←", "ArrowLeft").replace("→", "ArrowRight");
}
