import type { SectionKey } from '../model/item-key.ts';
import { readConnection, saveSecret, saveSettings } from '../settings/connection.ts';
import { signInWithPkce } from '../sis/pkce.ts';
import { SisError } from '../sis/sis-client.ts';
import { relaxed, sectionRange } from '../storage/database.ts';
import type { LinkRecord } from '../storage/records.ts';
import { prepareSection } from '../sync/prepare-section.ts';
import type { App } from './app.ts';
import { replanStored } from './choices.ts';
import { reachableConnection, testConnection } from './connect-sis.ts';
import type { PageHandlers } from './router.ts';
import { forgetToken, tokenClient } from './sis-sign-in.ts';
import { panelView, sectionView } from './views.ts';

type SetUpMessage =
  | 'saveConnection'
  | 'signIn'
  | 'signOut'
  | 'testConnection'
  | 'linkSection'
  | 'matchCategory';

/** Connection, section link and category match: what options asks. */
export const createSetUpHandlers = (app: App): Pick<PageHandlers, SetUpMessage> => ({
  async saveConnection({ settings, secret }) {
    const { fromPolicy } = await readConnection(app.ports);
    // A district may leave its secret out of the policy; everything else of the policy stands.
    if (!fromPolicy) await saveSettings(app.ports, settings);
    if (secret !== null) await saveSecret(app.ports, secret);
    await forgetToken(app.ports.session);
    await app.runner.checkConnection();
    app.ports.notify(null);
    return panelView(app);
  },

  async signIn() {
    const { settings } = await reachableConnection(app.ports);
    const client = tokenClient(settings, app.ports);
    await signInWithPkce(settings.authorizationUrl, client, app.ports.signInWindow);
    app.ports.notify(null);
    return panelView(app);
  },

  async signOut() {
    await forgetToken(app.ports.session);
    app.ports.notify(null);
    return panelView(app);
  },

  testConnection: () => testConnection(app.ports, app.db),

  async linkSection({ section, classId }) {
    await changeLink(app, section, (link) => ({ ...link, classId, automatic: false }));
    await prepareSection(app.workspace, section, { relink: true });
    app.ports.notify(section);
    return sectionView(app, section);
  },

  async matchCategory({ section, categoryId, sisCategoryId }) {
    const chosen = { sisId: sisCategoryId, automatic: false };
    await changeLink(app, section, (link) => ({
      ...link,
      categories: { ...link.categories, [categoryId]: chosen },
    }));
    await replanStored(app, section, await itemsOf(app, section));
    app.ports.notify(section);
    return sectionView(app, section);
  },
});

/** Rejects when the section has never been joined to the SIS: there is nothing to choose from yet. */
async function changeLink(
  app: App,
  { origin, sectionId }: SectionKey,
  change: (link: LinkRecord) => LinkRecord,
): Promise<void> {
  const tx = app.db.transaction('links', 'readwrite', relaxed);
  const link = await tx.store.get([origin, sectionId]);
  if (link) await tx.store.put(change(link));
  await tx.done;
  if (!link) throw new SisError({ code: 'SECTION_NOT_LINKED', scope: 'run' });
}

const itemsOf = async ({ db }: App, section: SectionKey): Promise<Set<string>> =>
  new Set((await db.getAll('items', sectionRange(section))).map(({ itemId }) => itemId));
