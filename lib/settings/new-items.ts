import * as z from 'zod/mini';
import type { NewItemSettings } from '../model/item-rule.ts';
import type { KeyValue } from '../storage/key-value.ts';
import { newItemsSchema } from './new-items-schema.ts';

export const newItemsKey = 'newItems';

/** What the teacher wants done with new items. What cannot be read makes them wait: a rule may have been among it. */
export async function readNewItems(local: Pick<KeyValue, 'get'>): Promise<NewItemSettings> {
  const stored = (await local.get(newItemsKey))[newItemsKey];
  if (stored === undefined) return { wait: false, rules: [] };
  const parsed = z.safeParse(newItemsSchema(), stored);
  return parsed.success ? parsed.data : { wait: true, rules: [] };
}

export const saveNewItems = (
  local: Pick<KeyValue, 'set'>,
  settings: NewItemSettings,
): Promise<void> => local.set({ [newItemsKey]: settings });
