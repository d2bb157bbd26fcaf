/**
 * How the tray is folded, and where the focus goes: Escape and a press anywhere else fold it, and what had the focus in it gives it to
 * the button that unfolds it again. Looks the tray up by `data-tray`, which says whether it is in a corner or in a header.
 */

/** @typedef {import("./places.js").Look} Look */
/** @typedef {{isOpen: (look: Look) => boolean, fold: (look: Look) => void}} Tray */

const ELSEWHERE = "[role='dialog'][data-open], [role='menu'][data-open]";

export class Folding {
  /** @param {Tray} tray @param {Document} page */
  constructor(tray, page) {
    this.tray = tray;
    this.page = page;
  }

  /** Hears presses and keys from now on; not while a dialog or a menu has these for itself. */
  begin() {
    this.page.addEventListener("pointerdown", ({ target }) => {
      if (this.#isFoldable && !this.#place?.contains(/** @type {Node} */ (target))) this.fold();
    });
    this.page.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && this.#isFoldable) this.fold();
    });
  }

  fold() {
    const place = this.#place;
    const hadFocus = place?.contains(this.page.activeElement);
    this.tray.fold(this.#look);
    const chip = () => /** @type {HTMLElement | null | undefined} */ (place?.querySelector("[data-chip]"))?.focus();
    if (hadFocus) requestAnimationFrame(chip);
  }

  /** A row went: the button that took it off the list went with it. */
  rowsWent() {
    requestAnimationFrame(() => {
      if (this.page.activeElement !== this.page.body) return;
      /** @type {HTMLElement | null | undefined} */ (this.#place?.querySelector("[data-rows]"))?.focus();
    });
  }

  /** What an open tray does with keys: the player's are not meant there. @param {{key: string, stopPropagation: () => void}} event */
  keep = (event) => {
    if (this.tray.isOpen(this.#look) && event.key !== "Escape") event.stopPropagation();
  };

  get #place() {
    return /** @type {HTMLElement | null} */ (this.page.querySelector("[data-tray]"));
  }

  get #look() {
    return /** @type {Look} */ (this.#place?.dataset.tray ?? "corner");
  }

  get #isFoldable() {
    return this.#place !== null && this.tray.isOpen(this.#look) && this.page.querySelector(ELSEWHERE) === null;
  }
}
