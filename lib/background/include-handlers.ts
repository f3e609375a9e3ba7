import type { DataOf } from '../messages.ts';
import { itemKeyText, sectionKeyOf, sectionKeyText } from '../model/item-key.ts';
import type { ItemRow } from '../model/panel-view.ts';
import { readConnection } from '../settings/connection.ts';
import { commitChoices, commitFlags, type SectionFlags } from '../storage/flag-store.ts';
import { forgetPlans } from '../storage/forget-plans.ts';
import type { App } from './app.ts';
import { choicesSaved } from './choices.ts';
import { itemRow, sectionRows } from './item-rows.ts';
import type { PageHandlers } from './router.ts';

/** The teacher's choices in the panel: of one item, and of everything that is shown. */
export const createIncludeHandlers = (
  app: App,
): Pick<PageHandlers, 'setInclude' | 'setIncludeMany'> => ({
  async setInclude({ opId, key, include }) {
    const { origin, sectionId, itemId } = key;
    const choices = [{ itemId, include }];
    const section = { origin, sectionId };
    await commitChoices(app, { ...section, opId, source: 'panel', choices }, (tx) =>
      forgetPlans(tx, section, [itemId]),
    ).catch((error: unknown) => {
      // Only one of the two copies may have failed: the views show what is stored now.
      app.ports.notify(section);
      throw error;
    });
    await choicesSaved(app, section, choices);
    const row = await itemRow(app, key);
    app.ports.notify(section);
    if (!row) throw new Error(`no item ${itemKeyText(key)}`);
    return { row };
  },

  async setIncludeMany({ opId, choices }) {
    const sections = bySection(choices);
    await commitFlags(app, opId, sections, async (tx) => {
      for (const section of sections) await forgetPlans(tx, section, itemIds(section));
    }).catch((error: unknown) => {
      app.ports.notify(null);
      throw error;
    });
    const { defaultInclude } = await readConnection(app.ports);
    const rows: ItemRow[] = [];
    for (const section of sections) {
      rows.push(...(await changedRows(app, section, defaultInclude)));
    }
    for (const section of sections) app.ports.notify(sectionKeyOf(section));
    return { rows };
  },
});

function bySection(choices: DataOf<'setIncludeMany'>['choices']): SectionFlags[] {
  const sections = new Map<string, SectionFlags>();
  for (const { key, choice } of choices) {
    const id = sectionKeyText(key);
    const section = sections.get(id) ?? { ...sectionKeyOf(key), flags: [] };
    const flag = choice && { include: choice.include, source: choice.chosenIn };
    section.flags.push({ itemId: key.itemId, flag });
    sections.set(id, section);
  }
  return [...sections.values()];
}

const itemIds = ({ flags }: SectionFlags): string[] => flags.map(({ itemId }) => itemId);

async function changedRows(
  app: App,
  { flags, ...section }: SectionFlags,
  defaultInclude: boolean,
): Promise<ItemRow[]> {
  const choices = flags.map(({ itemId, flag }) => ({
    itemId,
    include: flag?.include ?? defaultInclude,
  }));
  await choicesSaved(app, section, choices);
  const ids = new Set(flags.map(({ itemId }) => itemId));
  return (await sectionRows(app, section)).filter(({ key }) => ids.has(key.itemId));
}
