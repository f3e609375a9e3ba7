import type { SectionKey } from '../model/item-key.ts';
import { readConnection } from '../settings/connection.ts';
import { readFlags } from '../storage/flag-store.ts';
import { observedItems } from '../storage/observed-rows.ts';
import { storedItems } from '../storage/section-rows.ts';
import type { SectionFacts } from '../sync/show/left-behind.ts';
import type { App } from './app.ts';

/** Everything that is stored of a section, but for the hashes. */
export async function sectionFacts(app: App, section: SectionKey): Promise<SectionFacts> {
  const key: [string, string] = [section.origin, section.sectionId];
  const [{ defaultInclude }, stored, link, flags, items, observed] = await Promise.all([
    readConnection(app.ports),
    app.db.get('sections', key),
    app.db.get('links', key),
    readFlags(app.db, section),
    storedItems(app.db, section),
    observedItems(app.db, section),
  ]);
  return { section: stored, link: link ?? null, flags, items, observed, defaultInclude };
}
