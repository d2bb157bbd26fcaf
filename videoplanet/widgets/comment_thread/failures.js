/** Notices what could not be done, so that its reason and the ways on are brought into sight once they are known. */

export class Failures {
  /** The reason that was there at the last look, by comment or reply. @type {Map<string, string> | null} */
  #known = null;

  /**
   * @param {{id: string, problem: string, replies: {id: string, problem: string}[]}[]} rows as they are shown now
   * @returns {{id: string, row: string}[]} whose reasons are new, and in which row; none at the first look, which is the past's
   */
  look(rows) {
    const now = new Map();
    const stand = rows.flatMap((row) => [row, ...row.replies].map(({ id, problem }) => ({ id, problem, row: row.id })));
    for (const { id, problem } of stand) if (problem) now.set(id, problem);
    const known = this.#known;
    this.#known = now;
    const isNew = (/** @type {string} */ id) => now.has(id) && known?.get(id) !== now.get(id);
    return known ? stand.filter(({ id }) => isNew(id)).map(({ id, row }) => ({ id, row })) : [];
  }
}

/** Scrolls the list so that what failed stands in it whole, at least its reason with what can be done. @param {string} id */
export function showFailure(id) {
  const reason = document.getElementById(`problem-${id}`);
  reason?.closest(".vp-reply, .vp-comment")?.scrollIntoView({ block: "nearest" });
  reason?.scrollIntoView({ block: "nearest" });
}
