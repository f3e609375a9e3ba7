import type { NewItemSettings } from '../model/item-rule.ts';
import type { Connection, SettingsPorts } from '../settings/connection.ts';
import { readNewItems, saveNewItems } from '../settings/new-items.ts';
import type { App } from './app.ts';
import type { PageHandlers } from './router.ts';
import { panelView } from './views.ts';

/** What is done with new items: as the teacher wants it, and whether they wait as the district does. */
export async function newItemSettings(
  { local }: Pick<SettingsPorts, 'local'>,
  { newItemsWait }: Pick<Connection, 'newItemsWait'>,
): Promise<NewItemSettings> {
  const own = await readNewItems(local);
  return { ...own, wait: newItemsWait ?? own.wait };
}

/** Rules and review for new items. They hold for what is first listed from now on; nothing that is known changes. */
export const createNewItemHandlers = (app: App): Pick<PageHandlers, 'saveNewItems'> => ({
  async saveNewItems(settings) {
    await saveNewItems(app.ports.local, settings);
    app.ports.notify(null);
    return panelView(app);
  },
});
