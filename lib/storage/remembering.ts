import type { KeyValue } from './key-value.ts';

/**
 * A storage area that answers from memory what it was asked before: a question to the browser costs a click as much as
 * its write does. Only for keys that nobody else writes, or whose changes the browser tells: `forget` is to be called
 * with the keys of every `storage.onChanged`. Memory goes with the worker, and the next one asks anew.
 *
 * What was being read when it changed is not kept, nor is a reading that failed.
 */
export function remembering(area: KeyValue, isKept: (key: string) => boolean) {
  const known = new Map<string, Promise<unknown>>();

  const forget = (keys: Iterable<string>): void => {
    for (const key of keys) known.delete(key);
  };

  function ask(keys: string[]): void {
    const answer = area.get(keys);
    for (const key of keys) {
      const value = answer.then((all) => all[key]);
      known.set(key, value);
      value.catch(() => {
        if (known.get(key) === value) known.delete(key);
      });
    }
  }

  return {
    async get(keys: Parameters<KeyValue['get']>[0]): Promise<Record<string, unknown>> {
      const asked = typeof keys === 'string' ? [keys] : keys;
      if (asked === null || !asked.every(isKept)) return area.get(keys);
      const unknown = asked.filter((key) => !known.has(key));
      if (unknown.length > 0) ask(unknown);
      const values = await Promise.all(asked.map((key) => known.get(key)));
      const entries = asked.map((key, n) => [key, values[n]] as const);
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    },

    async set(items: Record<string, unknown>): Promise<void> {
      try {
        await area.set(items);
      } finally {
        forget(Object.keys(items));
      }
    },

    async remove(keys: string | string[]): Promise<void> {
      try {
        await area.remove(keys);
      } finally {
        forget([keys].flat());
      }
    },

    forget,
  };
}
