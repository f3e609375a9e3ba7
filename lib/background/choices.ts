import { type SectionKey, sectionKeyText } from '../model/item-key.ts';
import { relaxed } from '../storage/database.ts';
import { readObserved, replan, toPlanned } from '../sync/prepare-section.ts';
import type { App } from './app.ts';

/**
 * After choices were committed: nothing of an opted-out item leaves any more, and the plan follows. Without a reading
 * of the section in memory the items count as not planned until the next one.
 */
export async function choicesChanged(
  app: App,
  section: SectionKey,
  choices: { itemId: string; include: boolean }[],
): Promise<void> {
  for (const { itemId, include } of choices) {
    if (!include) app.runner.exclude({ ...section, itemId });
  }
  const ids = new Set(choices.map(({ itemId }) => itemId));
  await replanStored(app, section, ids);
  app.ports.notify(section);
}

/** Brings the stored plan of these items (null = all) up to the flags, links and acknowledgements of now. */
export async function replanStored(
  app: App,
  section: SectionKey,
  ids: ReadonlySet<string> | null,
): Promise<void> {
  const snapshot = app.snapshots.get(sectionKeyText(section));
  const link = (await app.db.get('links', [section.origin, section.sectionId])) ?? null;
  const observed = await readObserved(app.db, section);
  const planned = snapshot ? await replan(app.workspace, { snapshot, link, observed }) : [];
  const byId = new Map(planned.map((entry) => [entry.item.itemId, toPlanned(entry)]));
  const tx = app.db.transaction('items', 'readwrite', relaxed);
  for (const itemId of ids ?? byId.keys()) {
    const row = await tx.store.get([section.origin, section.sectionId, itemId]);
    if (row) await tx.store.put({ ...row, planned: byId.get(itemId) ?? null });
  }
  await tx.done;
}
