import * as z from 'zod/mini';
import { type SectionKey, sectionKeyOf, sectionKeyText } from '../model/item-key.ts';
import { readConnection } from '../settings/connection.ts';
import { connectionSchema } from '../settings/connection-schema.ts';
import { typedLmsOrigins } from '../settings/lms-origins.ts';
import { readNewItems } from '../settings/new-items.ts';
import { readPagePreferences } from '../settings/page-preferences.ts';
import { typedSchedule } from '../settings/schedule.ts';
import { type SetUpSection, writeSetUp } from '../settings/set-up-file.ts';
import type { FlagRecord } from '../storage/records.ts';
import type { Standing } from '../sync/link/import-set-up.ts';
import type { App } from './app.ts';

/** Everything that a file holds, as it stands on this device. */
export async function readStanding({ db, ports }: App): Promise<Standing> {
  const [flags, links] = await Promise.all([db.getAll('flags'), db.getAll('links')]);
  const { settings, fromPolicy, defaultInclude } = await readConnection(ports);
  return {
    flags: bySection(flags),
    links: new Map(links.map((link) => [sectionKeyText(link), link])),
    defaultInclude,
    connection: settings,
    connectionFromPolicy: fromPolicy,
    lmsOrigins: await typedLmsOrigins(ports.local),
    pagePreferences: await readPagePreferences(ports.local),
    schedule: await typedSchedule(ports.local),
    newItems: await readNewItems(ports.local),
  };
}

function bySection(flags: FlagRecord[]): Map<string, Map<string, FlagRecord>> {
  const sections = new Map<string, Map<string, FlagRecord>>();
  for (const flag of flags) {
    const section = sectionKeyText(flag);
    sections.set(section, (sections.get(section) ?? new Map()).set(flag.itemId, flag));
  }
  return sections;
}

/** The teacher's choices and set-up as a file. The district's own connection is not the teacher's to carry away. */
export async function setUpText(app: App): Promise<string> {
  const { flags, links, ...standing } = await readStanding(app);
  const titled = await app.db.getAll('sections');
  const keys = new Map<string, SectionKey & { title?: string }>();
  for (const row of [...(await app.db.getAll('flags')), ...links.values(), ...titled]) {
    keys.set(sectionKeyText(row), row);
  }
  const sections = [...keys.values()].map((row): SetUpSection => {
    const link = links.get(sectionKeyText(row));
    const { classId = null, classTitle = null, automatic = true, categories = {} } = link ?? {};
    const byHand = Object.entries(categories).filter(([, one]) => !one.automatic);
    const chosen = flags.get(sectionKeyText(row)) ?? [];
    return {
      ...sectionKeyOf(row),
      title: row.title ?? row.sectionId,
      choices: Object.fromEntries([...chosen].map(([itemId, { include }]) => [itemId, include])),
      class: automatic || classId === null ? null : { id: classId, title: classTitle ?? classId },
      categories: Object.fromEntries(byHand.map(([id, { sisId }]) => [id, sisId])),
    };
  });
  const typed = z.safeParse(connectionSchema, standing.connection);
  const { lmsOrigins, pagePreferences, schedule, newItems, connectionFromPolicy } = standing;
  const connection = typed.success && !connectionFromPolicy ? typed.data : null;
  const settings = { connection, lmsOrigins, pagePreferences, schedule, newItems };
  return writeSetUp({ sections: sections.filter(saysSomething), ...settings }, app.clock.now());
}

const saysSomething = ({ choices, class: sisClass, categories }: SetUpSection): boolean =>
  sisClass !== null || Object.keys(choices).length + Object.keys(categories).length > 0;
