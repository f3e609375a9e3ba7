import { itemKeyText, type SectionKey, sectionKeyText } from '../model/item-key.ts';
import { addLmsOrigin, removeLmsOrigin } from '../settings/lms-origins.ts';
import { savePagePreferences } from '../settings/page-preferences.ts';
import { commitChoices } from '../storage/flag-store.ts';
import { prepareSection } from '../sync/prepare-section.ts';
import type { App } from './app.ts';
import { choicesChanged } from './choices.ts';
import { serveLmsDomains } from './lms-domains.ts';
import { readSections } from './read-sections.ts';
import type { PageHandlers } from './router.ts';
import { createSetUpHandlers } from './set-up-handlers.ts';
import { StorageUnsafeError } from './storage-unsafe.ts';
import { panelView, sectionRows, sectionView } from './views.ts';

/** What our own pages may ask. */
export function createPageHandlers(app: App): PageHandlers {
  const refresh = createRefresh(app);
  return {
    ...createSetUpHandlers(app),

    getPanel: () => panelView(app),

    async refreshSections() {
      await readSections(app);
      return panelView(app);
    },

    getSection: (section) => sectionView(app, section),

    async refreshSection(section) {
      await refresh(section);
      return sectionView(app, section);
    },

    async setInclude({ opId, key, include }) {
      const { origin, sectionId, itemId } = key;
      const choices = [{ itemId, include }];
      await commitChoices(app, { origin, sectionId, opId, source: 'panel', choices }).catch(
        (error: unknown) => {
          // Only one of the two copies may have failed: the views show what is stored now.
          app.ports.notify({ origin, sectionId });
          throw error;
        },
      );
      await choicesChanged(app, { origin, sectionId }, choices);
      const rows = await sectionRows(app, { origin, sectionId });
      const row = rows.find((candidate) => candidate.key.itemId === itemId);
      if (!row) throw new Error(`no item ${itemKeyText(key)}`);
      return { row };
    },

    async sync({ sections, items }) {
      if (app.health() === 'locked') throw new StorageUnsafeError('choices not proven whole');
      return app.runner.start(sections, items ?? null);
    },

    cancelSync: () => app.runner.cancel(),

    async savePagePreferences(preferences) {
      await savePagePreferences(app.ports.local, preferences);
      app.ports.notify(null);
      return panelView(app);
    },

    async addLmsDomain({ origin }) {
      await addLmsOrigin(app.ports.local, origin);
      await serveLmsDomains(app.ports);
      app.ports.notify(null);
      return panelView(app);
    },

    async removeLmsDomain({ origin }) {
      await removeLmsOrigin(app.ports.local, origin);
      await serveLmsDomains(app.ports);
      app.ports.notify(null);
      return panelView(app);
    },

    async confirmChoices() {
      await app.confirmHealth();
      app.ports.notify(null);
      return panelView(app);
    },
  };
}

/** Reads a section anew; two views that ask at once make one reading. */
function createRefresh(app: App): (section: SectionKey) => Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  return async (section) => {
    const run = await app.runner.view();
    // A run reads and plans by itself; a second reading beside it would store a plan from before its writes.
    if (run?.state === 'running' && run.resumesAt === null) return;
    const key = sectionKeyText(section);
    const reading =
      underWay.get(key) ??
      prepareSection(app.workspace, section)
        .then(() => app.ports.notify(section))
        .finally(() => underWay.delete(key));
    underWay.set(key, reading);
    await reading;
  };
}
