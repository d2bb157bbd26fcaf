/** Notices what could not be done, so that its reason and the ways on are brought into sight once they are known. */

export class Failures {
  /** The reason that was there at the last look, by comment or reply. @type {Map<string, string> | null} */
  #known = null;

  /**
   * @param {{id: string, problem: string, replies: {id: string, problem: string}[]}[]} rows as they are shown now
   * @returns {string[]} whose reasons are new; none at the first look, which is the past's
   */
  look(rows) {
    const now = new Map();
    for (const row of rows) for (const { id, problem } of [row, ...row.replies]) if (problem) now.set(id, problem);
    const known = this.#known;
    this.#known = now;
    return known ? [...now.keys()].filter((id) => known.get(id) !== now.get(id)) : [];
  }
}

/** Scrolls the list so that what failed stands in it whole, at least its reason with what can be done. @param {string} id */
export function showFailure(id) {
  const reason = document.getElementById(`problem-${id}`);
  reason?.closest(".vp-reply, .vp-comment")?.scrollIntoView({ block: "nearest" });
  reason?.scrollIntoView({ block: "nearest" });
}
