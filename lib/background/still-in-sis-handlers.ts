import type { SectionKey } from '../model/item-key.ts';
import type { StillInSis } from '../model/still-in-sis.ts';
import { forgetSent } from '../storage/forget-sent.ts';
import { leftBehind } from '../sync/show/left-behind.ts';
import type { App } from './app.ts';
import { replanStored } from './choices.ts';
import type { PageHandlers } from './router.ts';
import { sectionFacts } from './section-facts.ts';

type Messages = 'getStillInSis' | 'removedInSis';

/** What the SIS still has of items that nothing is sent of any more. */
export const createStillInSisHandlers = (app: App): Pick<PageHandlers, Messages> => ({
  async getStillInSis({ sections }) {
    const lists = await Promise.all(sections.map((section) => inSection(app, section)));
    return { items: lists.flat() };
  },

  async removedInSis({ key: { itemId, ...section }, lineItemId }) {
    const listed = await inSection(app, section);
    // Of an item that syncs nothing is forgotten: its next sync would send all of it again.
    if (listed.some((item) => item.lineItemId === lineItemId && item.key.itemId === itemId)) {
      await forgetSent(app.db, section, lineItemId);
      await replanStored(app, section, new Set([itemId]));
      app.ports.notify(section);
    }
    return { items: await inSection(app, section) };
  },
});

const inSection = async (app: App, section: SectionKey): Promise<StillInSis[]> =>
  leftBehind(await sectionFacts(app, section));
