import * as z from 'zod/mini';
import { exceptions } from '../model/graded-item.ts';
import { type ItemKey, type SectionKey, sectionKeyOf, sectionKeyText } from '../model/item-key.ts';
import { noSettings, type TeacherSettings } from '../model/teacher-settings.ts';
import { confirmedConnection } from '../settings/connection.ts';
import { connectionSchema } from '../settings/connection-schema.ts';
import { typedLmsOrigins } from '../settings/lms-origins.ts';
import { readNewItems } from '../settings/new-items.ts';
import { readPagePreferences } from '../settings/page-preferences.ts';
import { typedSchedule } from '../settings/schedule.ts';
import type { SetUpSection } from '../settings/set-up-file.ts';
import type { ItemSettings, SectionSettings } from '../storage/records.ts';
import { toTeacherSettings } from '../storage/settings-store.ts';
import type { Standing } from '../sync/link/import-set-up.ts';
import type { App } from './app.ts';

/** Everything that a file holds, as it stands on this device. */
export async function readStanding({ db, ports }: App): Promise<Standing> {
  // First, since it may wait for the policy: all of it is to be of one moment.
  const { settings, fromPolicy, defaultInclude } = await confirmedConnection(ports);
  const [flags, links, items, sections] = await Promise.all([
    db.getAll('flags'),
    db.getAll('links'),
    db.getAll('itemSettings'),
    db.getAll('sectionSettings'),
  ]);
  return {
    flags: bySection(flags),
    links: new Map(links.map((link) => [sectionKeyText(link), link])),
    teacherSettings: settingsBySection(items, sections),
    defaultInclude,
    connection: settings,
    connectionFromPolicy: fromPolicy,
    lmsOrigins: await typedLmsOrigins(ports.local),
    pagePreferences: await readPagePreferences(ports.local),
    schedule: await typedSchedule(ports.local),
    newItems: await readNewItems(ports.local),
  };
}

/** By section, and there by item id. */
function bySection<Row extends ItemKey>(rows: Row[]): Map<string, Map<string, Row>> {
  const sections = new Map<string, Map<string, Row>>();
  for (const row of rows) {
    const section = sectionKeyText(row);
    sections.set(section, (sections.get(section) ?? new Map()).set(row.itemId, row));
  }
  return sections;
}

function settingsBySection(
  items: ItemSettings[],
  sections: SectionSettings[],
): Map<string, TeacherSettings> {
  const titled = bySection(items);
  const special = new Map(sections.map((one) => [sectionKeyText(one), one]));
  const keys = [...titled.keys(), ...special.keys()];
  return new Map(
    keys.map((key) => [
      key,
      toTeacherSettings([...(titled.get(key)?.values() ?? [])], special.get(key)),
    ]),
  );
}

/** What is set for a section, as far as anything is. */
function settingsInFile({ sisTitles, special }: TeacherSettings) {
  const chosen = exceptions.flatMap((mark) => (special[mark] ? [[mark, special[mark]]] : []));
  return {
    ...(sisTitles.size > 0 && { sisTitles: Object.fromEntries(sisTitles) }),
    ...(chosen.length > 0 && { special: Object.fromEntries(chosen) }),
  };
}

/** The teacher's choices and set-up as a file. The district's own connection is not the teacher's to carry away. */
export async function setUpText(app: App): Promise<string> {
  const { flags, links, teacherSettings, ...standing } = await readStanding(app);
  const titled = await app.db.getAll('sections');
  const keys = new Map<string, SectionKey & { title?: string }>();
  const rows = ['flags', 'itemSettings', 'sectionSettings'] as const;
  const stored = await Promise.all(rows.map((store) => app.db.getAll(store)));
  for (const row of [...stored.flat(), ...links.values(), ...titled]) {
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
      ...settingsInFile(teacherSettings.get(sectionKeyText(row)) ?? noSettings),
    };
  });
  const typed = z.safeParse(connectionSchema(), standing.connection);
  const { lmsOrigins, pagePreferences, schedule, newItems, connectionFromPolicy } = standing;
  const connection = typed.success && !connectionFromPolicy ? typed.data : null;
  const settings = { connection, lmsOrigins, pagePreferences, schedule, newItems };
  const { writeSetUp } = await import('../settings/set-up-file.ts'); // as in sis-registry.ts
  return writeSetUp({ sections: sections.filter(saysSomething), ...settings }, app.clock.now());
}

const saysSomething = (section: SetUpSection): boolean =>
  section.class !== null ||
  section.sisTitles !== undefined ||
  section.special !== undefined ||
  Object.keys(section.choices).length + Object.keys(section.categories).length > 0;
