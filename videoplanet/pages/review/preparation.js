/** What is told of a version while it is being prepared, laid over what the server said of it when it was asked. */

/** @typedef {{number: number, progress?: number, seconds_left?: number | null, rungs?: string[], stage?: string, has_poster?: boolean, is_playable?: boolean}} Told */

/** @typedef {import("../../shared/ui/reached.js").Reached} Reached */

/** @type {WeakMap<object, {told: Told | undefined, reached: Reached | undefined, version: any}>} */
const known = new WeakMap();

/**
 * The version as it stands; the same object for the same news, so that what shows it rests.
 * @template {{status: string, progress: number}} V
 * @param {V} version
 * @param {Told | undefined} told
 * @param {Reached | undefined} reached the farthest that anybody on the page has told of it
 * @returns {V}
 */
export function withProgress(version, told, reached) {
  if ((!told && !reached) || version.status !== "processing") return version;
  const before = known.get(version);
  if (before && before.told === told && before.reached === reached) return before.version;
  const made = {
    ...version,
    progress: Math.max(version.progress, told?.progress ?? 0, reached?.percent ?? 0),
    seconds_left: (reached ? reached.secondsLeft : told?.seconds_left) ?? null,
    stage: told?.stage ?? "",
  };
  known.set(version, { told, reached, version: made });
  return made;
}
