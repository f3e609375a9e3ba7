import { vi } from 'vitest';

/** How many rows were read of each store, by any way of reading. */
export type Reads = Record<string, number>;

const rowsIn = (result: unknown): number => {
  if (Array.isArray(result)) return result.length;
  return result === undefined || result === null ? 0 : 1;
};

/**
 * From now on counts every row that leaves the database, a cursor's steps included. Counting an index without its
 * rows costs no row.
 */
export function countReads(): { reads: Reads; reset: () => void } {
  const reads: Reads = {};
  const note = (store: string, request: IDBRequest): void => {
    request.addEventListener('success', () => {
      const rows = rowsIn(request.result);
      if (rows > 0) reads[store] = (reads[store] ?? 0) + rows;
    });
  };
  for (const method of ['get', 'getAll', 'getAllKeys', 'openCursor', 'openKeyCursor'] as const) {
    watch(IDBObjectStore.prototype, method, (store) => store.name, note);
    watch(IDBIndex.prototype, method, (index) => index.objectStore.name, note);
  }
  return {
    reads,
    reset() {
      for (const store of Object.keys(reads)) delete reads[store];
    },
  };
}

type Readers = Record<string, (...args: never[]) => IDBRequest>;

function watch<T extends object>(
  prototype: T,
  method: string & keyof T,
  storeOf: (source: T) => string,
  note: (store: string, request: IDBRequest) => void,
): void {
  const original = (prototype as unknown as Readers)[method];
  vi.spyOn(prototype as unknown as Readers, method).mockImplementation(function (
    this: unknown,
    ...args
  ) {
    const request: IDBRequest = Reflect.apply(original ?? (() => undefined), this, args);
    note(storeOf(this as T), request);
    return request;
  });
}
