/**
 * The list of comments on the page: publishes the rows that are on its screen or near it, measures them once they are drawn, and
 * scrolls so that what one reads stays where it is. Which rows these are is reckoned in `row_window.js`.
 */
import { afterDrawing } from "./drawing.js";
import { RowWindow } from "./row_window.js";

/** @typedef {import("./rows.js").Row} Row */
/** @typedef {{id: string, space: number, row: Row}} DrawnRow `space`: the room of the rows before it that are not drawn, in pixels */

const LIST = ".vp-comments";
const ROW = ".vp-comment";
const PREFIX = "comment-";
/** Smaller differences are those of rounding. */
const PIXEL = 1;

export class RowList {
  /** What is drawn. @type {{rows: DrawnRow[], after: number}} */
  view = { rows: [], after: 0 };

  #window = new RowWindow();
  /** @type {readonly unknown[] | null} */
  #shown = null;
  #sort = "";
  /** A row on its way into sight. */
  #wanted = "";
  #isDrawn = true;
  /** @type {HTMLElement | null} */
  #element = null;
  /** Where the element was scrolled to when that was last known. */
  #known = 0;
  #width = 0;
  /** @type {Set<Element>} */
  #observed = new Set();
  /** @type {ResizeObserver | null} */
  #sizes = null;
  #stopListening = () => {};

  /** @param {import("./thread_store.js").ThreadStore} thread @param {() => void} onChange other rows are to be drawn */
  constructor(thread, onChange) {
    this.thread = thread;
    this.onChange = onChange;
  }

  /** The thread has published. */
  take() {
    const { shown, order } = this.thread.view;
    this.#find();
    this.#see();
    this.#keep();
    if (order.sort !== this.#sort) this.#window.rewind();
    this.#sort = order.sort;
    if (shown !== this.#shown) this.#window.arrange(shown.map(({ id }) => id));
    this.#shown = shown;
    this.#publish();
  }

  /** What was published is on the page, and nothing is painted yet. */
  drawn() {
    if (this.#isDrawn) return;
    this.#isDrawn = true;
    this.#find();
    this.#settle();
    if (this.#window.isNarrow && this.view.rows.length) afterDrawing(() => this.#open());
  }

  /**
   * Brings a row into sight, also one that is not drawn now.
   * @param {string} id @param {(row: HTMLElement) => void} [then] what is done with it
   */
  show(id, then = (row) => row.scrollIntoView({ block: "nearest" })) {
    afterDrawing(() => {
      if (!this.#window.isDrawn(id)) {
        this.#see();
        if (!this.#window.bring(id)) return;
        this.#wanted = id;
        this.#tell();
      }
      requestAnimationFrame(() => {
        if (this.#wanted === id) this.#wanted = "";
        const row = document.getElementById(PREFIX + id);
        if (row) then(row);
      });
    });
  }

  /** The place of a row in the whole list, -1 where it is not in it. @param {string} id */
  placeOf(id) {
    return this.#window.heights.placeOf(id);
  }

  /** The row at a place of the whole list, or the last; null where it is not drawn. @param {number} at */
  rowAt(at) {
    const { ids } = this.#window.heights;
    return document.getElementById(PREFIX + ids[Math.min(at, ids.length - 1)]);
  }

  close() {
    this.#stopListening();
    this.#sizes?.disconnect();
    this.#element = null;
  }

  /** The first rows are painted: those around them may follow. */
  #open() {
    if (!this.#window.isNarrow) return;
    this.#window.open();
    this.#tell();
  }

  #tell() {
    this.#publish();
    this.onChange();
  }

  #publish() {
    const { shown, rowOf } = this.thread.view;
    this.#keep();
    const { pieces, after } = this.#window.drawn;
    this.view = { rows: pieces.map(({ at, space }) => ({ id: shown[at].id, space, row: rowOf(shown[at]) })), after };
    this.#isDrawn = false;
  }

  /** A row with a box open in it and the one with the keyboard's focus stay drawn; from the latter the keyboard can go on. */
  #keep() {
    const { thread } = this;
    const { heights } = this.#window;
    const open = thread.open?.id ?? "";
    const focused = idOf(document.activeElement?.closest?.(ROW));
    const at = heights.placeOf(focused);
    const around = at < 0 ? [] : heights.ids.slice(Math.max(0, at - 1), at + 2);
    this.#window.kept = [open, focused, ...around, this.#wanted].filter(Boolean);
    this.#window.held = [open, focused, thread.active ?? "", thread.selected ?? ""].filter(Boolean);
  }

  /** The list's element may be another one than before. */
  #find() {
    const element = /** @type {HTMLElement | null} */ (document.querySelector(LIST));
    if (element === this.#element) return;
    this.close();
    this.#element = element;
    this.#observed.clear();
    if (!element) return;
    const scrolled = () => this.#see() && this.#tell();
    element.addEventListener("scroll", scrolled, { passive: true });
    this.#stopListening = () => element.removeEventListener("scroll", scrolled);
    this.#sizes = new ResizeObserver(() => this.#resized());
    this.#sizes.observe(element);
  }

  /** Looks where the list was scrolled to; nothing is to be seen while it is hidden. @returns {boolean} whether other rows are to be drawn */
  #see() {
    const { scrollTop = 0, clientHeight = 0 } = this.#element ?? {};
    if (!clientHeight) return false;
    const isSame = Math.abs(scrollTop - this.#known) < PIXEL && clientHeight === this.#window.height;
    this.#known = scrollTop;
    return isSame ? false : this.#window.look(scrollTop, clientHeight);
  }

  #resized() {
    const isOther = this.#see();
    const width = this.#element?.clientWidth ?? 0;
    if (width && this.#width && width !== this.#width) this.#window.heights.widen();
    this.#width = width || this.#width;
    if (!this.#settle() && isOther) this.#tell();
  }

  /** Measures the rows, and puts what one reads where it was. @returns {boolean} whether other rows were to be drawn */
  #settle() {
    const list = this.#element;
    if (!list?.clientHeight) return false;
    const rows = list.querySelectorAll(ROW);
    this.#observe(rows);
    const isOther = this.#window.measure([...rows].map((row) => [idOf(row), row.getBoundingClientRect().height]));
    this.#count(rows);
    if (isOther) this.#tell();
    else this.#scroll(list);
    return isOther;
  }

  /** @param {HTMLElement} list */
  #scroll(list) {
    const { top } = this.#window;
    if (Math.abs(list.scrollTop - top) >= PIXEL) list.scrollTop = top;
    this.#known = list.scrollTop;
    if (Math.abs(this.#known - top) >= PIXEL) this.#window.look(this.#known); // the list ends before
  }

  /** Where each row stands in the whole list, which screen readers say. @param {NodeListOf<Element>} rows */
  #count(rows) {
    const size = String(this.thread.view.shown.length);
    for (const row of rows) {
      const place = String(this.placeOf(idOf(row)) + 1);
      if (row.getAttribute("aria-posinset") !== place) row.setAttribute("aria-posinset", place);
      if (row.getAttribute("aria-setsize") !== size) row.setAttribute("aria-setsize", size);
    }
  }

  /** @param {NodeListOf<Element>} rows */
  #observe(rows) {
    const now = new Set(rows);
    for (const row of this.#observed) if (!now.has(row)) this.#sizes?.unobserve(row);
    for (const row of now) if (!this.#observed.has(row)) this.#sizes?.observe(row);
    this.#observed = now;
  }
}

/** @param {Element | null | undefined} row */
function idOf(row) {
  return row?.id.slice(PREFIX.length) ?? "";
}
