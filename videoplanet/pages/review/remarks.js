/** What has to be said of a version's film, such as pictures that could not be read: until it was read, once a version. */

/** @typedef {{code: string, count?: number | null, frames?: [number, number][] | null}} Remark `frames`: first and last, both included */
/** @typedef {{code: string, count: number, has_frames: boolean}} Shown */

const READ = "vp_remarks:";

/**
 * What is to be said of a version that can be watched.
 * @param {{id: string, hls_url?: string | null, original_url?: string | null, remarks?: Remark[] | null}} version
 * @param {Pick<Storage, "getItem">} storage
 * @returns {Shown[]}
 */
export function remarksOf(version, storage) {
  const remarks = version.remarks ?? [];
  const canWatch = Boolean(version.hls_url || version.original_url);
  if (!canWatch || !remarks.length || storage.getItem(READ + version.id) === wordsOf(remarks)) return [];
  return remarks.map(({ code, count, frames }) => ({ code, count: count ?? 0, has_frames: Boolean(frames?.length) }));
}

/** They were read: the same ones are not said again. @param {{id: string, remarks?: Remark[] | null}} version @param {Pick<Storage, "setItem">} storage */
export function markRead({ id, remarks }, storage) {
  try {
    storage.setItem(READ + id, wordsOf(remarks ?? []));
  } catch {
    // a full storage costs only that they are said again
  }
}

/**
 * Where the next of the frames a remark is about begins, after the shown frame, and round again.
 * @param {{remarks?: Remark[] | null}} version @param {string} code @param {number} frame the last one shown
 * @returns {number | null}
 */
export function nextRemarked(version, code, frame) {
  const ranges = version.remarks?.find((remark) => remark.code === code)?.frames ?? [];
  const firsts = ranges.map(([first]) => first).sort((one, other) => one - other);
  return firsts.find((first) => first > frame) ?? firsts[0] ?? null;
}

/** @param {Remark[]} remarks */
function wordsOf(remarks) {
  return remarks.map(({ code, count }) => `${code} ${count ?? ""}`).join();
}
