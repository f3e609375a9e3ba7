import { type SectionKey, sectionKeyText } from '../model/item-key.ts';
import type { ItemRow, SectionSummary } from '../model/panel-view.ts';
import { needsAttention } from '../model/row-tone.ts';
import { readConnection } from '../settings/connection.ts';
import { relaxed, sectionRange } from '../storage/database.ts';
import type { StoredSummary } from '../storage/records.ts';
import { leftBehind } from '../sync/show/left-behind.ts';
import { buildRow, seenIn } from '../sync/show/rows.ts';
import type { App } from './app.ts';

/** What the counts of a section are of, besides its own records. */
type Basis = Pick<StoredSummary, 'defaultInclude' | 'queued'>;

export type Summary = SectionSummary & Pick<StoredSummary, 'attention'>;

/**
 * How the items of every known section stand. A teacher's year has thousands of items, so they are counted once and
 * the counts are kept; only sections that have changed since are read again.
 */
export async function sectionSummaries(app: App): Promise<Summary[]> {
  const { defaultInclude } = await readConnection(app.ports);
  const [sections, stored] = await Promise.all([
    app.db.getAll('sections'),
    app.db.getAll('summaries'),
  ]);
  const kept = new Map(stored.map((row) => [sectionKeyText(row), row]));
  const queued = queuedIn(app.runner.todo());
  const summaries: Summary[] = [];
  for (const { origin, sectionId, title } of sections) {
    const key = sectionKeyText({ origin, sectionId });
    const basis = { defaultInclude, queued: queued.get(key) ?? 0 };
    const before = kept.get(key);
    // One after the other: a choice that is made meanwhile waits for one count, and not for those of four years.
    const counts = isOf(before, basis)
      ? before
      : await countAgain(app, { origin, sectionId }, basis);
    const { items, pending, failed, optedOut, stillInSis, attention } = counts;
    summaries.push({
      ...{ origin, sectionId, title },
      ...{ items, pending, failed, optedOut, stillInSis, attention },
    });
  }
  return summaries;
}

/** How many items of each section, by sectionKeyText, are on this list of itemKeyTexts. */
function queuedIn(todo: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of todo) {
    const section = item.slice(0, item.lastIndexOf('|'));
    counts.set(section, (counts.get(section) ?? 0) + 1);
  }
  return counts;
}

const isOf = (row: StoredSummary | undefined, basis: Basis): row is StoredSummary =>
  row?.defaultInclude === basis.defaultInclude && row.queued === basis.queued;

/** Counts and keeps the counts in one transaction: what they are of cannot change in between. */
async function countAgain(app: App, section: SectionKey, basis: Basis): Promise<StoredSummary> {
  const { origin, sectionId } = section;
  const tx = app.db.transaction(
    ['sections', 'items', 'flags', 'links', 'observed', 'summaries'],
    'readwrite',
    relaxed,
  );
  const [stored, items, flags, link, observed] = await Promise.all([
    tx.objectStore('sections').get([origin, sectionId]),
    tx.objectStore('items').getAll(sectionRange(section)),
    tx.objectStore('flags').getAll(sectionRange(section)),
    tx.objectStore('links').get([origin, sectionId]),
    tx.objectStore('observed').index('section').getAll([origin, sectionId]),
  ]);
  const { defaultInclude } = basis;
  const sent = new Map(observed.map((row) => [row.lineItemId, row]));
  const seen = seenIn(link ?? null, sent);
  const facts = {
    defaultInclude,
    todo: app.runner.todo(),
    categoryTitle: null,
    periodTitle: null,
    detail: null,
  };
  const flagOf = new Map(flags.map((flag) => [flag.itemId, flag]));
  const rows = items.map((item) =>
    buildRow({ ...facts, item, seen: seen(item), flag: flagOf.get(item.itemId) }),
  );
  const stillInSis = leftBehind({
    defaultInclude,
    section: stored,
    link: link ?? null,
    observed: sent,
    flags: flagOf,
    items: new Map(items.map((item) => [item.itemId, item])),
  }).length;
  const summary = { origin, sectionId, ...basis, ...countsOf(rows), stillInSis };
  await tx.objectStore('summaries').put(summary);
  await tx.done;
  return summary;
}

function countsOf(rows: ItemRow[]) {
  const count = (test: (row: ItemRow) => boolean): number => rows.filter(test).length;
  return {
    items: rows.length,
    pending: count(({ changes }) => changes > 0),
    failed: count(({ status }) => status === 'failed'),
    optedOut: count(({ status }) => status === 'opted-out'),
    attention: count(needsAttention),
  };
}
