import { itemKeyText } from '../model/item-key.ts';
import { totalsLines } from '../sync/show/totals.ts';
import type { App } from './app.ts';
import { sectionRows } from './item-rows.ts';
import type { PageHandlers } from './router.ts';
import { sectionFacts } from './section-facts.ts';

/** Why the totals of the two gradebooks may differ. */
export const createTotalsHandlers = (app: App): Pick<PageHandlers, 'getTotals'> => ({
  async getTotals(section) {
    const facts = await sectionFacts(app, section);
    const rows = new Map(
      (await sectionRows(app, section)).map((row) => [itemKeyText(row.key), row]),
    );
    const items = [...facts.items.values()].flatMap((item) => {
      const row = rows.get(itemKeyText(item));
      return row ? [{ item, row }] : [];
    });
    const { profile } = await app.workspace.settings();
    return {
      sectionTitle: facts.section?.title ?? section.sectionId,
      lines: totalsLines({ items, link: facts.link, profile }),
    };
  },
});
