/**
 * Words that were typed at an address before its room was open. They are this tab's: the room takes them when it opens, and when it
 * turns out to be closed, their writer may still read them, also after a reload.
 */

/** @typedef {{target: "comment" | "reply" | "edit", box: string, words: string, isChanged: boolean}} Typed */

const EARLY = "vp:early:";
/** @param {string} page */
const nameOf = (page) => EARLY + page.replace(/\/+$/, "");

/** @param {Storage} storage of the tab @param {string} page its path @param {Typed} typed what is in a box now */
export function keepEarly(storage, page, typed) {
  const others = earlyWords(storage, page).filter(({ box }) => box !== typed.box);
  try {
    storage.setItem(nameOf(page), JSON.stringify([...others, typed]));
  } catch {
    // A full storage costs only these words, should the room not open.
  }
}

/** @param {Storage} storage @param {string} page its path @returns {Typed[]} */
export function earlyWords(storage, page) {
  try {
    const kept = JSON.parse(storage.getItem(nameOf(page)) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** The room opens: they are its own from now on. @param {Storage} storage @param {string} page its path @returns {Typed[]} */
export function takeEarly(storage, page) {
  const taken = earlyWords(storage, page);
  storage.removeItem(nameOf(page));
  return taken;
}

/** They as a closed room shows them. @param {Storage} storage @param {string} page its path @returns {import("./unsent.js").Unsent[]} */
export function earlyUnsent(storage, page) {
  const written = earlyWords(storage, page).filter(({ words, isChanged }) => isChanged && words.trim());
  return written.map(({ target, box, words }) => ({ id: `early:${box}`, what: target, label: "", body: words }));
}
