/** Words that are being written, kept over a reload: one draft a box, per video and viewer. */

export class Drafts {
  /** @param {Storage} storage @param {string} prefix */
  constructor(storage, prefix) {
    this.storage = storage;
    this.prefix = prefix;
  }

  /** @param {string} box @returns {string} */
  read(box) {
    return this.storage.getItem(this.prefix + box) ?? "";
  }

  /** @param {string} box @param {string} words */
  write(box, words) {
    try {
      if (words) this.storage.setItem(this.prefix + box, words);
      else this.storage.removeItem(this.prefix + box);
    } catch {
      // A full storage costs only the survival of a reload.
    }
  }
}
