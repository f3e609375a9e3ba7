import { itemKeyText, type SectionKey } from '../model/item-key.ts';
import type {
  ItemRow,
  LinkView,
  PanelView,
  SectionSummary,
  SectionView,
} from '../model/panel-view.ts';
import { readConnection, viewConnection } from '../settings/connection.ts';
import { readPagePreferences } from '../settings/page-preferences.ts';
import { readFlags } from '../storage/flag-store.ts';
import type { LinkRecord, StoredSection } from '../storage/records.ts';
import { readObserved, storedItems } from '../storage/section-rows.ts';
import { buildRow } from '../sync/rows.ts';
import { t } from '../text.ts';
import type { App } from './app.ts';
import { readDetails } from './failure-details.ts';
import { readLayoutProblems } from './layout-problems.ts';
import { lmsDomains } from './lms-domains.ts';
import { newItemSettings } from './new-item-handlers.ts';
import { isSignedIn } from './sis-sign-in.ts';

/** Views are built from what is stored, so they are there at once and also while offline. */
export async function panelView(app: App): Promise<PanelView> {
  const connection = await readConnection(app.ports);
  const sections = await app.db.getAll('sections');
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
    pagePreferences: await readPagePreferences(app.ports.local),
    sections: await Promise.all(sections.map((section) => summary(app, section))),
    run: await app.runner.view(),
    layoutProblems: await readLayoutProblems(app.ports.session),
    version: app.ports.version,
    storage: {
      state: app.health(),
      detail: app.health() === 'whole' ? null : { code: 'STORAGE_UNSAFE' },
    },
  };
}

async function summary(app: App, section: StoredSection): Promise<SectionSummary> {
  const rows = await sectionRows(app, section);
  const count = (test: (row: ItemRow) => boolean): number => rows.filter(test).length;
  return {
    origin: section.origin,
    sectionId: section.sectionId,
    title: section.title,
    items: rows.length,
    pending: count((row) => row.changes > 0),
    failed: count((row) => row.status === 'failed'),
    optedOut: count((row) => row.status === 'opted-out'),
  };
}

export async function sectionRows(app: App, section: SectionKey): Promise<ItemRow[]> {
  const key: [string, string] = [section.origin, section.sectionId];
  const { defaultInclude } = await readConnection(app.ports);
  const [stored, link, flags, items, observed] = await Promise.all([
    app.db.get('sections', key),
    app.db.get('links', key),
    readFlags(app.db, section),
    storedItems(app.db, section),
    readObserved(app.db, section),
  ]);
  const details = await readDetails(app.ports.session, [...items.values()].map(itemKeyText));
  const todo = app.runner.todo();
  const titles = new Map(stored?.categories.map(({ id, title }) => [id, title]));
  const periods = new Map(stored?.periods?.map(({ id, title }) => [id, title]));
  return [...items.values()].map((item) =>
    buildRow({
      item,
      flag: flags.get(item.itemId),
      defaultInclude,
      link: link ?? null,
      observed,
      categoryTitle: item.categoryId === null ? null : (titles.get(item.categoryId) ?? null),
      periodTitle: item.periodId === null ? null : (periods.get(item.periodId) ?? null),
      todo,
      detail: details.get(itemKeyText(item)) ?? null,
    }),
  );
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
