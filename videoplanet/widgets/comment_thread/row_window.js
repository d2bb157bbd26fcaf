/**
 * Which rows of a long list are drawn, and how far it is scrolled so that what one reads stays where it is, whatever comes, goes
 * or turns out to be higher than was thought. Pure: no page; `row_list.js` measures and scrolls.
 */
import { RowHeights } from "./row_heights.js";

/** @typedef {{at: number, space: number}} Piece a row by its place, and how much room the rows before it take that are not drawn */

/** A list of so many rows is drawn as a whole. */
const WHOLE = 120;
/** How far beyond the screen rows are drawn, in pixels. */
const MARGIN = 1200;

export class RowWindow {
  heights = new RowHeights();
  /** How far the list is scrolled. */
  top = 0;
  /** How much of it is seen. */
  height = 0;
  /** Whether only what is seen is drawn, so that it is there soon. */
  isNarrow = true;
  /** Rows that stay drawn wherever they are. @type {string[]} */
  kept = [];
  /** Rows that stay where they are before all others, while they are seen. @type {string[]} */
  held = [];
  #first = 0;
  #end = 0;
  /** By which guesses the rooms between the drawn rows were reckoned. */
  #guesses = 0;
  /** Where rows stood on the screen, the first that is still there counts. @type {{id: string, y: number}[]} */
  #anchors = [];

  /** @param {readonly string[]} ids */
  arrange(ids) {
    this.#note();
    this.heights.arrange(ids);
    this.#hold();
    this.#choose();
  }

  /** The list has been scrolled, or its screen has another height. @param {number} top @param {number} [height] @returns {boolean} whether other rows are to be drawn */
  look(top, height = this.height) {
    this.top = top;
    this.height = height;
    this.#note();
    return this.#cover();
  }

  /** @param {Iterable<[string, number]>} measured @returns {boolean} whether other rows are to be drawn, or other rooms between them */
  measure(measured) {
    if (this.heights.measure(measured)) this.#hold();
    return this.#cover() || this.#guesses !== this.heights.guesses;
  }

  /** Draws what is beyond the screen, too. */
  open() {
    this.isNarrow = false;
    this.#choose();
  }

  /** To the first row. */
  rewind() {
    this.top = 0;
    this.#anchors = [];
  }

  /** Brings a row on the screen. @param {string} id @returns {boolean} whether it is in the list */
  bring(id) {
    const { heights } = this;
    const at = heights.placeOf(id);
    if (at < 0) return false;
    const [top, end] = [heights.topOf(at), heights.topOf(at + 1)];
    if (top < this.top) this.top = top;
    else if (end > this.top + this.height) this.top = Math.max(0, Math.min(top, end - this.height));
    this.#anchors = [{ id, y: top - this.top }];
    this.#cover();
    return true;
  }

  /** Whether a row is among those that are drawn. @param {string} id */
  isDrawn(id) {
    const at = this.heights.placeOf(id);
    return at >= 0 && ((at >= this.#first && at < this.#end) || this.kept.includes(id));
  }

  /** @returns {{pieces: Piece[], after: number}} the rows to draw, and the room that is left behind them */
  get drawn() {
    const { heights } = this;
    this.#guesses = heights.guesses;
    const far = this.kept.map((id) => heights.placeOf(id)).filter((at) => at >= 0 && (at < this.#first || at >= this.#end));
    const places = [...new Set(far), ...Array.from({ length: this.#end - this.#first }, (_, at) => this.#first + at)];
    let end = 0;
    const pieces = places
      .sort((one, other) => one - other)
      .map((at) => {
        const space = heights.topOf(at) - end;
        end = heights.topOf(at + 1);
        return { at, space };
      });
    return { pieces, after: Math.max(0, heights.total - end) };
  }

  get #margin() {
    return this.isNarrow ? 0 : MARGIN;
  }

  /** Chooses anew where the rows that are drawn end within half of the margin. */
  #cover() {
    const { heights, top, height } = this;
    const near = this.#margin / 2;
    const isAbove = this.#first === 0 || heights.topOf(this.#first) <= top - near;
    const isBelow = this.#end >= heights.ids.length || heights.topOf(this.#end) >= top + height + near;
    if (isAbove && isBelow) return false;
    this.#choose();
    return true;
  }

  #choose() {
    const { heights, top, height } = this;
    const count = heights.ids.length;
    const isWhole = !this.isNarrow && count <= WHOLE;
    this.#first = isWhole ? 0 : heights.placeAt(top - this.#margin);
    this.#end = isWhole ? count : Math.min(count, heights.placeAt(top + height + this.#margin) + 1);
  }

  /** At its beginning a list shows what comes there; else what is seen stays. */
  #note() {
    const { heights, top, height } = this;
    if (!heights.ids.length) return;
    const seen = heights.ids.slice(heights.placeAt(top), heights.placeAt(top + height) + 1);
    const held = this.held.filter((id) => seen.includes(id));
    const ids = top > 0 ? [...held, ...seen] : held;
    this.#anchors = ids.map((id) => ({ id, y: heights.topOf(heights.placeOf(id)) - top }));
  }

  #hold() {
    const { heights } = this;
    const anchor = this.#anchors.find(({ id }) => heights.placeOf(id) >= 0);
    if (anchor) this.top = Math.max(0, heights.topOf(heights.placeOf(anchor.id)) - anchor.y);
  }
}
