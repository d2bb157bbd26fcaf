/** The film's sound tracks: how they are called, and which one was chosen for a film, remembered in this browser. */

/**
 * @typedef {object} Sound
 * @property {number} id
 * @property {string} name its title, empty when it has none
 * @property {string} language a BCP 47 tag, empty when not told
 * @property {number} number its place among the film's own tracks, from 1; 0 for all of them mixed
 */

const REMEMBERED = "vp_sound:";
/** What the playlist calls all streams in one. */
const MIX = "mix";

/** hls.js' tracks, in the order of the film. @param {{id: number, name?: string, lang?: string}[]} tracks @returns {Sound[]} */
export function soundsOf(tracks) {
  const mixes = tracks[0]?.name === MIX ? 1 : 0;
  return tracks.map(({ id, name = "", lang = "" }, at) => ({
    id,
    // the playlist puts a number in front, so that names differ
    name: at < mixes ? "" : name.replace(/^\d+( |$)/, ""),
    language: lang === "und" ? "" : lang,
    number: at + 1 - mixes,
  }));
}

/**
 * What a track is called: its title and its language, else its number.
 * @param {Sound} sound @param {string} locale of the reader
 * @param {(key: string, params?: Record<string, unknown>) => string} t
 */
export function soundLabel({ name, language, number }, locale, t) {
  if (number === 0) return t("player.sound_mix");
  const spoken = languageName(language, locale);
  const isSaid = spoken && name.toLowerCase().includes(spoken.toLowerCase());
  const numbered = t("player.sound_number", { number });
  if (!name || name === language) return spoken ? `${numbered} · ${spoken}` : numbered;
  return spoken && !isSaid ? `${name} · ${spoken}` : name;
}

/** The track that was chosen for this film, null where none was. @param {string} film @param {Sound[]} sounds */
export function recalledSound(film, sounds) {
  try {
    const key = localStorage.getItem(REMEMBERED + film);
    return sounds.find((sound) => keyOf(sound) === key) ?? null;
  } catch {
    return null;
  }
}

/** @param {string} film @param {Sound[]} sounds @param {number} id */
export function rememberSound(film, sounds, id) {
  const sound = sounds.find((each) => each.id === id);
  if (!sound) return;
  try {
    localStorage.setItem(REMEMBERED + film, keyOf(sound));
  } catch {
    // a full or forbidden storage costs only the next visit
  }
}

/** Told apart by place too: six mono tracks may all be called the same. @param {Sound} sound */
function keyOf({ name, language, number }) {
  return [number, name, language].join(" ");
}

/** @param {string} language @param {string} locale */
function languageName(language, locale) {
  if (!language) return "";
  try {
    return new Intl.DisplayNames([locale], { type: "language", fallback: "none" }).of(language) ?? "";
  } catch {
    return "";
  }
}
