/** A face for a name: one initial on a colour that the name decides. White on each colour reaches 4.5:1. */

/** What people see as one letter: joined emoji and flags are several code points. */
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const COLOURS = ["#1631f8", "#0f7f63", "#b93c0a", "#7c3aed", "#b0246f", "#0b6fa8", "#5b6472", "#8a5a00"];

/** The colour of a name, the same everywhere. @param {string | null | undefined} name */
export function avatarColour(name) {
  return COLOURS[placeOf(name)];
}

/** A colour for each of several people, in their order: that of the name, or the next one while somebody before has it.
 * @param {(string | null | undefined)[]} names */
export function avatarColours(names) {
  /** @type {Set<string>} */
  const taken = new Set();
  return names.map((name) => {
    if (taken.size === COLOURS.length) taken.clear();
    let place = placeOf(name);
    while (taken.has(COLOURS[place])) place = (place + 1) % COLOURS.length;
    taken.add(COLOURS[place]);
    return COLOURS[place];
  });
}

/** @param {string | null | undefined} name @returns {number} in the palette */
function placeOf(name) {
  let hash = 0x811c9dc5; // FNV-1a, then mixed: Korean syllables differ in their upper bits only
  for (const letter of (name ?? "").trim()) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = (hash ^ (hash >>> 13)) >>> 0;
  return hash % COLOURS.length;
}

/**
 * The initial people go by: of the given name in a Korean name of three or four syllables, else the first letter.
 * @param {string | null | undefined} name
 */
export function avatarInitial(name) {
  const seen = [...letters.segment((name ?? "").trim().normalize())].map(({ segment }) => segment);
  if (seen.length === 0) return "?";
  const korean = seen.every((letter) => letter >= "가" && letter <= "힣");
  const at = korean && seen.length >= 3 ? seen.length - 2 : 0;
  return seen[at].toLocaleUpperCase();
}
