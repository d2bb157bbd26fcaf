/**
 * Uploads that are not finished, kept in the browser so that they can go on after a reload or a crash. Bytes are not kept: a
 * handle on the file where the browser gives one, else its name, size and time, by which it is known again.
 */

/** @typedef {{name: string, size: number, lastModified: number}} FileMark */
/**
 * @typedef {object} UploadRecord
 * @property {string} id of the upload @property {string} owner whose it is: a user's id, or a share link
 * @property {import("./rows.js").Target} target @property {FileMark} file
 * @property {FileSystemFileHandle | null} handle
 * @property {number} at when it was begun, in milliseconds
 */

const DATABASE = "vp-uploads";
const STORE = "unfinished";
const MARK = "vp_uploads";

/** Whether there may be some, without opening a database for it. */
export function mayHaveRecords() {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return false;
  }
}

/** @typedef {Pick<Records, "of" | "keep" | "forget">} RecordKeeper */

/** Records in IndexedDB. A browser that has none, as in some private windows, only loses the survival of a reload. */
export class Records {
  /** @type {Promise<IDBDatabase> | undefined} */
  #database;

  /** @param {string} owner @returns {Promise<UploadRecord[]>} oldest first */
  async of(owner) {
    const all = /** @type {UploadRecord[]} */ ((await this.#ask("readonly", (store) => store.getAll())) ?? []);
    if (!all.length) unmark();
    return all.filter((record) => record.owner === owner).sort((one, other) => one.at - other.at);
  }

  /** @param {UploadRecord} record */
  async keep(record) {
    try {
      localStorage.setItem(MARK, "1");
    } catch {
      return;
    }
    const kept = await this.#ask("readwrite", (store) => store.put(record));
    if (kept === undefined && record.handle) await this.#ask("readwrite", (store) => store.put({ ...record, handle: null }));
  }

  /** @param {string} id */
  async forget(id) {
    await this.#ask("readwrite", (store) => store.delete(id));
  }

  /** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} ask */
  async #ask(mode, ask) {
    try {
      this.#database ??= opened();
      const database = await this.#database;
      return await answered(ask(database.transaction(STORE, mode).objectStore(STORE)));
    } catch {
      return undefined;
    }
  }
}

function unmark() {
  try {
    localStorage.removeItem(MARK);
  } catch {
    // Then it is looked for again next time.
  }
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return answered(request);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
