import type { SectionKey } from '../model/item-key.ts';
import type { LinkView, PanelView, SectionView } from '../model/panel-view.ts';
import { readConnection, viewConnection } from '../settings/connection.ts';
import { readPagePreferences } from '../settings/page-preferences.ts';
import type { LinkRecord, StoredSection } from '../storage/records.ts';
import { isKnown } from '../storage/roaming-section.ts';
import { t } from '../text.ts';
import type { App } from './app.ts';
import { sectionRows } from './item-rows.ts';
import { readLayoutProblems } from './layout-problems.ts';
import { lmsDomains } from './lms-domains.ts';
import { newItemSettings } from './new-item-handlers.ts';
import { scheduleView } from './schedule-view.ts';
import { isSignedIn } from './sis-sign-in.ts';
import { sectionSummaries } from './summaries.ts';

/** Views are built from what is stored, so they are there at once and also while offline. */
export async function panelView(app: App): Promise<PanelView> {
  const connection = await readConnection(app.ports);
  return {
    newItems: {
      ...(await newItemSettings(app.ports, connection)),
      waitFromPolicy: connection.newItemsWait !== null,
    },
    connection: await viewConnection(connection, {
      granted: app.ports.hasHostAccess,
      signedIn: () => isSignedIn(app.ports.session),
      redirectUrl: app.ports.signInWindow.redirectUrl,
      fallbackName: t('sisFallback'),
    }),
    lmsDomains: await lmsDomains(app.ports),
    schedule: await scheduleView(app.ports),
    pagePreferences: await readPagePreferences(app.ports.local),
    sections: await sectionSummaries(app),
    run: await app.runner.view(),
    layoutProblems: await readLayoutProblems(app.ports.session),
    version: app.ports.version,
    roaming: app.roaming.state(),
    storage: {
      state: app.health(),
      detail: app.health() === 'whole' ? null : { code: 'STORAGE_UNSAFE' },
    },
  };
}

export async function sectionView(app: App, section: SectionKey): Promise<SectionView> {
  const key: [string, string] = [section.origin, section.sectionId];
  const stored = await app.db.get('sections', key);
  const link = await app.db.get('links', key);
  return {
    section: {
      origin: section.origin,
      sectionId: section.sectionId,
      title: stored?.title ?? section.sectionId,
    },
    rows: await sectionRows(app, section),
    link: link && stored ? linkView(link, stored) : null,
    readAt: stored?.readAt ?? null,
    problem: stored?.problem ?? null,
    readBack: stored?.readBack ?? null,
    known: await isKnown(app.db, section),
  };
}

const linkView = (link: LinkRecord, { categories }: StoredSection): LinkView => ({
  classId: link.classId,
  classTitle: link.classTitle,
  automatic: link.automatic,
  classOptions: link.classOptions,
  categories: categories.map(({ id, title }) => ({
    id,
    title,
    sisCategoryId: link.categories[id]?.sisId ?? null,
    automatic: link.categories[id]?.automatic ?? false,
  })),
  sisCategoryOptions: link.sisCategories,
  students: { linked: Object.keys(link.students).length, unmatched: link.unmatched.length },
});
