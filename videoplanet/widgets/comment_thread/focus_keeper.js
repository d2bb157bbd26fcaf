/**
 * Keeps the keyboard's place in the list: when what has the focus goes (its row was resolved, deleted, filtered away, or the box
 * in it was closed), the row itself gets the focus, else the row that took its place. Whoever else took the row away.
 */

const ROW = ".vp-comment";
const LIST = ".vp-comments";

export class FocusKeeper {
  /** The row that has the focus, and where it stands. @type {{id: string, index: number} | null} */
  #place = null;

  /** @param {AbortSignal} signal ends it */
  constructor(signal) {
    document.addEventListener("focusin", (event) => this.#went(event.target), { signal });
    // A press beside the list is a farewell; it may put the focus nowhere.
    document.addEventListener("pointerdown", (event) => this.#went(event.target), { signal, capture: true });
  }

  /** The list has been drawn anew. */
  look() {
    if (!this.#place) return;
    const rows = [...document.querySelectorAll(ROW)];
    const index = rows.findIndex(({ id }) => id === this.#place?.id);
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (index >= 0) this.#place.index = index;
    if (!isLost) return;
    const next = index >= 0 ? rows[index] : (rows[Math.min(this.#place.index, rows.length - 1)] ?? document.querySelector(LIST));
    focusOn(next);
  }

  /** @param {EventTarget | null} target */
  #went(target) {
    const row = target instanceof Element ? target.closest(ROW) : null;
    this.#place = row ? { id: row.id, index: [...document.querySelectorAll(ROW)].indexOf(row) } : null;
  }
}

/** @param {Element | null} element */
export function focusOn(element) {
  if (!(element instanceof HTMLElement)) return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}
