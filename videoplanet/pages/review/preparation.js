/** What is told of a version while it is being prepared, laid over what the server said of it when it was asked. */

/** @typedef {{number: number, progress?: number, seconds_left?: number | null, rungs?: string[], stage?: string, has_poster?: boolean, is_playable?: boolean}} Told */

/** @type {WeakMap<object, {told: Told, version: any}>} */
const known = new WeakMap();

/**
 * The version as it stands; the same object for the same news, so that what shows it rests.
 * @template {{status: string, progress: number}} V
 * @param {V} version
 * @param {Told | undefined} told
 * @returns {V}
 */
export function withProgress(version, told) {
  if (!told || version.status !== "processing") return version;
  const before = known.get(version);
  if (before?.told === told) return before.version;
  const made = {
    ...version,
    progress: Math.max(version.progress, told.progress ?? 0),
    seconds_left: told.seconds_left ?? null,
    stage: told.stage ?? "",
  };
  known.set(version, { told, version: made });
  return made;
}
