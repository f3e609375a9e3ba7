import { listSections } from '../lms/schoology-client.ts';
import { sameSection } from '../model/item-key.ts';
import type { App } from './app.ts';
import { servedOrigins } from './lms-domains.ts';

/** Where everybody's Schoology also answers; for a teacher of whom no host is known yet. */
const commonOrigin = 'https://app.schoology.com';

/**
 * Reads the section list of every Schoology host this teacher uses: those of known sections and of open tabs.
 * Sections are never removed here: a course that has ended keeps its history.
 */
export async function readSections(app: App): Promise<void> {
  const known = await app.db.getAll('sections');
  const custom = await servedOrigins(app.ports);
  const origins = new Set([
    ...known.map(({ origin }) => origin),
    ...(await app.ports.openLmsOrigins(custom)),
  ]);
  if (origins.size === 0) origins.add(custom[0] ?? commonOrigin);
  for (const origin of origins) {
    for (const section of await listSections(app.feed(origin))) {
      const before = known.find((row) => sameSection(row, section));
      const unread = { categories: [], readAt: null, problem: null };
      await app.db.put('sections', { ...unread, ...before, ...section });
    }
  }
}
