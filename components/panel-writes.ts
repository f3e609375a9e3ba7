import type { DataOf } from '../lib/messages.ts';
import {
  type ItemKey,
  type SectionKey,
  sectionKeyOf,
  sectionKeyText,
} from '../lib/model/item-key.ts';
import type { NewItemSettings } from '../lib/model/item-rule.ts';
import type { PanelView, SectionView } from '../lib/model/panel-view.ts';
import { createChoices, type PanelChoices } from './panel-choices.ts';
import { type PanelContext, reasonOf, withView } from './panel-context.ts';
import { noteUnseen } from './panel-reads.ts';
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
  const change = (work: () => Promise<unknown>) =>
    whileBusy(context, async () => {
      await work();
      await reload();
    });
  const sync = (sections: SectionKey[], how: Omit<DataOf<'sync'>, 'sections'> = {}) =>
    change(async () => {
      if (!(await noteUnseen(context, sections))) await ask('sync', { sections, ...how });
    });
  return {
    ...createChoices(context),
    sync: () => sync(selectedKeys(get())),
    syncReviewed: (confirmed) => sync(selectedKeys(get()), { confirmed }),
    decideChanged: (items, choice) =>
      change(() => ask('decideChanged', { items, choice, studentId: null })),
    syncItem: (key) => sync([sectionKeyOf(key)], { items: [key] }),
    syncItems: (items) => sync(sectionsOf(items), { items }),
    sendAgain: (items) => sync(sectionsOf(items), { items, again: true }),
    saveNewItems: (settings) => showPanel(context, () => ask('saveNewItems', settings)),
    retryFailed: () =>
      sync(selectedKeys(get()), { items: failedRows(selectedRows(get())).map(({ key }) => key) }),
    cancel: () => change(() => ask('cancelSync')),
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

type Change = Parameters<PanelContext['set']>[0];

/** Shows what the background's answer changes, or why there is none. */
async function showAnswer({ set }: Pick<PanelContext, 'set'>, answer: () => Promise<Change>) {
  set({ error: null });
  try {
    set(await answer());
  } catch (error) {
    set({ error: reasonOf(error) });
  }
}

export const showPanel = (
  context: Pick<PanelContext, 'set'>,
  answer: () => Promise<PanelView>,
): Promise<void> => showAnswer(context, async () => ({ panel: await answer() }));

const showView = (context: PanelContext, answer: () => Promise<SectionView>): Promise<void> =>
  showAnswer(context, async () => withView(await answer()));
