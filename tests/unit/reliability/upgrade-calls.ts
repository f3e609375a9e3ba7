/** Everything by which an upgrade changes a disk, or asks it. */
const calls = [
  [IDBDatabase.prototype, ['createObjectStore']],
  [IDBObjectStore.prototype, ['createIndex', 'get', 'getAll', 'openCursor', 'put', 'delete']],
] as const;

/** Only in an upgrade are stores made, and only its transactions have this mode. */
const isUpgrading = (target: unknown): boolean =>
  target instanceof IDBDatabase ||
  (target instanceof IDBObjectStore && target.transaction.mode === 'versionchange');

/** Lets `step` stand before and after every such call. Answers how to end that. */
export function interceptUpgrade(step: (call: () => unknown) => unknown): () => void {
  const undo = calls.flatMap(([prototype, names]) =>
    names.map((name) => {
      const original: unknown = Reflect.get(prototype, name);
      if (typeof original !== 'function') throw new Error(`no ${name}`);
      Reflect.set(prototype, name, function (this: unknown, ...args: unknown[]): unknown {
        const call = (): unknown => Reflect.apply(original, this, args);
        return isUpgrading(this) ? step(call) : call();
      });
      return () => Reflect.set(prototype, name, original);
    }),
  );
  return () => {
    for (const one of undo) one();
  };
}
