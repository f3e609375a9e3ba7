import { storedItems } from '../storage/section-rows.ts';
import { saveSisTitle, saveSpecialScore } from '../storage/settings-store.ts';
import type { App } from './app.ts';
import { replanStored } from './choices.ts';
import { itemDetail } from './item-detail.ts';
import type { PageHandlers } from './router.ts';

/** One item, and what the teacher sets for it and for its section. */
export const createItemHandlers = (
  app: App,
): Pick<PageHandlers, 'getItemDetail' | 'saveSisTitle' | 'saveSpecialScore'> => ({
  getItemDetail: (key) => itemDetail(app, key),

  async saveSisTitle({ key, title }) {
    const items = await storedItems(app.db, key);
    const wanted = title?.trim() ?? '';
    // An empty title, or Schoology's own, is no title of its own: it follows Schoology's from now on.
    const own = wanted === '' || wanted === items.get(key.itemId)?.title ? null : wanted;
    await saveSisTitle(app.db, key, own);
    // Another item may have been held back by this one's title.
    await replanStored(app, key, new Set(items.keys()));
    app.ports.notify(key);
    return itemDetail(app, key);
  },

  async saveSpecialScore({ key, exception, choice }) {
    await saveSpecialScore(app.db, key, exception, choice);
    await replanStored(app, key, new Set((await storedItems(app.db, key)).keys()));
    app.ports.notify(key);
    return itemDetail(app, key);
  },
});
