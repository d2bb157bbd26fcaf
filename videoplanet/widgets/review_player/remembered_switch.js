/** A choice between two that this browser remembers, for every player and page of it. On until it is switched off. */
export class RememberedSwitch {
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** Where nothing can be remembered, for this visit. */
  #unremembered = "";

  /** @param {string} key in the storage @param {{on: string, off: string}} words that are stored */
  constructor(key, words) {
    this.key = key;
    this.words = words;
  }

  get isOn() {
    return this.#recalled() !== this.words.off;
  }

  /** @param {boolean} isOn */
  set(isOn) {
    this.#unremembered = isOn ? this.words.on : this.words.off;
    try {
      localStorage.setItem(this.key, this.#unremembered);
    } catch {
      // a full or forbidden storage costs only the next visit
    }
    for (const listener of this.#listeners) listener();
  }

  toggle() {
    this.set(!this.isOn);
  }

  /** @param {() => void} listener @returns {() => void} */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #recalled() {
    try {
      return localStorage.getItem(this.key) ?? this.#unremembered;
    } catch {
      return this.#unremembered;
    }
  }
}
