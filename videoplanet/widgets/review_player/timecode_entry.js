/**
 * What is typed into the timecode field, as editing programs read it: the last two digits are frames, then seconds, minutes and
 * hours, with or without anything between them. "310", "3.10" and "3:10" are 3 seconds 10 frames from the film's beginning,
 * "01:00:03:10" and "01000310" a label, "+10" and "-1:00" so far from the shown frame, "f54" a frame's number.
 */
import { frameAt, nominalRate } from "./timecode.js";

/** @typedef {{frame: number} | {problem: "form" | "outside"}} Entry `outside`: a label that the film does not have */
/** @typedef {{hours: number, minutes: number, seconds: number, frames: number, count: number}} Fields `count`: how many were typed */

const RELATIVE = /^([+-])\s*(.+)$/;
const FRAME = /^(?:f\s*(\d{1,9})|(\d{1,9})\s*f)$/;
const FIELDS = /^\d{1,9}(?:[:;.,]\d{1,9}){0,3}$/;
const SECONDS_A_DAY = 86400;

/**
 * The frame an entry names, limited to the film except for a label that lies outside of it.
 * @param {import("./timecode.js").Timebase} timebase
 * @param {number} frames how long the film is
 * @param {string} typed
 * @param {number} shown the frame on the screen
 * @returns {Entry}
 */
export function readEntry(timebase, frames, typed, shown) {
  const text = typed.normalize("NFKC").replace(/[−–]/g, "-").trim().toLowerCase();
  const limited = (/** @type {number} */ frame) => ({ frame: Math.min(Math.max(0, frames - 1), Math.max(0, frame)) });
  const relative = RELATIVE.exec(text);
  const fields = fieldsOf(timebase, relative ? relative[2] : text);
  const far = frameNumber(relative ? relative[2] : text) ?? (fields && framesOf(timebase, fields));
  if (far === null) return { problem: "form" };
  if (relative) return limited(shown + (relative[1] === "-" ? -far : far));
  if (fields?.count !== 4) return limited(far);
  if (fields.hours > 23) return { problem: "form" };
  const frame = frameAt(timebase, labelOf(fields)) ?? frames;
  if (frame < frames) return { frame };
  // a film that begins at 10:00:00:00 may still be gone through from zero
  return far < frames ? { frame: far } : { problem: "outside" };
}

/** @param {string} text */
function frameNumber(text) {
  const frame = FRAME.exec(text);
  return frame ? Number(frame[1] ?? frame[2]) : null;
}

/** What was typed, the largest field as large as one likes; null when it is not such an entry.
 * @param {import("./timecode.js").Timebase} timebase @param {string} text @returns {Fields | null} */
function fieldsOf(timebase, text) {
  if (!FIELDS.test(text)) return null;
  const nominal = nominalRate(timebase.rate);
  const typed = /^\d+$/.test(text) ? pairsOf(text, nominal > 100) : text.split(/\D/);
  if (typed.length > 4) return null;
  const [frames, seconds = 0, minutes = 0, hours = 0] = typed.map(Number).reverse();
  const limits = [nominal, 60, 60];
  const isWithin = [frames, seconds, minutes].every((field, at) => field < limits[at] || at === typed.length - 1);
  return isWithin ? { hours, minutes, seconds, frames, count: typed.length } : null;
}

/** Digits in pairs from the right; a whole label has three for its frames where they need them.
 * @param {string} digits @param {boolean} isWide */
function pairsOf(digits, isWide) {
  const wide = isWide && digits.length === 9 ? [digits.slice(-3)] : [];
  const rest = wide.length ? digits.slice(0, -3) : digits;
  return [...(rest.length % 2 ? `0${rest}` : rest).matchAll(/../g)].map(([pair]) => pair).concat(wide);
}

/** How many frames from the film's beginning. @param {import("./timecode.js").Timebase} timebase @param {Fields} fields */
function framesOf(timebase, fields) {
  if (fields.count === 1) return fields.frames;
  const seconds = (fields.hours * 60 + fields.minutes) * 60 + fields.seconds;
  if (seconds >= SECONDS_A_DAY) return Infinity;
  return frameAt({ ...timebase, start: 0 }, labelOf(spread(seconds, fields.frames)));
}

/** @param {number} seconds @param {number} frames */
function spread(seconds, frames) {
  const minutes = Math.floor(seconds / 60);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60, seconds: seconds % 60, frames };
}

/** @param {Omit<Fields, "count">} fields */
function labelOf({ hours, minutes, seconds, frames }) {
  return [hours, minutes, seconds, frames].join(":");
}
