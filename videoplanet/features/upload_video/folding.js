/**
 * How the tray is folded, and where the focus goes. Escape takes back what the tray asks, else folds it, as a press anywhere else does.
 * What had the focus and is not drawn any more gives it to what took its place (the same `data-slot`), else to its row (`data-row`), the
 * list, the button that unfolds. Looks the tray up by `data-tray`, which says whether it is in a corner or in a header.
 */

/** @typedef {import("./places.js").Look} Look */
/**
 * @typedef {object} Tray
 * @property {(look: Look) => boolean} isOpen @property {(look: Look) => void} fold
 * @property {() => boolean} answerNo takes back what the tray asks; whether it asked anything
 */

const ELSEWHERE = "[role='dialog'][data-open], [role='menu'][data-open]";

export class Folding {
  /** What had the focus before the tray is drawn again. @type {HTMLElement | null} */
  #held = null;

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
      if (event.key === "Escape" && !event.defaultPrevented && this.#isFoldable && !this.tray.answerNo()) this.fold();
    });
  }

  fold() {
    this.tray.fold(this.#look);
  }

  /** Something else is shown in a moment: the focus stays in the tray if it is there. */
  keepFocus() {
    const had = /** @type {HTMLElement | null} */ (this.page.activeElement);
    if (this.#held || !had || !this.#place?.contains(had)) return;
    this.#held = had;
    const row = /** @type {HTMLElement | null} */ (had.closest("[data-row]"));
    // What is published is drawn before the next task begins; the next frame may be long in coming.
    setTimeout(() => {
      this.#held = null;
      if (this.page.activeElement === this.page.body) this.#successorOf(had, row)?.focus();
    });
  }

  /** @param {HTMLElement} had @param {HTMLElement | null} row of its @returns {HTMLElement | null | undefined} */
  #successorOf(had, row) {
    if (had.isConnected) return had; // its row was put elsewhere in the list
    const { slot } = had.dataset;
    const kept = row?.isConnected ? row : null;
    /** @type {HTMLElement | null | undefined} */
    const same = slot ? (row ? kept : this.#place)?.querySelector(`[data-slot="${slot}"]`) : null;
    return same ?? kept ?? this.#first("[data-tray] [data-rows]", "[data-tray] [data-chip]", "[data-films]", "main");
  }

  /** @param {string[]} selectors @returns {HTMLElement | undefined} what the first of them finds that finds anything */
  #first(...selectors) {
    for (const selector of selectors) {
      const found = /** @type {HTMLElement | null} */ (this.page.querySelector(selector));
      if (found) return found;
    }
    return undefined;
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
