/**
 * Where films go that are dropped or pasted: the page says what it is about, and the last one to say so counts. Holds also the
 * question that is open when the viewer has to choose.
 */

/**
 * @typedef {object} Place
 * @property {"project" | "room" | "link" | "any" | "closed"} kind a project; a film in its room; a guest's link; the viewer chooses;
 *   nowhere, since this viewer may not upload here
 * @property {string} [projectId] @property {string} [projectName] @property {string} [videoId] @property {string} [videoTitle]
 * @property {string} [shareToken]
 */
/** @typedef {import("./uploads.js").Pick} Pick */
/** @typedef {"corner" | "header"} Look of the tray: in the corner of the window, or a button of a header that unfolds */
/** @typedef {{place: Place, picks: Pick[], look: Look}} Question `look` is that of the tray that shows the films afterwards */

/** @type {Place[]} */
let places = [];
/** @type {Question | null} */
let question = null;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {Place} place @returns {() => void} takes it back */
export function enterPlace(place) {
  places = [...places, place];
  return () => {
    places = places.filter((each) => each !== place);
  };
}

/** The last that said more than "anywhere". @returns {Place | null} */
export function currentPlace() {
  return places.findLast(({ kind }) => kind !== "any") ?? places.at(-1) ?? null;
}

export function currentQuestion() {
  return question;
}

/** @param {Question | null} asked */
export function ask(asked) {
  question = asked;
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
export function subscribeToQuestion(listener) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/**
 * Where a place's films go when nothing is to be chosen; null when the viewer has to.
 * @param {Place} place @param {"version" | "film"} [zone]
 * @returns {import("./rows.js").Target | null} */
export function targetOf(place, zone) {
  const { kind, projectId = "", projectName, videoId, videoTitle, shareToken } = place;
  if (kind === "project") return { projectId, projectName };
  if (kind === "link") return { projectId, shareToken };
  if (kind === "room" && zone === "version") return { projectId, projectName, videoId, videoTitle };
  if (kind === "room" && zone === "film") return { projectId, projectName };
  return null;
}
