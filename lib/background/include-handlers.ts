import type { DataOf } from '../messages.ts';
import { itemKeyText, sectionKeyOf, sectionKeyText } from '../model/item-key.ts';
import type { SectionFlags } from '../storage/flag-store.ts';
import type { App } from './app.ts';
import type { PageHandlers } from './router.ts';
import { saveChoices } from './save-choices.ts';

/** The teacher's choices in the panel: of one item, and of everything that is shown. */
export const createIncludeHandlers = (
  app: App,
): Pick<PageHandlers, 'setInclude' | 'setIncludeMany'> => ({
  async setInclude({ opId, key, include }) {
    const section = sectionKeyOf(key);
    const flags = [{ itemId: key.itemId, flag: { include, source: 'panel' as const } }];
    try {
      const [row] = await saveChoices(app, opId, [{ ...section, flags }]);
      if (!row) throw new Error(`no item ${itemKeyText(key)}`);
      return { row };
    } finally {
      app.ports.notify(section); // also after an error: of the two copies only one may have failed
    }
  },

  async setIncludeMany({ opId, choices }) {
    const sections = bySection(choices);
    try {
      return { rows: await saveChoices(app, opId, sections) };
    } finally {
      for (const section of sections) app.ports.notify(sectionKeyOf(section));
    }
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
