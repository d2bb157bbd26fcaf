/** Loudness over a film as bars: as many as there is room for, each as loud as the loudest moment in it. */

/** A quiet film is drawn louder, at most so many times; and soft sounds taller than they are, as they are heard. */
const MOST_GAIN = 4;
const CURVE = 0.6;

/**
 * @param {number[]} peaks 0 to 255, of equal slices of the film
 * @param {number} count how many bars
 * @returns {number[]} 0 to 1
 */
export function levelsOf(peaks, count) {
  if (!peaks.length || count < 1) return [];
  const gain = Math.min(MOST_GAIN, 255 / Math.max(1, ...peaks));
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * peaks.length) / count);
    const to = Math.max(from + 1, Math.ceil(((at + 1) * peaks.length) / count));
    let loudest = 0;
    for (let slice = from; slice < Math.min(to, peaks.length); slice++) loudest = Math.max(loudest, peaks[slice]);
    return Math.min(1, (gain * loudest) / 255) ** CURVE;
  });
}

/** The peaks in a waveform file, none where it is not one. @param {any} content @returns {number[]} */
export function peaksOf(content) {
  const peaks = content?.peaks;
  return Array.isArray(peaks) && peaks.every((peak) => Number.isFinite(peak)) ? peaks : [];
}
