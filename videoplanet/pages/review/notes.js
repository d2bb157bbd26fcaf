/** How notes over the picture are closed besides by their button: by Escape, and by a swipe. */

const SWIPED_PX = 56;
const WANT_ESCAPE =
  "input, textarea, select, [contenteditable='true'], [role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox']";
const OPEN =
  "[role='dialog'][data-open], [role='menu'][data-open], [role='listbox'][data-open], .vp-inline-form, [role='alertdialog']";

/**
 * Closes a note at Escape, unless something that is open or being typed into wants it.
 * @param {() => boolean} close whether there was one
 * @returns {() => void} ends it
 */
export function closing(close) {
  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (event.target instanceof Element && event.target.closest(WANT_ESCAPE)) return;
    if (document.querySelector(OPEN) || document.fullscreenElement) return;
    if (close()) event.preventDefault();
  };
  window.addEventListener("keydown", pressed);
  return () => window.removeEventListener("keydown", pressed);
}

/**
 * Follows a finger on a note, which goes with it and is closed when it was pushed far enough to a side.
 * @param {{nativeEvent: PointerEvent, currentTarget: HTMLElement}} event the finger's coming down
 * @param {() => void} close
 */
export function swipe({ nativeEvent: down, currentTarget: note }, close) {
  if (down.pointerType === "mouse" || !down.isPrimary) return;
  const abort = new AbortController();
  const { signal } = abort;
  let far = 0;
  const moved = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== down.pointerId) return;
    far = event.clientX - down.clientX;
    note.style.translate = `${far}px`;
    note.style.opacity = String(Math.max(0.2, 1 - Math.abs(far) / 240));
  };
  const ended = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== down.pointerId) return;
    abort.abort();
    note.style.translate = note.style.opacity = "";
    if (event.type === "pointerup" && Math.abs(far) > SWIPED_PX) close();
  };
  window.addEventListener("pointermove", moved, { signal });
  window.addEventListener("pointerup", ended, { signal });
  window.addEventListener("pointercancel", ended, { signal });
}
