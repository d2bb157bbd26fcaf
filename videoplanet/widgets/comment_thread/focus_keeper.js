/**
 * Keeps the keyboard's place in the list: when what has the focus goes (its row was resolved, deleted, filtered away, or the box
 * in it was closed), the row itself gets the focus, else the row that took its place. Whoever else took the row away. Where that
 * was a box with somebody writing in it, no other row is theirs: the list has the focus then.
 */

const ROW = ".vp-comment";
const PREFIX = "comment-";
const LIST = ".vp-comments";
const BOX = "textarea";

export class FocusKeeper {
  /** The row that has the focus, and where it stands. @type {{id: string, index: number, isWriting: boolean} | null} */
  #place = null;

  /** @param {import("./row_list.js").RowList} list @param {AbortSignal} signal ends it */
  constructor(list, signal) {
    this.list = list;
    document.addEventListener("focusin", (event) => this.#went(event.target), { signal });
    // A press beside the list is a farewell; it may put the focus nowhere.
    document.addEventListener("pointerdown", (event) => this.#went(event.target), { signal, capture: true });
  }

  /** The list has been drawn anew. */
  look() {
    if (!this.#place) return;
    const { id, isWriting } = this.#place;
    const index = this.list.placeOf(id);
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (index >= 0) this.#place.index = index;
    if (!isLost) return;
    const neighbour = isWriting && index < 0 ? null : this.list.rowAt(this.#place.index);
    focusOn(neighbour ?? document.querySelector(LIST));
  }

  /** @param {EventTarget | null} target */
  #went(target) {
    const row = target instanceof Element ? target.closest(ROW) : null;
    const isWriting = target instanceof Element && target.matches(BOX);
    const id = row?.id.slice(PREFIX.length) ?? "";
    this.#place = row ? { id, index: this.list.placeOf(id), isWriting } : null;
  }
}

/** @param {Element | null} element */
export function focusOn(element) {
  if (!(element instanceof HTMLElement)) return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}
