/** How high the rows of the list are, as far as was measured, and where each stands therefore, in pixels. Pure: no page. */

/** Until any was measured. */
const GUESS = 96;
/** So many make a guess for the others. */
const ENOUGH = 4;

export class RowHeights {
  /** The rows in their order. @type {readonly string[]} */
  ids = [];
  /** @type {Map<string, number>} */
  #measured = new Map();
  /** @type {Map<string, number> | null} */
  #places = null;
  /** Where each row begins, and after the last one where the list ends. */
  #tops = new Float64Array(1);
  /** The first row whose beginning is not reckoned anew yet. */
  #stale = 0;
  #guess = GUESS;
  #isGuessed = false;
  /** Grows whenever rows that were not measured are thought to be of another height. */
  guesses = 0;

  get total() {
    return this.topOf(this.ids.length);
  }

  /** @param {readonly string[]} ids */
  arrange(ids) {
    this.ids = ids;
    this.#places = null;
    if (this.#tops.length <= ids.length) this.#tops = new Float64Array(2 * ids.length + 1);
    this.#stale = 0;
  }

  /** @param {string} id @returns {number} its place in the order; -1 where it is not listed */
  placeOf(id) {
    this.#places ??= new Map(this.ids.map((each, at) => [each, at]));
    return this.#places.get(id) ?? -1;
  }

  /** Where a row begins. @param {number} at its place; behind the last, where the list ends */
  topOf(at) {
    for (; this.#stale < at; this.#stale++) {
      this.#tops[this.#stale + 1] = this.#tops[this.#stale] + (this.#measured.get(this.ids[this.#stale]) ?? this.#guess);
    }
    return this.#tops[at];
  }

  /** The row that stands at a height: the first above all, the last below all. @param {number} height */
  placeAt(height) {
    this.topOf(this.ids.length);
    let [low, high] = [0, Math.max(0, this.ids.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#tops[middle] <= height) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {Iterable<[string, number]>} measured rows with their heights @returns {boolean} whether anything stands elsewhere now */
  measure(measured) {
    let isChanged = false;
    for (const [id, height] of measured) {
      if (this.#measured.get(id) === height) continue;
      this.#measured.set(id, height);
      const at = this.placeOf(id);
      if (at < 0) continue;
      this.#stale = Math.min(this.#stale, at);
      isChanged = true;
    }
    return this.#guessAnew() || isChanged;
  }

  /** The rows are as wide as they were not before: what was measured is a guess now. */
  widen() {
    this.#isGuessed = false;
    this.#measured.clear();
    this.#stale = 0;
    this.guesses += 1;
  }

  #guessAnew() {
    if (this.#isGuessed || this.#measured.size < ENOUGH) return false;
    this.#isGuessed = true;
    this.guesses += 1;
    this.#guess = [...this.#measured.values()].reduce((sum, height) => sum + height, 0) / this.#measured.size;
    this.#stale = 0;
    return true;
  }
}
