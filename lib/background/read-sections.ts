import type { Section } from '../model/graded-item.ts';
import { type Database, relaxed } from '../storage/database.ts';
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
  const { listSections } = await import('../lms/schoology-client.ts'); // as in sis-registry.ts
  for (const origin of origins) await storeList(app.db, await listSections(app.feed(origin)));
}

/** A run may have written to a section while the list was on its way, so each is merged with what stands now. */
async function storeList(db: Database, sections: Section[]): Promise<void> {
  const tx = db.transaction('sections', 'readwrite', relaxed);
  for (const section of sections) {
    const before = await tx.store.get([section.origin, section.sectionId]);
    const unread = { categories: [], readAt: null, problem: null };
    await tx.store.put({ ...unread, ...before, ...section });
  }
  await tx.done;
}
