/**
 * What Return does in a box to write in. With a keyboard before one it posts, and a new line has Shift; on glass, where there is
 * no Shift to hold, it is a new line, and the button posts. Ctrl or ⌘ with it always posts.
 */

const TOUCH = "(pointer: coarse)";

/** @returns {boolean} whether fingers write here */
export function isTouched() {
  return globalThis.matchMedia?.(TOUCH).matches ?? false;
}

/** For `useSyncExternalStore`: a tablet may get a mouse. @param {() => void} listener */
export function onTouchedChange(listener) {
  const query = matchMedia(TOUCH);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/**
 * @param {{key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean}} event no part of composing a syllable
 * @param {boolean} isTouch
 * @returns {boolean} whether this key posts the words
 */
export function isPosting({ key, shiftKey, ctrlKey, metaKey }, isTouch) {
  if (key !== "Enter") return false;
  return ctrlKey || metaKey || !(shiftKey || isTouch);
}
