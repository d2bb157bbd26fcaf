/**
 * Which marks stand on the timeline, and in which crowd when there is no room for each alone.
 * A mark is a comment that names a frame. Pure: no page, no player.
 */

/**
 * @typedef {object} Mark
 * @property {string} id
 * @property {number | null} frame_in
 * @property {number | null} [frame_out]
 * @property {"fix" | "idea" | "approve" | "question"} kind
 * @property {string} [status] open, in_progress or resolved
 * @property {{name: string}} author
 * @property {string} [body]
 * @property {boolean | string | null} [pending] not confirmed by the server yet
 */
/** @typedef {Mark & {frame_in: number}} FrameMark */
/** @typedef {{lead: FrameMark, marks: FrameMark[]}} Crowd `lead` is the one that is seen */

/** The marks that name a frame of the film, by frame. @param {Mark[] | null | undefined} marks @param {number} frames @returns {FrameMark[]} */
export function frameMarks(marks, frames) {
  return /** @type {FrameMark[]} */ ((marks ?? []).filter(({ frame_in }) => Number.isInteger(frame_in)))
    .filter(({ frame_in }) => frame_in < frames)
    .sort((a, b) => a.frame_in - b.frame_in);
}

/** A place on the timeline as a part of its width, 0 to 1. @param {number} frame @param {number} frames */
export function placeOf(frame, frames) {
  return frames > 1 ? Math.min(1, Math.max(0, frame / (frames - 1))) : 0;
}

/** Whether there is still something to do about it. @param {Mark} mark */
export function isOpen({ status }) {
  return status !== "resolved";
}

/**
 * Puts marks that would cover each other into one crowd, led by the selected one, else by the first that is open, else by the first.
 * Open ones have the places: resolved ones that would lie beside or over them join them.
 * @param {FrameMark[]} marks by frame
 * @param {number} frames
 * @param {number} width of the timeline in pixels
 * @param {number} room that one mark needs, in pixels
 * @param {string | null | undefined} selectedId
 * @param {number} [badge] what a crowd's count needs to the right of that, in pixels
 * @returns {Crowd[]}
 */
export function crowdsOf(marks, frames, width, room, selectedId, badge = 0) {
  const at = (/** @type {FrameMark} */ mark) => placeOf(mark.frame_in, frames) * width;
  const end = (/** @type {Crowd} */ crowd) => at(crowd.lead) + room + (crowd.marks.length > 1 ? badge : 0);
  const gather = (/** @type {FrameMark[]} */ some) => {
    /** @type {Crowd[]} */
    const crowds = [];
    for (const mark of some) {
      const crowd = crowds.at(-1);
      if (crowd && at(mark) < end(crowd)) crowd.marks.push(mark);
      else crowds.push({ lead: mark, marks: [mark] });
    }
    return crowds;
  };
  const open = gather(marks.filter(isOpen));
  const places = open.map((crowd) => ({ crowd, from: at(crowd.lead) - room - badge, to: end(crowd) }));
  /** @type {Set<Crowd>} */
  const joined = new Set();
  const alone = marks.filter((mark) => {
    if (isOpen(mark)) return false;
    const near = places.find(({ from, to }) => from < at(mark) && at(mark) < to)?.crowd;
    near?.marks.push(mark);
    if (near) joined.add(near);
    return !near;
  });
  const order = new Map(joined.size ? marks.map((mark, index) => [mark, index]) : []);
  for (const crowd of joined) crowd.marks.sort((a, b) => Number(order.get(a)) - Number(order.get(b)));
  const crowds = [...open, ...gather(alone)].sort((a, b) => a.lead.frame_in - b.lead.frame_in);
  for (const crowd of crowds) {
    crowd.lead = crowd.marks.find(({ id }) => id === selectedId) ?? crowd.lead;
  }
  return crowds;
}

/** The mark that a click on a crowd means: the first, and with each further click the next. @param {Crowd} crowd @param {string | null | undefined} selectedId */
export function nextOfCrowd({ lead, marks }, selectedId) {
  const at = marks.findIndex(({ id }) => id === selectedId);
  return at === -1 ? lead : marks[(at + 1) % marks.length];
}

/**
 * The nearest mark before or after: by the selected one while its frame is shown (several may share a frame), else by frame.
 * @param {FrameMark[]} marks by frame @param {number} frame @param {1 | -1} direction @param {string | null | undefined} selectedId
 * @returns {FrameMark | undefined}
 */
export function neighbourMark(marks, frame, direction, selectedId) {
  const at = marks.findIndex((mark) => mark.id === selectedId && mark.frame_in === frame);
  if (at !== -1) return marks[at + direction];
  return direction > 0 ? marks.find((mark) => mark.frame_in > frame) : marks.findLast((mark) => mark.frame_in < frame);
}
