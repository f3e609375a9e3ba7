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
  watchAll((store, result) => {
    const rows = rowsIn(result);
    if (rows > 0) reads[store] = (reads[store] ?? 0) + rows;
  });
  return {
    reads,
    reset() {
      for (const store of Object.keys(reads)) delete reads[store];
    },
  };
}

/** Stores with one row for each course. */
const oneForEachCourse = ['sections', 'links', 'summaries', 'roaming', 'sectionSettings'];

/** A row names its course, and a key has it in the second place; null = it is of no course. */
function courseOf(result: unknown): string | null {
  if (result instanceof IDBCursorWithValue) return courseOf(result.value);
  if (result instanceof IDBCursor) return courseOf(result.key);
  if (Array.isArray(result)) return String(result[1]);
  if (typeof result !== 'object') return result === undefined ? null : 'a key that tells no course';
  return result !== null && 'sectionId' in result ? String(result.sectionId) : null;
}

/**
 * From now on notes the ids of the courses whose rows leave the database, of all stores that grow with the items of a
 * course.
 */
export function coursesRead(): ReadonlySet<string> {
  const courses = new Set<string>();
  watchAll((store, result) => {
    if (oneForEachCourse.includes(store)) return;
    for (const row of Array.isArray(result) ? result : [result]) {
      const course = courseOf(row);
      if (course !== null) courses.add(course);
    }
  });
  return courses;
}

const methods = ['get', 'getAll', 'getAllKeys', 'openCursor', 'openKeyCursor'] as const;

/** Told what every request brings that reads a store, by its name, or one of its indexes. */
function watchAll(read: (store: string, result: unknown) => void): void {
  const note = (store: string, request: IDBRequest): void =>
    request.addEventListener('success', () => read(store, request.result));
  for (const method of methods) {
    watch(IDBObjectStore.prototype, method, (store) => store.name, note);
    watch(IDBIndex.prototype, method, (index) => index.objectStore.name, note);
  }
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
