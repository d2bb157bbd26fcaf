/** Which parts of a film have arrived. */

/** Whether it is there without a gap from one instant to another. @param {HTMLMediaElement} media @param {number} from @param {number} to in seconds */
export function isThere({ buffered }, from, to = from) {
  for (let range = 0; range < buffered.length; range++) {
    if (from >= buffered.start(range) && to < buffered.end(range)) return true;
  }
  return false;
}
