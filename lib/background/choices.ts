import { type SectionKey, sectionKeyText } from '../model/item-key.ts';
import type { RoamingChoice } from '../model/roaming-choice.ts';
import { readConnection } from '../settings/connection.ts';
import { relaxed } from '../storage/database.ts';
import { planSection } from '../sync/plan-section.ts';
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

/** The same for choices that were made in another browser. */
export async function choicesHeard(
  app: App,
  section: SectionKey,
  choices: RoamingChoice[],
): Promise<void> {
  if (choices.length === 0) return app.ports.notify(section); // that the section is known is news too
  const { defaultInclude } = await readConnection(app.ports);
  const made = choices.map(({ itemId, choice }) => ({
    itemId,
    include: choice === 'none' ? defaultInclude : choice === 'in',
  }));
  await choicesChanged(app, section, made);
}

/** Brings the stored plan up to the flags, links and acknowledgements of now; `ids` are the items that changed. */
export async function replanStored(
  app: App,
  section: SectionKey,
  ids: ReadonlySet<string>,
): Promise<void> {
  const snapshot = app.snapshots.get(sectionKeyText(section));
  if (snapshot) await planSection(app.workspace, snapshot, null);
  else await forgetPlans(app, section, ids);
}

async function forgetPlans(
  app: App,
  { origin, sectionId }: SectionKey,
  ids: ReadonlySet<string>,
): Promise<void> {
  const tx = app.db.transaction(['items', 'summaries'], 'readwrite', relaxed);
  const items = tx.objectStore('items');
  await Promise.all(
    [...ids].map(async (itemId) => {
      const row = await items.get([origin, sectionId, itemId]);
      if (row) await items.put({ ...row, planned: null });
    }),
  );
  await tx.objectStore('summaries').delete([origin, sectionId]);
  await tx.done;
}
