/**
 * How far things have come that take a while, by name: the farthest that anybody has told, wherever it is shown. What one part of the
 * page heard live and another asked for later agree that way, and nothing falls back before it is forgotten.
 */

/** @typedef {{percent: number, secondsLeft: number | null}} Reached */

/** @type {Map<string, Reached>} */
const reached = new Map();
/** @type {Set<() => void>} */
const listeners = new Set();
let count = 0;

/** For `useSyncExternalStore`. @param {() => void} listener */
export function subscribe(listener) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** @param {string} name @returns {Reached | undefined} the same object while nothing changed */
export function reachedOf(name) {
  return reached.get(name);
}

/** Takes what was told, unless more was told before. @param {string} name @param {number} percent @param {number | null | undefined} [secondsLeft] */
export function tellReached(name, percent, secondsLeft = null) {
  const before = reached.get(name);
  if (before && (percent < before.percent || (percent === before.percent && secondsLeft === before.secondsLeft))) return;
  reached.set(name, { percent, secondsLeft: secondsLeft ?? null });
  changed();
}

/** It is over, or begins anew. @param {string} name */
export function forgetReached(name) {
  if (reached.delete(name)) changed();
}

/** Everything may begin anew. */
export function forgetAll() {
  reached.clear();
  changed();
}

/** Grows with every change of anything. */
export function changes() {
  return count;
}

function changed() {
  count++;
  for (const listener of listeners) listener();
}
