/** What the player reads of a version as REST gives it. */

/**
 * @typedef {object} Version
 * @property {string} id
 * @property {{num: number, den: number} | null} rate
 * @property {number | null} duration_frames
 * @property {number} start_frame the label of its first frame, as a count of frames since 00:00:00:00
 * @property {boolean} is_drop_frame
 * @property {number | null} width
 * @property {number | null} height
 * @property {string | null} audio_codec null when there is no sound
 * @property {string | null} hls_url
 * @property {string | null} original_url
 * @property {boolean} is_playable whether browsers play the original
 * @property {string | null} poster_url
 * @property {string | null} [sprite_vtt_url] the timeline's little pictures
 * @property {string | null} [waveform_url] the loudness over the film
 * @property {{code: string, frames?: [number, number][] | null}[] | null} [remarks] what has to be said of it
 */

/** Remarks on frames that show a neighbour. */
const UNREADABLE = new Set(["unreadable_pictures", "incomplete_pictures", "blank_pictures"]);

/** What a browser can play of a version. @param {Version | null} version @returns {import("./film_source.js").Addresses} */
export function addressesOf(version) {
  return { hls: version?.hls_url || null, original: (version?.is_playable && version.original_url) || null };
}

/** @param {Version | null} version */
export function hasFilm(version) {
  const { hls, original } = addressesOf(version);
  return Boolean(hls || original);
}

/** First and last frame of each stretch that could not be read. @param {Version | null} version */
export function unreadableFrames(version) {
  return (version?.remarks ?? []).filter(({ code }) => UNREADABLE.has(code)).flatMap(({ frames }) => frames ?? []);
}
