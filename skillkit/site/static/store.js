// Store: a person's files in this browser, whole after every write. A write says on which turn it
// stands; if another tab was faster, nothing is written. So no lock is needed, and it holds where a
// browser has none: Web Locks need https.

/** @typedef {Map<string, Uint8Array | null>} Changes a file's bytes by its name; null: gone */
/** @typedef {{ turn: number, files: Map<string, Uint8Array> }} Disk */

const PATIENCE = 4000; // milliseconds after which a browser that does not answer keeps nothing

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function answer(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
export function completed(transaction) {
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => fail(transaction.error ?? new Error("it was stopped"));
  });
}

export class Store {
  /** @param {IDBDatabase} base */
  constructor(base) {
    this.base = base;
    base.onversionchange = () => base.close(); // somebody deletes it
  }

  /** The store of that name; null where this browser has none or must not use it.
   * @param {string} name @returns {Promise<Store | null>} */
  static async open(name) {
    try {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("files");
        request.result.createObjectStore("turns");
      };
      const late = new Promise((_, fail) => setTimeout(() => fail(new Error("no answer")), PATIENCE));
      const store = new Store(await /** @type {Promise<IDBDatabase>} */ (Promise.race([answer(request), late])));
      await store.read();
      return store;
    } catch {
      return null;
    }
  }

  /** @param {IDBTransactionMode} mode */
  begin(mode) {
    // The browser says "complete" when it is on the disk, and not before.
    const transaction = this.base.transaction(["files", "turns"], mode, { durability: "strict" });
    const [files, turns] = [transaction.objectStore("files"), transaction.objectStore("turns")];
    return { transaction, files, turns };
  }

  /** @returns {Promise<Disk>} */
  async read() {
    const { files, turns } = this.begin("readonly");
    const [turn, names, contents] = await Promise.all([
      answer(turns.get("turn")),
      answer(files.getAllKeys()),
      answer(files.getAll()),
    ]);
    return { turn: turn ?? 0, files: new Map(names.map((name, i) => [String(name), contents[i]])) };
  }

  /** Write on top of a turn; the new turn, or null if that one is over.
   * @param {number} turn @param {Changes} changes @returns {Promise<number | null>} */
  async write(turn, changes) {
    const { transaction, files, turns } = this.begin("readwrite");
    const done = completed(transaction);
    done.catch(() => {}); // it is awaited below
    if (((await answer(turns.get("turn"))) ?? 0) !== turn) {
      transaction.abort();
      return null;
    }
    try {
      for (const [name, bytes] of changes) {
        if (bytes) files.put(bytes, name);
        else files.delete(name);
      }
      turns.put(turn + 1, "turn");
    } catch (error) {
      transaction.abort(); // all of it or nothing
      throw error;
    }
    await done;
    return turn + 1;
  }
}
