import { readConnection } from '../settings/connection.ts';
import { readFlags } from '../storage/flag-store.ts';
import { bindToLanding, settle, settleTab, stage } from '../storage/staged-store.ts';
import type { App } from './app.ts';
import { choicesChanged } from './choices.ts';
import type { TabHandlers } from './router.ts';
import { StorageUnsafeError } from './storage-unsafe.ts';
import { sectionRows } from './views.ts';

/** What a Schoology page's content script may ask. No answer holds student data. */
export const createTabHandlers = (app: App): TabHandlers => ({
  async getItems({ sectionId, itemIds }, { origin }) {
    if (app.health() === 'locked') throw new StorageUnsafeError('choices not proven whole');
    const { settings, defaultInclude } = await readConnection(app.ports);
    const rows = new Map(
      (await sectionRows(app, { origin, sectionId })).map((row) => [row.key.itemId, row]),
    );
    const flags = await readFlags(app.db, { origin, sectionId });
    return {
      sisName: settings?.sisName ?? '',
      defaultInclude,
      items: itemIds.map((itemId) => ({
        itemId,
        include: flags.get(itemId)?.include ?? defaultInclude,
        lastSuccessAt: rows.get(itemId)?.lastSuccessAt ?? null,
        scoresSent: rows.get(itemId)?.scoresSent ?? 0,
      })),
    };
  },

  async stageChoices({ opId, sectionId, source, choices }, { origin, tabId }) {
    const at = app.clock.now();
    await stage(app.db, { opId, origin, sectionId, tabId, source, choices, at });
    // From here on the opted-out ones wait, whatever becomes of the form.
    for (const { itemId, include } of choices) {
      if (itemId !== null && !include) app.runner.exclude({ origin, sectionId, itemId });
    }
    return { staged: true };
  },

  async settleChoices({ opId, outcome }, { origin, tabId }) {
    const staged = await app.db.get('staged', opId);
    if (!staged || staged.origin !== origin || staged.tabId !== tabId) return { settled: false };
    await settle(app, opId, outcome);
    await choicesChanged(app, staged, withIds(staged.choices));
    return { settled: true };
  },

  async pageStarted({ form, item }, { origin, tabId }) {
    const staged = await app.db.getAllFromIndex('staged', 'tab', tabId);
    const carried = await settleTab(app, tabId, form === 'rejected' ? 'dropped' : 'saved');
    for (const entry of staged) await choicesChanged(app, entry, withIds(entry.choices));
    const bound = item && (await bindToLanding(app, tabId, { origin, ...item }));
    if (bound) await choicesChanged(app, bound, [{ itemId: item.itemId, include: bound.include }]);
    return { carried };
  },
});

const withIds = (choices: { itemId: string | null; include: boolean }[]) =>
  choices.flatMap(({ itemId, include }) => (itemId === null ? [] : [{ itemId, include }]));
