/** What a screen reader says about uploads: beginnings and ends, and the line, never every per cent. */

const TOLD = new Set(["sending", "processing", "ready", "known", "paused", "unfinished"]);

/** @typedef {{what: string, name: string}} Told `what` names a text `upload.news.*` */

export class News {
  /** What was told last. @type {Told[]} */
  last = [];

  /** @type {Map<string, string>} */
  #states = new Map();
  #isOffline = false;

  /** @param {{id: string, name: string, state: string}[]} rows @param {boolean} isOffline @param {boolean} isMoving */
  tell(rows, isOffline, isMoving) {
    const changed = rows.filter(({ id, state }) => this.#states.get(id) !== state && TOLD.has(state));
    const told = changed.map(({ name, state }) => ({ what: state, name }));
    if (isOffline !== this.#isOffline && isMoving) told.push({ what: isOffline ? "offline" : "online", name: "" });
    this.#states = new Map(rows.map(({ id, state }) => [id, state]));
    this.#isOffline = isOffline;
    if (told.length) this.last = told;
    return this.last;
  }
}
