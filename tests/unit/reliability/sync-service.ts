import type { KeyValue } from '../../../lib/storage/key-value.ts';

type Change = { key: string; value: unknown };

/** One value for a list, a name or everything, as `storage.get` takes it. */
const wanted = (keys: string | string[] | null, key: string): boolean =>
  keys === null || (typeof keys === 'string' ? keys === key : keys.includes(key));

export type Profile = ReturnType<ReturnType<typeof createSyncService>['join']>;

/**
 * A browser's sync service between profiles of one person. What one profile writes is in its own area at once; others
 * get it with `deliver`, key by key and in whatever order the test wants, as the real services do.
 */
export function createSyncService() {
  const areas: { store: Map<string, unknown>; inbox: Change[]; onChanged: () => unknown }[] = [];

  function join() {
    const own = {
      store: new Map<string, unknown>(),
      inbox: [] as Change[],
      onChanged: (): unknown => null,
    };
    areas.push(own);
    const spread = (change: Change): void => {
      for (const other of areas) if (other !== own) other.inbox.push(change);
    };
    const keep = ({ key, value }: Change): void => {
      if (value === undefined) own.store.delete(key);
      else own.store.set(key, value);
    };
    const area: KeyValue = {
      get: async (keys) =>
        structuredClone(Object.fromEntries([...own.store].filter(([key]) => wanted(keys, key)))),
      async set(items) {
        for (const [key, value] of Object.entries(structuredClone(items))) {
          keep({ key, value });
          spread({ key, value });
        }
      },
      async remove(keys) {
        for (const key of [keys].flat()) {
          keep({ key, value: undefined });
          spread({ key, value: undefined });
        }
      },
    };
    return {
      area,
      /** Everything that lies in this profile's area. */
      stored: () => Object.fromEntries(own.store),
      /** What is on its way to this profile: of one key only the newest counts. */
      waiting: () => own.inbox.length,
      /** Lets the nth of what is on its way arrive (counted round); a newer value of its key overtakes it. */
      async deliver(nth = 0): Promise<void> {
        const change = own.inbox[nth % Math.max(own.inbox.length, 1)];
        if (!change) return;
        const last = own.inbox.findLast(({ key }) => key === change.key) ?? change;
        own.inbox = own.inbox.filter(({ key }) => key !== change.key);
        keep(last);
        await own.onChanged();
      },
      async deliverAll(): Promise<void> {
        while (own.inbox.length > 0) await this.deliver();
      },
      /** The browser's `storage.onChanged` for what arrives. */
      onChanged(listener: () => unknown): void {
        own.onChanged = listener;
      },
    };
  }
  return { join };
}
