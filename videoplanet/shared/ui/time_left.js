/** How long something still takes, as people say it: coarser the longer it takes, since it is an estimate. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const MOMENT = 5;

/**
 * The catalogue's text for a number of seconds, null where nobody knows.
 * @param {number | null | undefined} seconds
 * @returns {{key: string, params: Record<string, number>} | null}
 */
export function timeLeft(seconds) {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return null;
  if (seconds < MOMENT) return { key: "ui.left.moment", params: {} };
  if (seconds < MINUTE - MOMENT) return { key: "ui.left.seconds", params: { count: Math.ceil(seconds / 10) * 10 } };
  if (seconds < HOUR - MINUTE / 2) return { key: "ui.left.minutes", params: { count: Math.max(1, Math.round(seconds / MINUTE)) } };
  const tens = Math.round(seconds / (10 * MINUTE));
  const [hours, minutes] = [Math.floor(tens / 6), (tens % 6) * 10];
  if (!minutes) return { key: "ui.left.hours", params: { hours } };
  return { key: "ui.left.hours_minutes", params: { hours, minutes } };
}

/**
 * The same in words; empty where nobody knows.
 * @param {number | null | undefined} seconds
 * @param {(key: string, params?: Record<string, unknown>) => string} t
 */
export function timeLeftText(seconds, t) {
  const left = timeLeft(seconds);
  return left ? t(left.key, left.params) : "";
}
