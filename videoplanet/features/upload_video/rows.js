/** What the tray knows of one upload. */

/**
 * @typedef {object} Target where a film goes: a project, or as the next version of a video in it
 * @property {string} projectId @property {string} [projectName] @property {string} [videoId] @property {string} [videoTitle]
 * @property {string} [shareToken] on a guest's page: the link whose guest sends
 */
/**
 * @typedef {"waiting" | "looking" | "comparing" | "known" | "sending" | "checking" | "paused" | "unfinished" | "elsewhere" |
 *   "refused" | "processing" | "ready" | "failed"} State
 */
/**
 * @typedef {object} Upload a row of the tray
 * @property {string} id @property {Target} target
 * @property {string} name of the file @property {number} size in bytes @property {number} lastModified
 * @property {State} state @property {number} percent sent, compared or processed; what is sent never falls
 * @property {number} sent in bytes, at most @property {number} stored in bytes: what the server has, and is not sent again
 * @property {string} problem what the server said, in the viewer's language @property {string} problemKey or a text of our own
 * @property {string} noticeKey a text about what happened @property {boolean} isFinal whether the file itself was refused
 * @property {boolean} hasFile whether it can go on without choosing the file
 * @property {import("./journey.js").KnownFilm[]} films that have the same content
 * @property {boolean} isVerified @property {string} sha256 of the whole film
 * @property {string} videoId @property {number} version where it has become a version @property {string} jobId
 * @property {number | null} secondsLeft of its processing @property {boolean} isWatchable
 */

/** A row at its beginning. @type {Omit<Upload, "id" | "target" | "name" | "size" | "lastModified">} */
export const NEW = {
  ...{ state: "waiting", percent: 0, sent: 0, stored: 0, problem: "", problemKey: "", noticeKey: "", hasFile: true, films: [] },
  ...{ isFinal: false, isVerified: false, sha256: "", videoId: "", version: 0, jobId: "", secondsLeft: null, isWatchable: false },
};

/** Whether a file has the name and size of a row's; what is in it is compared elsewhere. @param {Upload} row @param {File} file */
export function isFileOf(row, file) {
  return row.name === file.name && row.size === file.size;
}

/** @param {Target} one @param {Target} other */
export function isSameTarget(one, other) {
  return one.projectId === other.projectId && (one.videoId ?? "") === (other.videoId ?? "");
}

/** What its version is called where its progress is told. @param {Upload} row */
export function nameOf({ videoId, version }) {
  return `${videoId}/v${version}`;
}

/** How much of a film that is, in whole per cent. @param {number} bytes @param {number} size of the film */
export function percentOf(bytes, size) {
  return size ? Math.min(100, Math.floor((100 * bytes) / size)) : 0;
}
