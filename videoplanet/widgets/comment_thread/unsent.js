/**
 * Words that were not sent, for when their room is closed: its writer may still read them and take them along. They are what the
 * browser keeps of drafts and of what could not be posted. Which room a page last showed, and to whom, is kept beside them, since
 * a closed room tells neither.
 */
import { Drafts } from "./drafts.js";
import { Outbox } from "./outbox.js";

/** @typedef {{id: string, what: "comment" | "reply" | "edit", label: string, body: string}} Unsent */

const ROOM = "vp:room:";
/** @param {string} page */
const nameOf = (page) => ROOM + page.replace(/\/+$/, "");
const NO_GATEWAY = /** @type {any} */ ({ refusalOf: () => null });

/** @param {string} videoId @param {string} viewerId */
export const draftsPrefix = (videoId, viewerId) => `vp:draft:${videoId}:${viewerId}:`;
/** @param {string} videoId @param {string} viewerId */
export const outboxPrefix = (videoId, viewerId) => `vp:outbox:${videoId}:${viewerId}:`;

/** @param {Storage} storage @param {string} page its path @param {string} videoId @param {string} viewerId */
export function rememberRoom(storage, page, videoId, viewerId) {
  try {
    storage.setItem(nameOf(page), JSON.stringify({ videoId, viewerId }));
  } catch {
    // A full storage costs only these words after a reload of a closed room.
  }
}

/**
 * What is left of the room that a page last showed.
 * @param {Storage} storage @param {string} page its path
 * @param {string} viewerId who asks; empty for a guest, whom the page itself stands for
 * @returns {Unsent[]}
 */
export function unsentOnPage(storage, page, viewerId) {
  const room = parsed(storage.getItem(nameOf(page)));
  if (!room || (viewerId && room.viewerId !== viewerId)) return [];
  const { videoId, viewerId: whose } = room;
  const nothing = () => undefined;
  const drafts = new Drafts({ storage, prefix: draftsPrefix(videoId, whose), videoId, api: NO_GATEWAY, onChange: nothing });
  const options = { send: async () => null, refusalOf: () => null, onSent: nothing, onChange: nothing };
  return unsentOf(drafts, new Outbox({ storage, prefix: outboxPrefix(videoId, whose), ...options }));
}

/** @param {Drafts} drafts @param {Outbox} outbox @returns {Unsent[]} */
export function unsentOf(drafts, outbox) {
  const begun = drafts.all().map(({ at, box, body, place }) => {
    const what = /** @type {Unsent["what"]} */ (box === "new" ? "comment" : box.split(":")[0]);
    return { id: at, what, label: labelOf(place), body };
  });
  const kept = [...outbox.entries.values()].map(({ id, commentId, body }) => {
    const what = /** @type {Unsent["what"]} */ (commentId ? "reply" : "comment");
    return { id, what, label: commentId ? "" : labelOf(/** @type {any} */ (body)), body: String(body.body) };
  });
  return [...begun, ...kept];
}

/** The version and the numbers of the frames: a closed room knows no timecode. @param {{version?: number, frame_in?: number | null, frame_out?: number | null} | null} place */
function labelOf(place) {
  if (!place?.version) return "";
  const frames = [place.frame_in, place.frame_out].filter(Number.isInteger).map((frame) => `F ${frame}`);
  return [`v${place.version}`, frames.join(" – ")].filter(Boolean).join(" · ");
}

/** @param {string | null} text @returns {{videoId: string, viewerId: string} | null} */
function parsed(text) {
  try {
    const { videoId, viewerId } = JSON.parse(text ?? "");
    return typeof videoId === "string" && typeof viewerId === "string" ? { videoId, viewerId } : null;
  } catch {
    return null;
  }
}
