import type { SectionKey } from '../model/item-key.ts';
import { sisNameOf } from '../model/sis-system.ts';
import { confirmedConnection, forgetSecret, saveSettings } from '../settings/connection.ts';
import { addLmsOrigin } from '../settings/lms-origins.ts';
import { saveNewItems } from '../settings/new-items.ts';
import { savePagePreferences } from '../settings/page-preferences.ts';
import { saveSchedule, typedSchedule } from '../settings/schedule.ts';
import type { SetUpFile } from '../settings/set-up-file.ts';
import { commitFlags } from '../storage/flag-store.ts';
import { storedItems } from '../storage/section-rows.ts';
import { putTeacherSettings } from '../storage/settings-store.ts';
import { putOtherLink } from '../storage/sis-rows.ts';
import { type ImportPlan, planImport } from '../sync/link/import-set-up.ts';
import type { App } from './app.ts';
import { choicesChanged, replanStored } from './choices.ts';
import { serveLmsDomains } from './lms-domains.ts';
import type { PageHandlers } from './router.ts';
import { readStanding, setUpText } from './set-up-file.ts';
import { forgetToken } from './sis-sign-in.ts';
import { panelView } from './views.ts';

type FileMessage = 'exportSetUp' | 'previewImport' | 'importSetUp';

/** The teacher's choices and set-up, out to a file and in from one. */
export const createSetUpFileHandlers = (app: App): Pick<PageHandlers, FileMessage> => ({
  exportSetUp: async () => ({ text: await setUpText(app) }),

  async previewImport({ text }) {
    const parsed = await parsedFile(text);
    if ('problem' in parsed) return parsed;
    return { preview: (await planFor(app, parsed.file)).preview };
  },

  async importSetUp({ opId, text }) {
    const parsed = await parsedFile(text);
    if ('problem' in parsed) return parsed;
    const plan = await planFor(app, parsed.file);
    await importChoices(app, opId, plan, await otherSis(app, parsed.file));
    const now = await importSettings(app, parsed.file, plan);
    now.ports.notify(null);
    return { preview: plan.preview, panel: await panelView(now) };
  },
});

/** Imported where it is needed, as in sis-registry.ts. */
const parsedFile = async (text: string) =>
  (await import('../settings/set-up-file.ts')).parseSetUp(text);

/** The SIS that the file's connection leads to, where it is another than the one whose ids are in force. */
async function otherSis(app: App, { connection }: SetUpFile): Promise<string | null> {
  const { fromPolicy } = await confirmedConnection(app.ports);
  if (fromPolicy || connection === null) return null;
  const inForce = await app.db.get('sisInForce', 'name');
  const sis = sisNameOf(connection);
  return inForce === undefined || inForce === sis ? null : sis;
}

/** Matches of one SIS are no beginning for those of another. */
async function planFor(app: App, file: SetUpFile): Promise<ImportPlan> {
  const standing = await readStanding(app);
  const sis = await otherSis(app, file);
  const links = sis === null ? standing.links : new Map();
  return planImport(file, { ...standing, links });
}

/** Choices, matches and what is set for items and sections in one transaction: all of it, or nothing. */
async function importChoices(
  app: App,
  opId: string,
  { flags, links, teacherSettings }: ImportPlan,
  sis: string | null,
): Promise<void> {
  const { defaultInclude } = await app.workspace.settings();
  await commitFlags(app, opId, flags, async (tx) => {
    for (const link of links) {
      if (sis === null) await tx.objectStore('links').put(link);
      else await putOtherLink(tx.objectStore('otherSis'), sis, link);
      await tx.objectStore('summaries').delete([link.origin, link.sectionId]);
    }
    for (const change of teacherSettings) await putTeacherSettings(tx, change);
  });
  await replanSections(app, teacherSettings);
  for (const { flags: changed, ...section } of flags) {
    const choices = changed.map(({ itemId, flag }) => ({
      itemId,
      include: flag?.include ?? defaultInclude,
    }));
    await choicesChanged(app, section, choices);
  }
}

/** A title or a mark may change the plan of every item of its section. */
async function replanSections(app: App, sections: SectionKey[]): Promise<void> {
  for (const section of sections) {
    await replanStored(app, section, new Set((await storedItems(app.db, section)).keys()));
  }
}

async function importSettings(app: App, file: SetUpFile, { preview }: ImportPlan): Promise<App> {
  const { ports } = app;
  const { settings, connection } = preview;
  if (settings.includes('pages')) await savePagePreferences(ports.local, file.pagePreferences);
  if (settings.includes('new-items')) await saveNewItems(ports.local, file.newItems);
  if (settings.includes('schedule')) {
    // Notifications are this browser's own leave to give.
    const { notify } = await typedSchedule(ports.local);
    await saveSchedule(ports.local, { ...file.schedule, notify });
    await app.schedule.arm();
  }
  if (settings.includes('lms-domains')) {
    for (const origin of file.lmsOrigins) await addLmsOrigin(ports.local, origin);
    await serveLmsDomains(ports);
  }
  if (connection === 'changed' && file.connection) {
    // The secret was typed for another address: it must not be sent to this one.
    await forgetSecret(ports);
    await forgetToken(ports.session);
    await saveSettings(ports, file.connection);
    return app.connectionChanged();
  }
  return app;
}
