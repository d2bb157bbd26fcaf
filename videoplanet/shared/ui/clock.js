/** The server's clock, as far as it was heard of, and how long ago something was by it: the viewer's own may be wrong by hours. Pure: no page. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** @type {["day" | "hour" | "minute", number][]} */
const UNITS = [
  ["day", DAY],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
];

/** How far the server's clock is ahead of this device's, in milliseconds. */
let ahead = 0;

/** The server has answered just now. @param {string | null} said its `Date`; nothing is learned from none */
export function hearClock(said) {
  const moment = Date.parse(said ?? "");
  if (!Number.isNaN(moment)) ahead = moment - Date.now();
}

/** What time it is at the server, in milliseconds since 1970. */
export function serverNow() {
  return Date.now() + ahead;
}

/**
 * How long ago a moment was, in whole units; what was written is never told as what is to come.
 * @param {number} at in milliseconds since 1970
 * @returns {"now" | "long" | {unit: "day" | "hour" | "minute", count: number}} `long`: a week or more
 */
export function timeAgo(at) {
  const ago = serverNow() - at;
  if (ago >= 7 * DAY) return "long";
  const [unit, length] = UNITS.find(([, each]) => ago >= each) ?? ["", 0];
  return unit ? { unit, count: Math.trunc(ago / length) } : "now";
}
