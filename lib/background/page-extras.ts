import { readConnection } from '../settings/connection.ts';
import { readPagePreferences } from '../settings/page-preferences.ts';
import { readFlags } from '../storage/flag-store.ts';
import { storedItems } from '../storage/section-rows.ts';
import type { App } from './app.ts';
import { sectionRows } from './item-rows.ts';
import type { TabHandlers } from './router.ts';

type Extras = Pick<TabHandlers, 'getSectionState' | 'getOptedOut' | 'openPanel'>;

/** What Schoology's pages show besides the boxes: the gradebook's button and the marks in lists. */
export const createPageExtras = (app: App): Extras => ({
  async getSectionState({ sectionId }, { origin }) {
    const { gradebookButton } = await readPagePreferences(app.ports.local);
    if (!gradebookButton) return { state: null };
    const rows = await sectionRows(app, { origin, sectionId });
    const successes = rows.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []);
    return {
      state: {
        pending: rows.filter(({ changes }) => changes > 0).length,
        failed: rows.filter(({ status }) => status === 'failed').length,
        lastSuccessAt: successes.length === 0 ? null : Math.max(...successes),
      },
    };
  },

  async getOptedOut({ sectionId, itemIds }, { origin }) {
    const section = { origin, sectionId };
    const { optedOutMarks } = await readPagePreferences(app.ports.local);
    if (!optedOutMarks) return { itemIds: [] };
    const { defaultInclude } = await readConnection(app.ports);
    const [flags, items] = await Promise.all([
      readFlags(app.db, section),
      storedItems(app.db, section),
    ]);
    // A row of the materials list may be a link or a page: only what is known to be graded can be opted out.
    const isOut = (itemId: string): boolean =>
      !(flags.get(itemId)?.include ?? (defaultInclude || !items.has(itemId)));
    return { itemIds: itemIds.filter(isOut) };
  },

  async openPanel({ sectionId }, { origin }) {
    await app.ports.openPanel(String(new URLSearchParams({ origin, section: sectionId })));
    return { opened: true };
  },
});
