import {
  type ItemKey,
  type SectionKey,
  sectionKeyOf,
  sectionKeyText,
} from '../lib/model/item-key.ts';
import type { NewItemSettings } from '../lib/model/item-rule.ts';
import type { PanelView, SectionView } from '../lib/model/panel-view.ts';
import { createChoices, type PanelChoices } from './panel-choices.ts';
import { type PanelContext, reasonOf } from './panel-context.ts';
import { failedRows, selectedKeys, selectedRows } from './panel-state.ts';

export type PanelWrites = PanelChoices & {
  /** Sends everything that has something to send in what is selected. */
  sync: () => Promise<void>;
  /** The same, by a preview that the teacher has looked at: its digest lets a big change go. */
  syncReviewed: (digest: string) => Promise<void>;
  /** What becomes of everything of these items that somebody changed in the SIS; nothing is sent by it. */
  decideChanged: (items: ItemKey[], choice: 'keep' | 'send') => Promise<void>;
  /** Sends one item alone. */
  syncItem: (key: ItemKey) => Promise<void>;
  /** Sends these items, as far as they have something to send. */
  syncItems: (items: ItemKey[]) => Promise<void>;
  /** Sends these items whole, whatever the SIS has acknowledged. */
  sendAgain: (items: ItemKey[]) => Promise<void>;
  saveNewItems: (settings: NewItemSettings) => Promise<void>;
  retryFailed: () => Promise<void>;
  cancel: () => Promise<void>;
  confirmChoices: () => Promise<void>;
  linkSection: (section: SectionKey, classId: string) => Promise<void>;
  matchCategory: (section: SectionKey, categoryId: string, sisCategoryId: string) => Promise<void>;
};

export function createWrites(context: PanelContext, reload: () => Promise<void>): PanelWrites {
  const { ask, get } = context;
  const sync = (sections: SectionKey[], items?: ItemKey[], again?: boolean) =>
    whileBusy(context, async () => {
      await ask('sync', { sections, items, ...(again && { again }) });
      await reload();
    });
  return {
    ...createChoices(context),
    sync: () => sync(selectedKeys(get())),
    syncReviewed: (confirmed) =>
      whileBusy(context, async () => {
        await ask('sync', { sections: selectedKeys(get()), confirmed });
        await reload();
      }),
    decideChanged: (items, choice) =>
      whileBusy(context, async () => {
        await ask('decideChanged', { items, choice, studentId: null });
        await reload();
      }),
    syncItem: (key) => sync([sectionKeyOf(key)], [key]),
    syncItems: (items) => sync(sectionsOf(items), items),
    sendAgain: (items) => sync(sectionsOf(items), items, true),
    saveNewItems: (settings) => showPanel(context, () => ask('saveNewItems', settings)),
    retryFailed: () =>
      sync(
        selectedKeys(get()),
        failedRows(selectedRows(get())).map(({ key }) => key),
      ),
    cancel: () =>
      whileBusy(context, async () => {
        await ask('cancelSync');
        await reload();
      }),
    confirmChoices: () => showPanel(context, () => ask('confirmChoices')),
    linkSection: (section, classId) =>
      showView(context, () => ask('linkSection', { section: sectionKeyOf(section), classId })),
    matchCategory: (section, categoryId, sisCategoryId) =>
      showView(context, () =>
        ask('matchCategory', { section: sectionKeyOf(section), categoryId, sisCategoryId }),
      ),
  };
}

const sectionsOf = (items: ItemKey[]): SectionKey[] => [
  ...new Map(items.map((item) => [sectionKeyText(item), sectionKeyOf(item)])).values(),
];

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

/** Shows the background's answer, or why there is none. */
export async function showPanel(
  { set }: Pick<PanelContext, 'set'>,
  answer: () => Promise<PanelView>,
): Promise<void> {
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
