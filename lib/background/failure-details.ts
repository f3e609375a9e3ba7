import type { KeyValue } from '../storage/key-value.ts';

/**
 * The SIS's own words for a failure. They may name a student, so they are kept in session storage only: they survive
 * the worker, never the browser.
 */
const prefix = 'detail:';

export const detailKey = (itemKeyText: string): string => prefix + itemKeyText;

export const isDetail = (key: string): boolean => key.startsWith(prefix);

export async function readDetails(
  session: KeyValue,
  itemKeyTexts: string[],
): Promise<Map<string, string>> {
  const stored = await session.get(itemKeyTexts.map(detailKey));
  return new Map(
    itemKeyTexts.flatMap((key) => {
      const detail = stored[detailKey(key)];
      return typeof detail === 'string' ? [[key, detail] as const] : [];
    }),
  );
}
