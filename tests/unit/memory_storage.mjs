/** A browser's storage that forgets: its own properties are what is kept, as `Object.keys` sees it. @implements {Storage} */
export class MemoryStorage {
  get length() {
    return Object.keys(this).length;
  }
  clear() {
    for (const key of Object.keys(this)) this.removeItem(key);
  }
  /** @param {number} index */
  key(index) {
    return Object.keys(this)[index] ?? null;
  }
  /** @param {string} key @returns {string | null} */
  getItem(key) {
    return Object.getOwnPropertyDescriptor(this, key)?.value ?? null;
  }
  /** @param {string} key @param {unknown} value */
  setItem(key, value) {
    Object.assign(this, { [key]: String(value) });
  }
  /** @param {string} key */
  removeItem(key) {
    Reflect.deleteProperty(this, key);
  }
}
