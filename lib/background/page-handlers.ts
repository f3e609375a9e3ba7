import { type SectionKey, sectionKeyText } from '../model/item-key.ts';
import { addLmsOrigin, removeLmsOrigin } from '../settings/lms-origins.ts';
import { savePagePreferences } from '../settings/page-preferences.ts';
import { noteLooked } from '../storage/roaming-section.ts';
import { recoverCopies } from '../storage/submitted-copies.ts';
import { prepareSection } from '../sync/plan/prepare-section.ts';
import type { App } from './app.ts';
import { createHistoryHandlers } from './history-handlers.ts';
import { createIncludeHandlers } from './include-handlers.ts';
import { createItemHandlers } from './item-handlers.ts';
import { serveLmsDomains } from './lms-domains.ts';
import { createMatchHandlers } from './match-handlers.ts';
import { createNewItemHandlers } from './new-item-handlers.ts';
import { readSections } from './read-sections.ts';
import type { Rescue } from './remove-data.ts';
import { createReviewHandlers } from './review-handlers.ts';
import type { PageHandlers } from './router.ts';
import { createScheduleHandlers } from './schedule-handlers.ts';
import { createSetUpFileHandlers } from './set-up-file-handlers.ts';
import { createSetUpHandlers } from './set-up-handlers.ts';
import { createStillInSisHandlers } from './still-in-sis-handlers.ts';
import { StorageUnsafeError } from './storage-unsafe.ts';
import { createTotalsHandlers } from './totals-handlers.ts';
import { panelView, sectionView } from './views.ts';

/** What our own pages may ask. */
export function createPageHandlers(app: App): Omit<PageHandlers, keyof Rescue> {
  const refresh = createRefresh(app);
  return {
    ...createSetUpHandlers(app),
    ...createMatchHandlers(app),
    ...createIncludeHandlers(app),
    ...createNewItemHandlers(app),
    ...createHistoryHandlers(app),
    ...createStillInSisHandlers(app),
    ...createTotalsHandlers(app),
    ...createItemHandlers(app),
    ...createScheduleHandlers(app),
    ...createReviewHandlers(app),
    ...createSetUpFileHandlers(app),

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

    async sectionShown(section) {
      const stored = await app.db.get('sections', [section.origin, section.sectionId]);
      // Nobody can have looked at what was never read.
      if (stored && stored.readAt !== null) await noteLooked(app.db, section);
      app.roaming.tellSoon();
      return sectionView(app, section);
    },

    async sync({ sections, items, again, confirmed }) {
      if (app.health() === 'locked') throw new StorageUnsafeError('choices not proven whole');
      // A copy may have arrived after this life of the background began.
      await recoverCopies({ local: app.ports.local, db: app.db });
      return app.runner.start(sections, items ?? null, { again, confirmed });
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
        .then(() => {
          app.ports.notify(section);
          app.runner.networkIsBack().catch(console.error); // how the run ends is on disk
        })
        .finally(() => underWay.delete(key));
    underWay.set(key, reading);
    await reading;
  };
}
