import type { SectionKey } from '../model/item-key.ts';
import type { LinkView, PanelView, SectionView } from '../model/panel-view.ts';
import { readConnection, viewConnection } from '../settings/connection.ts';
import { readPagePreferences } from '../settings/page-preferences.ts';
import type { LinkRecord, Sentinel, StoredSection } from '../storage/records.ts';
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

/**
 * Views are built from what is stored, so they are there at once and also while offline. All of it is asked for
 * together: somebody has just opened the popup.
 */
export async function panelView(app: App): Promise<PanelView> {
  const { ports, runner, roaming, health } = app;
  const [settings, domains, schedule, pagePreferences, sections, run, layoutProblems] =
    await Promise.all([
      settingsView(app),
      lmsDomains(ports),
      scheduleView(ports),
      readPagePreferences(ports.local),
      sectionSummaries(app),
      runner.view(),
      readLayoutProblems(ports.session),
    ]);
  return {
    ...settings,
    lmsDomains: domains,
    ...{ schedule, pagePreferences, sections, run, layoutProblems },
    version: ports.version,
    roaming: roaming.state(),
    storage: storeHealth(health()),
  };
}

const storeHealth = (state: Sentinel['health']): PanelView['storage'] =>
  state === 'whole'
    ? { state, detail: null }
    : { state, detail: { code: state === 'locked' ? 'STORAGE_UNSAFE' : 'STORAGE_RESTORED' } };

async function settingsView({ ports }: App): Promise<Pick<PanelView, 'newItems' | 'connection'>> {
  const connection = await readConnection(ports);
  return {
    newItems: {
      ...(await newItemSettings(ports, connection)),
      waitFromPolicy: connection.newItemsWait !== null,
    },
    connection: await viewConnection(connection, {
      granted: ports.hasHostAccess,
      signedIn: () => isSignedIn(ports.session),
      redirectUrl: ports.signInWindow.redirectUrl,
      fallbackName: t('sisFallback'),
    }),
  };
}

export async function sectionView(app: App, section: SectionKey): Promise<SectionView> {
  const key: [string, string] = [section.origin, section.sectionId];
  const [stored, link, rows, known] = await Promise.all([
    app.db.get('sections', key),
    app.db.get('links', key),
    sectionRows(app, section),
    isKnown(app.db, section),
  ]);
  return {
    section: {
      origin: section.origin,
      sectionId: section.sectionId,
      title: stored?.title ?? section.sectionId,
    },
    ...{ rows, known },
    link: link && stored ? linkView(link, stored) : null,
    readAt: stored?.readAt ?? null,
    problem: stored?.problem ?? null,
    readBack: stored?.readBack ?? null,
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
