/** Plain values that one player publishes, part by part, for the components of `store.py`. Frames are not among them: they go past React. */

/** @template {Record<string, unknown>} Parts */
export class Published {
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {Parts} parts to begin with */
  constructor(parts) {
    this.parts = parts;
  }

  /** @param {() => void} listener @returns {() => void} */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Tells what has changed; a part that says the same as before stays the same object. @param {Partial<Parts>} parts */
  publish(parts) {
    const changed = Object.entries(parts).filter(([name, value]) => !isSame(this.parts[name], value));
    if (!changed.length) return;
    this.parts = { ...this.parts, ...Object.fromEntries(changed) };
    for (const listener of this.#listeners) listener();
  }
}

/** @param {unknown} one @param {unknown} other */
function isSame(one, other) {
  if (Object.is(one, other)) return true;
  const areObjects = typeof one === "object" && typeof other === "object";
  return areObjects && JSON.stringify(one) === JSON.stringify(other);
}
