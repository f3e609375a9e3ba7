import { type DataOf, MessageError } from '../lib/messages.ts';
import {
  type ItemKey,
  itemKeyText,
  type SectionKey,
  sectionKeyOf,
  sectionKeyText,
} from '../lib/model/item-key.ts';
import type { ItemRow, PagePreferences, PanelView, SectionView } from '../lib/model/panel-view.ts';
import { type PanelContext, reasonOf } from './panel-context.ts';
import { failedRows, selectedKeys, selectedRows, without } from './panel-state.ts';

export type PanelWrites = {
  setInclude: (key: ItemKey, include: boolean) => Promise<void>;
  /** Sends everything that has something to send in what is selected. */
  sync: () => Promise<void>;
  retryFailed: () => Promise<void>;
  cancel: () => Promise<void>;
  confirmChoices: () => Promise<void>;
  addLmsDomain: (origin: string) => Promise<void>;
  removeLmsDomain: (origin: string) => Promise<void>;
  savePagePreferences: (preferences: PagePreferences) => Promise<void>;
  linkSection: (section: SectionKey, classId: string) => Promise<void>;
  matchCategory: (section: SectionKey, categoryId: string, sisCategoryId: string) => Promise<void>;
};

export function createWrites(context: PanelContext, reload: () => Promise<void>): PanelWrites {
  const { ask, get } = context;
  const sync = (items?: ItemKey[]) =>
    whileBusy(context, async () => {
      await ask('sync', { sections: selectedKeys(get()), items });
      await reload();
    });
  return {
    setInclude: (key, include) => saveChoice(context, { opId: crypto.randomUUID(), key, include }),
    sync: () => sync(),
    retryFailed: () => sync(failedRows(selectedRows(get())).map(({ key }) => key)),
    cancel: () =>
      whileBusy(context, async () => {
        await ask('cancelSync');
        await reload();
      }),
    confirmChoices: () => showPanel(context, () => ask('confirmChoices')),
    addLmsDomain: (origin) => showPanel(context, () => ask('addLmsDomain', { origin })),
    removeLmsDomain: (origin) => showPanel(context, () => ask('removeLmsDomain', { origin })),
    savePagePreferences: (preferences) =>
      showPanel(context, () => ask('savePagePreferences', preferences)),
    linkSection: (section, classId) =>
      showView(context, () => ask('linkSection', { section: sectionKeyOf(section), classId })),
    matchCategory: (section, categoryId, sisCategoryId) =>
      showView(context, () =>
        ask('matchCategory', { section: sectionKeyOf(section), categoryId, sisCategoryId }),
      ),
  };
}

/** One request to start or stop at a time: a second press while the first is on its way is the same press. */
async function whileBusy({ get, set }: PanelContext, work: () => Promise<void>): Promise<void> {
  if (get().busy) return;
  set({ busy: true, error: null });
  try {
    await work();
  } catch (error) {
    set({ error: reasonOf(error) });
  } finally {
    set({ busy: false });
  }
}

async function showPanel({ set }: PanelContext, answer: () => Promise<PanelView>): Promise<void> {
  set({ error: null });
  try {
    set({ panel: await answer() });
  } catch (error) {
    set({ error: reasonOf(error) });
  }
}

async function showView({ set }: PanelContext, answer: () => Promise<SectionView>): Promise<void> {
  set({ error: null });
  try {
    const view = await answer();
    set(({ views }) => ({ views: { ...views, [sectionKeyText(view.section)]: view } }));
  } catch (error) {
    set({ error: reasonOf(error) });
  }
}

/** A choice is shown as saved only when the background has said so. */
async function saveChoice(context: PanelContext, choice: DataOf<'setInclude'>): Promise<void> {
  const { get, set } = context;
  const id = itemKeyText(choice.key);
  if (id in get().saving) return;
  set(({ saving, rowErrors }) => ({
    saving: { ...saving, [id]: choice.include },
    rowErrors: without(rowErrors, id),
  }));
  try {
    const row = await askForChoice(context, choice);
    set(({ views }) => ({ views: withRow(views, row) }));
  } catch (error) {
    const reason = reasonOf(error);
    set(({ rowErrors }) => ({ rowErrors: { ...rowErrors, [id]: reason } }));
  } finally {
    set(({ saving }) => ({ saving: without(saving, id) }));
  }
}

/**
 * When the background died under the request nobody knows whether the choice was kept. The same opId a second time
 * is harmless then; a refusal with a reason is final.
 */
async function askForChoice({ ask }: PanelContext, choice: DataOf<'setInclude'>): Promise<ItemRow> {
  try {
    return (await ask('setInclude', choice)).row;
  } catch (error) {
    if (error instanceof MessageError && error.reason.code !== 'UNKNOWN') throw error;
    return (await ask('setInclude', choice)).row;
  }
}

function withRow(
  views: Readonly<Record<string, SectionView>>,
  row: ItemRow,
): Record<string, SectionView> {
  const id = sectionKeyText(row.key);
  const view = views[id];
  if (!view) return { ...views };
  const own = itemKeyText(row.key);
  const rows = view.rows.map((other) => (itemKeyText(other.key) === own ? row : other));
  return { ...views, [id]: { ...view, rows } };
}
