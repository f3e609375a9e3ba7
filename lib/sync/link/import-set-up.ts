import { sectionKeyOf, sectionKeyText } from '../../model/item-key.ts';
import type { ConnectionSettings, PagePreferences } from '../../model/panel-view.ts';
import type { ImportPreview } from '../../model/set-up-file.ts';
import { calledAddresses } from '../../model/sis-system.ts';
import { noSettings, type TeacherSettings } from '../../model/teacher-settings.ts';
import type { SetUpFile, SetUpSection } from '../../settings/set-up-file.ts';
import type { SectionFlags } from '../../storage/flag-store.ts';
import type { FlagRecord, LinkRecord } from '../../storage/records.ts';
import type { SectionTeacherSettings } from '../../storage/settings-store.ts';
import { teacherSettingsChange } from './import-teacher-settings.ts';

/** What stands on this device. Maps are by sectionKeyText. */
export type Standing = {
  flags: ReadonlyMap<string, ReadonlyMap<string, Pick<FlagRecord, 'include'>>>;
  links: ReadonlyMap<string, LinkRecord>;
  teacherSettings: ReadonlyMap<string, TeacherSettings>;
  defaultInclude: boolean;
  connection: ConnectionSettings | null;
  connectionFromPolicy: boolean;
  lmsOrigins: string[];
  pagePreferences: PagePreferences;
  schedule: SetUpFile['schedule'];
  newItems: SetUpFile['newItems'];
};

/** What an import would change, and all it would write. Pure. */
export type ImportPlan = {
  preview: ImportPreview;
  flags: SectionFlags[];
  links: LinkRecord[];
  teacherSettings: SectionTeacherSettings[];
};

export function planImport(file: SetUpFile, now: Standing): ImportPlan {
  const changed = file.sections.map((section) => ({ section, ...sectionChanges(section, now) }));
  const sum = (part: 'included' | 'excluded' | 'unchanged'): number =>
    changed.reduce((total, one) => total + one[part], 0);
  const matched = changed.flatMap(({ section, link, match }) =>
    link ? [{ link, match: { title: section.title, ...match } }] : [],
  );
  const set = file.sections.flatMap((section) => {
    const before = now.teacherSettings.get(sectionKeyText(section)) ?? noSettings;
    const change = teacherSettingsChange(section, before);
    return change ? [{ title: section.title, change }] : [];
  });
  const connection = connectionChange(file, now);
  return {
    flags: changed.flatMap(({ flags }) => (flags.flags.length > 0 ? [flags] : [])),
    links: matched.map(({ link }) => link),
    teacherSettings: set.map(({ change }) => change),
    preview: {
      included: sum('included'),
      excluded: sum('excluded'),
      unchanged: sum('unchanged'),
      matches: matched.map(({ match }) => match),
      teacherSettings: set.map(({ title, change: { sisTitles, special } }) => ({
        title,
        sisTitles: sisTitles.size,
        special,
      })),
      connection,
      addresses:
        connection === 'changed' && file.connection
          ? [...new Set(calledAddresses(file.connection).map((url) => new URL(url).origin))]
          : [],
      settings: settingChanges(file, now),
    },
  };
}

function sectionChanges(section: SetUpSection, now: Standing) {
  const before = now.flags.get(sectionKeyText(section));
  const entries = Object.entries(section.choices);
  const changes = entries.filter(([itemId, include]) => before?.get(itemId)?.include !== include);
  const turned = changes.filter(
    ([itemId, include]) => (before?.get(itemId)?.include ?? now.defaultInclude) !== include,
  );
  const flags: SectionFlags = {
    ...sectionKeyOf(section),
    flags: changes.map(([itemId, include]) => ({
      itemId,
      flag: { include, source: 'imported' as const },
    })),
  };
  return {
    flags,
    included: turned.filter(([, include]) => include).length,
    excluded: turned.filter(([, include]) => !include).length,
    unchanged: entries.length - turned.length,
    ...linkChange(section, now.links.get(sectionKeyText(section)) ?? null),
  };
}

/** The link with what the file matches by hand; null where it is matched so already. */
function linkChange(
  section: SetUpSection,
  before: LinkRecord | null,
): { link: LinkRecord | null; match: { classTitle: string | null; categories: number } } {
  const isOther = section.class !== null && section.class.id !== before?.classId;
  const base = isOther || before === null ? unread(section, before) : before;
  const exists = new Set(base.sisCategories.map(({ id }) => id));
  const categories = Object.entries(section.categories).filter(
    ([id, sisId]) =>
      base.categories[id]?.sisId !== sisId && (exists.size === 0 || exists.has(sisId)),
  );
  const match = {
    classTitle: isOther ? (section.class?.title ?? null) : null,
    categories: categories.length,
  };
  if (!isOther && categories.length === 0) return { link: null, match };
  const chosen = categories.map(([id, sisId]) => [id, { sisId, automatic: false }] as const);
  const link = { ...base, categories: { ...base.categories, ...Object.fromEntries(chosen) } };
  return { link, match };
}

/**
 * A link whose class nobody has looked at in the SIS: without a school nothing can be sent, and its age makes the next
 * reading look. A class that is not one of the teacher's is dropped there.
 */
const unread = (section: SetUpSection, before: LinkRecord | null): LinkRecord => ({
  ...sectionKeyOf(section),
  classId: section.class?.id ?? null,
  classTitle: section.class?.title ?? null,
  schoolId: null,
  termIds: [],
  automatic: false,
  classOptions: before?.classOptions ?? [],
  students: {},
  unmatched: [],
  categories: {},
  sisCategories: [],
  periods: [],
  readAt: 0,
});

function connectionChange(file: SetUpFile, now: Standing): ImportPreview['connection'] {
  if (file.connection === null || same(file.connection, now.connection)) return 'same';
  return now.connectionFromPolicy ? 'district' : 'changed';
}

function settingChanges(file: SetUpFile, now: Standing): ImportPreview['settings'] {
  const differs: Record<ImportPreview['settings'][number], boolean> = {
    pages: !same(file.pagePreferences, now.pagePreferences),
    schedule: file.schedule.everyMinutes !== now.schedule.everyMinutes,
    'new-items': !same(file.newItems, now.newItems),
    'lms-domains': file.lmsOrigins.some((origin) => !now.lmsOrigins.includes(origin)),
  };
  return (['pages', 'schedule', 'new-items', 'lms-domains'] as const).filter(
    (name) => differs[name],
  );
}

/** Equal as JSON, whatever the order of the fields. */
const same = (a: unknown, b: unknown): boolean => ordered(a) === ordered(b);

const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
