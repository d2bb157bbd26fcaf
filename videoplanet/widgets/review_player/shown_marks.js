/** What stands on the timeline, in plain values: comments in crowds, their ranges, other people's playheads. Pure: no page. */
import { crowdsOf, isOpen, placeOf } from "./marks.js";
import { percent } from "./shown.js";
import { timecodeOf } from "./timecode.js";

/** @typedef {{id: string, left: string, width: string}} Stretch */
/** @typedef {Stretch & {kind: string, is_resolved: boolean, is_selected: boolean}} ShownRange */
/** @typedef {{id: string, name: string, colour: string, left: string}} ShownGhost */
/**
 * @typedef {object} ShownCrowd by its leading mark
 * @property {string} id
 * @property {string} kind
 * @property {string} name its author's
 * @property {string} timecode
 * @property {string} body
 * @property {number} others how many more stand in the same place; of the open ones, while there are any
 * @property {string} left
 * @property {string} edge `start` or `end` near an end of the timeline, where its note opens inwards
 * @property {boolean} is_selected
 * @property {boolean} is_resolved
 * @property {boolean} is_pending
 * @property {number} tab_index of all one is reached by Tab, the others from there by the up and down keys
 */

/** Room that one mark needs, in pixels. */
const MARK_ROOM = 28;
/** What a crowd's count takes beside it, where the timeline is not so narrow that there is none; see `marks.css`. */
const COUNT_ROOM = 18;
const NARROW = 540;
/** More ranges than these are not told apart any more. */
const MANY_RANGES = 150;
/** Letters of a comment that a mark shows when it is pointed at. */
const EXCERPT = 140;

/**
 * @param {import("./marks.js").FrameMark[]} marks by frame
 * @param {{timebase: import("./timecode.js").Timebase, frames: number, width: number, selectedId: string | null | undefined}} timeline
 * @returns {import("./marks.js").Crowd[]}
 */
export function crowdsOn(marks, { frames, width, selectedId }) {
  return crowdsOf(marks, frames, width, MARK_ROOM, selectedId, width < NARROW ? 0 : COUNT_ROOM);
}

/**
 * @param {import("./marks.js").Crowd[]} crowds
 * @param {{timebase: import("./timecode.js").Timebase, frames: number, selectedId: string | null | undefined}} timeline
 * @returns {ShownCrowd[]}
 */
export function shownCrowds(crowds, { timebase, frames, selectedId }) {
  const isChosen = crowds.some(({ lead }) => lead.id === selectedId);
  return crowds.map(({ lead, marks }, at) => {
    const place = placeOf(lead.frame_in, frames);
    const isSelected = lead.id === selectedId;
    const toDo = marks.filter(isOpen);
    return {
      id: lead.id,
      kind: lead.kind,
      name: lead.author.name,
      timecode: timecodeOf(timebase, lead.frame_in),
      body: excerptOf(lead.body ?? ""),
      others: (toDo.length ? toDo : marks).filter((mark) => mark !== lead).length,
      left: percent(place),
      edge: edgeOf(place),
      is_selected: isSelected,
      is_resolved: lead.status === "resolved",
      is_pending: Boolean(lead.pending),
      tab_index: (isChosen ? isSelected : at === 0) ? 0 : -1,
    };
  });
}

/**
 * The stretches of the film that comments are about, each by itself; where there are very many, those of one kind that touch are one.
 * @param {import("./marks.js").FrameMark[]} marks by frame @param {{frames: number, selectedId: string | null | undefined}} timeline @returns {ShownRange[]}
 */
export function shownRanges(marks, { frames, selectedId }) {
  const ranges = marks
    .filter(({ frame_in, frame_out }) => Number.isInteger(frame_out) && Number(frame_out) > frame_in)
    .map(({ id, frame_in, frame_out, kind, status }) => ({
      id,
      kind,
      from: frame_in,
      to: Number(frame_out),
      is_resolved: status === "resolved",
    }));
  return (ranges.length > MANY_RANGES ? touchingOnes(ranges, selectedId) : ranges).map(({ from, to, ...range }) => ({
    ...stretchOf(range.id, from, to, frames),
    kind: range.kind,
    is_resolved: range.is_resolved,
    is_selected: range.id === selectedId,
  }));
}

/** @typedef {{id: string, kind: string, from: number, to: number, is_resolved: boolean}} Range */

/** @param {Range[]} ranges by their beginning @param {string | null | undefined} selectedId stays by itself @returns {Range[]} */
function touchingOnes(ranges, selectedId) {
  /** @type {Map<string, Range>} */
  const last = new Map();
  /** @type {Range[]} */
  const joined = [];
  for (const range of ranges) {
    const key = range.id === selectedId ? range.id : `${range.kind} ${range.is_resolved}`;
    const before = last.get(key);
    if (before && range.from <= before.to + 1) {
      before.to = Math.max(before.to, range.to);
      continue;
    }
    const begun = { ...range };
    last.set(key, begun);
    joined.push(begun);
  }
  return joined;
}

/** @param {{id: string, name: string, colour: string, frame: number}[]} ghosts @param {number} frames @returns {ShownGhost[]} */
export function shownGhosts(ghosts, frames) {
  return ghosts.map(({ id, name, colour, frame }) => ({ id, name, colour, left: percent(placeOf(frame, frames)) }));
}

/** @param {[number, number][]} unreadable first and last frame of each stretch @param {number} frames @returns {Stretch[]} */
export function shownUnreadable(unreadable, frames) {
  return unreadable.map(([first, last]) => stretchOf(String(first), first, last, frames));
}

/** @param {string} id @param {number} first @param {number} last @param {number} frames @returns {Stretch} */
function stretchOf(id, first, last, frames) {
  const from = placeOf(first, frames);
  return { id, left: percent(from), width: percent(placeOf(last, frames) - from) };
}

/** @param {number} place */
function edgeOf(place) {
  if (place < 0.2) return "start";
  return place > 0.8 ? "end" : "";
}

/** @param {string} body */
function excerptOf(body) {
  const line = body.replace(/\s+/g, " ").trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT)}…` : line;
}
