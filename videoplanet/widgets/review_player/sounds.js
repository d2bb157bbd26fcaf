/** The film's sound tracks: how they are called, and which one was chosen for a film, remembered in this browser. */

/** @typedef {{id: number, name: string, language: string}} Sound `language`: a BCP 47 tag, empty when not told */

const REMEMBERED = "vp_sound:";

/** hls.js' tracks, in the order of the film. @param {{id: number, name?: string, lang?: string}[]} tracks @returns {Sound[]} */
export function soundsOf(tracks) {
  return tracks.map(({ id, name = "", lang = "" }) => ({ id, name, language: lang === "und" ? "" : lang }));
}

/**
 * What a track is called: its title and its language, else its number.
 * @param {Sound} sound @param {number} at its place among the tracks @param {string} locale of the reader
 * @param {(key: string, params?: Record<string, unknown>) => string} t
 */
export function soundLabel({ name, language }, at, locale, t) {
  const spoken = languageName(language, locale);
  const isSaid = spoken && name.toLowerCase().includes(spoken.toLowerCase());
  if (!name || name === language) return spoken || t("player.sound_number", { number: at + 1 });
  return spoken && !isSaid ? `${name} · ${spoken}` : name;
}

/** The track that was chosen for this film, null where none was. @param {string} film @param {Sound[]} sounds */
export function recalledSound(film, sounds) {
  try {
    const key = localStorage.getItem(REMEMBERED + film);
    return sounds.find((sound, at) => keyOf(sound, at) === key) ?? null;
  } catch {
    return null;
  }
}

/** @param {string} film @param {Sound[]} sounds @param {number} id */
export function rememberSound(film, sounds, id) {
  const at = sounds.findIndex((sound) => sound.id === id);
  if (at === -1) return;
  try {
    localStorage.setItem(REMEMBERED + film, keyOf(sounds[at], at));
  } catch {
    // a full or forbidden storage costs only the next visit
  }
}

/** Told apart by place too: six mono tracks may all be called the same. @param {Sound} sound @param {number} at */
function keyOf({ name, language }, at) {
  return [at, name, language].join(" ");
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
