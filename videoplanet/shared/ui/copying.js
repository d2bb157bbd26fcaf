/** Puts text on the clipboard. What was copied last is known for a moment, so that its button can say so. */
import { useSyncExternalStore } from "react";

const KNOWN_MS = 2000;

let copied = "";
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** By which name something was copied just now; empty otherwise. */
export function useCopied() {
  return useSyncExternalStore(
    subscribe,
    () => copied,
    () => "",
  );
}

/** Copies and says so at its button. @param {string} name of what is copied @param {string} text */
export async function copy(name, text) {
  if (!(await written(text))) return;
  know(name);
  clearTimeout(timer);
  timer = setTimeout(() => know(""), KNOWN_MS);
}

/** Copies and says so in a note. @param {string} text @param {string} key of the note's words */
export async function copyAndSay(text, key) {
  if (await written(text)) note("success", key);
}

/**
 * Facts as lines, to be pasted into a mail: groups with a heading, each with its list of terms.
 * @param {string} title @param {string} id of the element that shows them
 */
export function factsAsText(title, id) {
  const groups = [...(document.getElementById(id)?.querySelectorAll("section") ?? [])].map((group) => {
    const facts = [...group.querySelectorAll("dt")].map((term) => {
      const fact = /** @type {HTMLElement} */ (term.nextElementSibling);
      return `${term.textContent}: ${fact.dataset.text}`;
    });
    return [`[${group.querySelector("h3")?.textContent}]`, ...facts].join("\n");
  });
  return [title, ...groups].join("\n\n");
}

/** @param {string} text @returns {Promise<boolean>} whether it is on the clipboard */
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    note("error", "ui.not_copied");
    return false;
  }
}

/** @param {"success" | "error"} kind @param {string} key */
function note(kind, key) {
  window.dispatchEvent(new CustomEvent("videoplanet:toast", { detail: { kind, key } }));
}

/** @param {string} name */
function know(name) {
  copied = name;
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
