/**
 * A room as its parts share it: what they tell each other, and where each keeps its store. Parts know nothing of each other but
 * this. Every room is one of its own, so that two on a page do not hear each other; what concerns the page as a whole (notes,
 * leaving it) is told on `window`.
 */

/**
 * What is told in a room, by name.
 * @typedef {object} RoomEvents
 * @property {{frame: number, playing: boolean, trusted: boolean, settling: boolean, given_up: boolean}} frame
 *   By the player: the frame on the screen, at most once a repaint while it plays. `trusted` is false while it is still being
 *   brought there, `given_up` true when that did not succeed; `settling` is true while a film that was stopped finds out on which
 *   frame it stands.
 * @property {{is_shown: boolean}} film By the player: whether there is a film to see.
 * @property {{}} frames-doubted By the player: the original's frames were found to be elsewhere; what was said of them is void.
 * @property {{version_id: string}} media-expired By the player: its addresses no longer work; new ones are expected.
 * @property {{frame_in: number | null, frame_out: number | null}} range
 *   By the player and to it: the in and out points, each null when not set.
 * @property {{comment_id: string | null}} select A comment was chosen, as a mark or in the list.
 * @property {{}} compose By the player: the reviewer wants to write.
 * @property {{active: boolean}} typing By the composer: somebody writes. Stops the film when the reviewer wishes so.
 * @property {{frame: number, pause?: boolean}} seek To the player: show this frame, paused unless said otherwise.
 * @property {{}} where To the player: tell `film` and `frame` again.
 * @property {{number: number}} version To the film: put this version on the screen.
 */

/** @typedef {"film" | "thread" | "presence"} PartName */
/** @typedef {{subscribe?: (listener: () => void) => unknown}} Store what a part keeps; tells its subscribers when it has changed */

export class Room {
  #told = new EventTarget();
  /** @type {Map<PartName, Store>} */
  #stores = new Map();
  /** @type {Map<PartName, Set<() => void>>} */
  #listeners = new Map();

  /**
   * @template {keyof RoomEvents} Name
   * @param {Name} name
   * @param {RoomEvents[Name]} detail
   */
  tell(name, detail) {
    this.#told.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /**
   * @template {keyof RoomEvents} Name
   * @param {Name} name
   * @param {(detail: RoomEvents[Name]) => void} heard
   * @param {AbortSignal} signal ends it
   */
  listen(name, heard, signal) {
    this.#told.addEventListener(name, (event) => heard(/** @type {CustomEvent} */ (event).detail), { signal });
  }

  /** The store of a part, null while it is not there. @param {PartName} part @returns {any} */
  at(part) {
    return this.#stores.get(part) ?? null;
  }

  /**
   * Keeps the store of a part until what is returned is called.
   * @param {PartName} part
   * @param {Store} store
   * @returns {() => void}
   */
  keep(part, store) {
    const changed = () => this.at(part) === store && this.#changed(part);
    this.#stores.set(part, store);
    store.subscribe?.(changed);
    this.#changed(part);
    return () => {
      if (this.at(part) !== store) return;
      this.#stores.delete(part);
      this.#changed(part);
    };
  }

  /**
   * Hears when the store of a part comes, changes or goes.
   * @param {PartName} part
   * @param {() => void} listener
   * @returns {() => void} ends it
   */
  follow(part, listener) {
    const listeners = this.#listeners.get(part) ?? new Set();
    this.#listeners.set(part, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** @param {PartName} part */
  #changed(part) {
    for (const listener of this.#listeners.get(part) ?? []) listener();
  }
}
