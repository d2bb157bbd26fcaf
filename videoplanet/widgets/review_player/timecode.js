/**
 * Frames as people read them: SMPTE timecode (ST 12-1, drop-frame included), typed positions, and the instants of frames.
 * The twin of `shared/timecode.py`; both are tested against the same vectors. Frames count from 0 at the first picture.
 */

/** @typedef {{num: number, den: number}} Rate frames a second as an exact fraction, such as 30000/1001 */
/** @typedef {{rate: Rate, start: number, dropFrame: boolean}} Timebase `start`: the first frame's label as a count of frames */

const LABEL = /^(\d{1,2}):(\d{1,2}):(\d{1,2})[:;.,](\d{1,3})$/;
const POSITION = /^(?:(?:(\d{1,4}):)?(\d{1,5}):)?(\d{1,7})(?:[.,](\d{1,3}))?$/;
const FRAME = /^(?:[fF]\s*(\d{1,9})|(\d{1,9})\s*[fF])$/;

/** Most frames counted in one second of timecode: 24 for 23.976, 30 for 29.97, 13 for 12.5; at least 1. @param {Rate} rate */
export function nominalRate(rate) {
  return isUneven(rate) ? quotient(rate.num + rate.den - 1, rate.den) : nearest(rate);
}

/** The middle of the frame, in seconds: where to seek so that rounding cannot show a neighbour.
 * @param {Rate} rate @param {number} frame */
export function seekSeconds({ num, den }, frame) {
  return ((frame + 0.5) * den) / num;
}

/** The frame that begins at a presentation time in seconds, as a decoder reports it (rounded to its own clock).
 * @param {Rate} rate @param {number} mediaTime */
export function frameAtMediaTime({ num, den }, mediaTime) {
  return Math.round((mediaTime * num) / den);
}

/** The frame that is on the screen when a frame of another rate begins, counted from the first picture of each.
 * @param {Rate} from @param {Rate} to @param {number} frame */
export function sameMoment(from, to, frame) {
  return quotient(frame * from.den * to.num, from.num * to.den);
}

/** The frame's label, HH:MM:SS:FF, or HH:MM:SS;FF in drop-frame. @param {Timebase} timebase @param {number} frame */
export function timecodeOf(timebase, frame) {
  const nominal = nominalRate(timebase.rate);
  const dropped = droppedLabels(timebase);
  const aDay = framesADay(timebase);
  let count = (((timebase.start + frame) % aDay) + aDay) % aDay;
  if (dropped) {
    const tenMinutes = nominal * 600 - dropped * 9;
    const tens = Math.floor(count / tenMinutes);
    const minutes = Math.floor(Math.max(0, (count % tenMinutes) - dropped) / (nominal * 60 - dropped));
    count += dropped * (9 * tens + minutes);
  }
  const { num, den } = timebase.rate;
  const seconds = isUneven(timebase.rate) ? quotient(count * den, num) : quotient(count, nominal);
  const frames = count - (isUneven(timebase.rate) ? firstOf(timebase.rate, seconds) : seconds * nominal);
  const width = Math.max(2, String(nominal - 1).length);
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((field) => padded(field, 2)).join(":");
  return `${clock}${timebase.dropFrame ? ";" : ":"}${padded(frames, width)}`;
}

/** A length in frames as timecode, counted from zero. @param {Timebase} timebase @param {number} frames */
export function lengthOf(timebase, frames) {
  return timecodeOf({ ...timebase, start: 0 }, frames);
}

/**
 * The frame a typed position names, or null when it names none; the caller limits it to the film's length.
 *
 * "10:00:02:04" is a label as `timecodeOf` shows it. "1:20", "1:02:03", "80" and "1:20.5" are hours, minutes and seconds
 * from the film's beginning. "54f" is the frame number. A label that the rate leaves out is the next one there is.
 * @param {Timebase} timebase @param {string} typed
 * @returns {number | null}
 */
export function frameAt(timebase, typed) {
  const text = typed.trim();
  const label = LABEL.exec(text);
  if (label) {
    const [hours, minutes, seconds, frames] = label.slice(1).map(Number);
    if (hours > 23 || minutes > 59) return null;
    const count = countOf(timebase, hours * 60 + minutes, seconds, frames);
    if (count === null) return null;
    const aDay = framesADay(timebase);
    return (((count - timebase.start) % aDay) + aDay) % aDay;
  }
  const frame = FRAME.exec(text);
  if (frame) return Number(frame[1] ?? frame[2]);
  const position = POSITION.exec(text);
  if (!position) return null;
  const [hours, minutes, seconds, part] = position.slice(1);
  if (minutes !== undefined && Number(seconds) > 59) return null;
  if (hours !== undefined && Number(minutes) > 59) return null;
  const total = Number(seconds) + 60 * Number(minutes ?? 0) + 3600 * Number(hours ?? 0);
  const frames = part ? Math.floor((Number(part) * nominalRate(timebase.rate)) / 10 ** part.length) : 0;
  return countOf(timebase, Math.floor(total / 60), total % 60, frames);
}

/** Labels left out a minute: 2 at 29.97, 4 at 59.94, 0 where there is no drop-frame. @param {Timebase} timebase */
function droppedLabels({ rate: { num, den }, dropFrame }) {
  const thirties = (num * 1001) / (den * 30000);
  return dropFrame && [1, 2, 4, 8].includes(thirties) ? 2 * thirties : 0;
}

/** Labels in 24 hours. @param {Timebase} timebase */
function framesADay(timebase) {
  if (isUneven(timebase.rate)) return firstOf(timebase.rate, 86400);
  return nominalRate(timebase.rate) * 86400 - droppedLabels(timebase) * (1440 - 144);
}

/** Whether seconds of timecode differ in their number of frames: no whole number is as near as 1000/1001 takes a rate. @param {Rate} rate */
function isUneven(rate) {
  const whole = nearest(rate);
  return 900 * Math.abs(whole * rate.den - rate.num) > whole * rate.den;
}

/** The first frame of a second of the clock, at an uneven rate. @param {Rate} rate @param {number} second */
function firstOf({ num, den }, second) {
  return quotient(second * num + den - 1, den);
}

/** @param {Rate} rate */
function nearest({ num, den }) {
  return Math.max(1, quotient(2 * num + den, 2 * den));
}

/** Exact, where a division would round. @param {number} dividend @param {number} divisor */
function quotient(dividend, divisor) {
  return (dividend - (dividend % divisor)) / divisor;
}

/** Frames from 00:00:00:00 to the label, or null when a field is out of range.
 * @param {Timebase} timebase @param {number} minutes @param {number} seconds @param {number} frames */
function countOf(timebase, minutes, seconds, frames) {
  const nominal = nominalRate(timebase.rate);
  if (seconds > 59 || frames >= nominal) return null;
  if (isUneven(timebase.rate)) {
    const second = 60 * minutes + seconds;
    return Math.min(firstOf(timebase.rate, second) + frames, firstOf(timebase.rate, second + 1));
  }
  const dropped = droppedLabels(timebase);
  const frame = minutes % 10 && seconds === 0 ? Math.max(frames, dropped) : frames;
  return nominal * (60 * minutes + seconds) + frame - dropped * (minutes - Math.floor(minutes / 10));
}

/** @param {number} field @param {number} width */
function padded(field, width) {
  return String(Math.floor(field)).padStart(width, "0");
}
