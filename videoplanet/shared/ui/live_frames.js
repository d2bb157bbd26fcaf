/** Which of a state's values are frames that were not heard yet. */

export class LiveFrames {
  /** @type {Map<string, unknown>} */
  #last = new Map();

  /**
   * What is there already is the past's.
   * @param {() => Record<string, any> | undefined} read the state's values
   * @param {string[]} fields
   */
  constructor(read, fields) {
    this.read = read;
    this.fields = fields;
    this.look(() => {});
  }

  /** Hands on what is new, in the order of the fields. @param {(frame: any) => void} heard */
  look(heard) {
    const values = this.read();
    for (const field of this.fields) {
      const frame = values?.[field];
      if (frame === this.#last.get(field)) continue;
      this.#last.set(field, frame);
      if (frame?.type) heard(frame);
    }
  }
}
