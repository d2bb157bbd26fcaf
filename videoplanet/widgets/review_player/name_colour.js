/** A person without a photo: an initial on a colour made from the name. */

const COLOURS = ["#1631f8", "#0f766e", "#c2410c", "#7c3aed", "#be185d", "#0369a1", "#4d7c0f", "#a16207"];

/** @param {string} name */
export function nameColour(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + /** @type {number} */ (letter.codePointAt(0))) >>> 0;
  return COLOURS[sum % COLOURS.length];
}

/** @param {string} name */
export function initialOf(name) {
  return ([...name.trim()][0] ?? "?").toUpperCase();
}
