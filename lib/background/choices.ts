import { type SectionKey, sectionKeyText } from '../model/item-key.ts';
import type { RoamingChoice } from '../model/roaming-choice.ts';
import { readConnection } from '../settings/connection.ts';
import { relaxed } from '../storage/database.ts';
import { forgetPlans } from '../storage/forget-plans.ts';
import { planSection } from '../sync/plan/plan-section.ts';
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
  exclude(app, section, choices);
  const ids = new Set(choices.map(({ itemId }) => itemId));
  await replanStored(app, section, ids);
  app.ports.notify(section);
}

/** From now on nothing of the opted-out ones among these leaves. */
export function exclude(
  { runner }: App,
  section: SectionKey,
  choices: { itemId: string; include: boolean }[],
): void {
  for (const { itemId, include } of choices) {
    if (!include) runner.exclude({ ...section, itemId });
  }
}

/** choicesChanged for choices that were made in another browser. */
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
  else await forgetNow(app, section, ids);
}

async function forgetNow(
  { db }: App,
  section: SectionKey,
  ids: ReadonlySet<string>,
): Promise<void> {
  const tx = db.transaction(['items', 'summaries'], 'readwrite', relaxed);
  await forgetPlans(tx, section, [...ids]);
  await tx.objectStore('summaries').delete([section.origin, section.sectionId]);
  await tx.done;
}
