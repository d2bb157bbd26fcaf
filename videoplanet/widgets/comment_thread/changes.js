/** Changes to stored comments that are shown before the server confirmed them, and taken back when it refuses. */

/** @typedef {import("./fold.js").Comment} Comment */

export class Changes {
  /** @type {Map<string, Partial<Comment>>} */
  #patches = new Map();
  /** @type {Set<string>} */
  #leaving = new Set();
  /** Why the last change to a comment failed. @type {Map<string, string>} */
  problems = new Map();

  /**
   * @param {object} options
   * @param {() => void} options.onChange
   * @param {(reason: string) => void} options.onRefused something asked for was not done, and no row can say so
   * @param {(error: unknown) => string} options.reasonOf a failure, in the viewer's language
   */
  constructor({ onChange, onRefused, reasonOf }) {
    this.onChange = onChange;
    this.onRefused = onRefused;
    this.reasonOf = reasonOf;
  }

  /**
   * Asks for something that shows only once it is done, because there may be no row to show a failure in.
   * @param {string} id of the comment
   * @param {() => Promise<any>} act
   * @returns {Promise<boolean>} whether the server has done it
   */
  async ask(id, act) {
    this.problems.delete(id);
    try {
      await act();
      return true;
    } catch (error) {
      this.onRefused(this.reasonOf(error));
      return false;
    }
  }

  /**
   * Shows a change, asks for it, and takes it back when it fails.
   * @param {string} id of the comment
   * @param {Partial<Comment> | null} patch null when it goes
   * @param {() => Promise<any>} ask
   * @returns {Promise<boolean>} whether the server has done it
   */
  async make(id, patch, ask) {
    this.problems.delete(id);
    if (patch) this.#patches.set(id, patch);
    else this.#leaving.add(id);
    this.onChange();
    try {
      await ask();
      return true;
    } catch (error) {
      this.problems.set(id, this.reasonOf(error));
      return false;
    } finally {
      if (!patch) this.#leaving.delete(id);
      else if (this.#patches.get(id) === patch) this.#patches.delete(id);
      this.onChange();
    }
  }

  /** The comments as they are with these changes. @param {import("./fold.js").Comments} comments */
  over(comments) {
    const changed = new Map(comments);
    for (const [id, patch] of this.#patches) {
      const comment = changed.get(id);
      if (comment) changed.set(id, { ...comment, ...patch });
    }
    for (const id of this.#leaving) changed.delete(id);
    return changed;
  }
}
