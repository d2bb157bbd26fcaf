/** Whether the film stops when somebody begins to write: chosen in the room, remembered in this browser. */
import { useSyncExternalStore } from "react";

const REMEMBERED = "vp_typing_pauses";
const OFF = "off";

/** @type {Set<() => void>} */
const listeners = new Set();
/** Where nothing can be remembered, for this visit. */
let unremembered = "";

export function pausesForTyping() {
  return recalled() !== OFF;
}

/** `pausesForTyping` for the interface. */
export function usePausesForTyping() {
  return useSyncExternalStore(subscribe, pausesForTyping, () => true);
}

/** @param {boolean} pauses */
export function setPausesForTyping(pauses) {
  unremembered = pauses ? "on" : OFF;
  try {
    localStorage.setItem(REMEMBERED, unremembered);
  } catch {
    // a full or forbidden storage costs only the next visit
  }
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function recalled() {
  try {
    return localStorage.getItem(REMEMBERED) ?? unremembered;
  } catch {
    return unremembered;
  }
}
