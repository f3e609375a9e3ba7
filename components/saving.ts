import { type DataOf, MessageError, type ReplyOf } from '../lib/messages.ts';
import { itemKeyText, sectionKeyText } from '../lib/model/item-key.ts';
import type { ItemRow, SectionView } from '../lib/model/panel-view.ts';
import type { PanelContext } from './panel-context.ts';
import { without } from './panel-state.ts';

/** Choices on their way to the background, by itemKeyText; what failed before is forgotten. */
export const begin = ({ set }: PanelContext, wanted: Record<string, boolean>): void =>
  set(({ saving, rowErrors }) => ({
    saving: { ...saving, ...wanted },
    rowErrors: without(rowErrors, Object.keys(wanted)),
  }));

export const end = ({ set }: PanelContext, ids: string[]): void =>
  set(({ saving }) => ({ saving: without(saving, ids) }));

/**
 * When the background died under the request nobody knows whether the choice was kept. The same opId a second time
 * is harmless then; a refusal with a reason is final.
 */
export async function askTwice<K extends 'setInclude' | 'setIncludeMany'>(
  { ask }: PanelContext,
  ...request: [name: K, ...data: DataOf<K> extends undefined ? [] : [DataOf<K>]]
): Promise<ReplyOf<K>> {
  try {
    return await ask(...request);
  } catch (error) {
    if (error instanceof MessageError && error.reason.code !== 'UNKNOWN') throw error;
    return ask(...request);
  }
}

/** The views with these rows in the place of their older selves. */
export function withRows(
  views: Readonly<Record<string, SectionView>>,
  rows: ItemRow[],
): Record<string, SectionView> {
  const fresh = new Map(rows.map((row) => [itemKeyText(row.key), row]));
  const touched = new Set(rows.map((row) => sectionKeyText(row.key)));
  return Object.fromEntries(
    Object.entries(views).map(([id, view]) => [
      id,
      touched.has(id)
        ? { ...view, rows: view.rows.map((row) => fresh.get(itemKeyText(row.key)) ?? row) }
        : view,
    ]),
  );
}
