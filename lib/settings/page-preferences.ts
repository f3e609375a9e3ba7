import * as z from 'zod/mini';
import type { PagePreferences } from '../model/panel-view.ts';
import { once } from '../once.ts';
import type { KeyValue } from '../storage/key-value.ts';

export const pagePreferencesKey = 'pagePreferences';
export const pagePreferencesSchema = once(() =>
  z.strictObject({ gradebookButton: z.boolean(), optedOutMarks: z.boolean() }),
);

/** What is shown on Schoology's pages besides the boxes; all of it until the teacher switches something off. */
export async function readPagePreferences(local: KeyValue): Promise<PagePreferences> {
  const parsed = z.safeParse(
    pagePreferencesSchema(),
    (await local.get(pagePreferencesKey))[pagePreferencesKey],
  );
  return parsed.success ? parsed.data : { gradebookButton: true, optedOutMarks: true };
}

export const savePagePreferences = (local: KeyValue, preferences: PagePreferences): Promise<void> =>
  local.set({ [pagePreferencesKey]: preferences });
