import { exceptions } from '../../model/graded-item.ts';
import { sectionKeyOf } from '../../model/item-key.ts';
import type { TeacherSettings } from '../../model/teacher-settings.ts';
import type { SetUpSection } from '../../settings/set-up-file.ts';
import type { SectionTeacherSettings } from '../../storage/settings-store.ts';

/** What the file sets for a section that stands otherwise on this device; null = nothing. Pure. */
export function teacherSettingsChange(
  section: SetUpSection,
  now: TeacherSettings,
): SectionTeacherSettings | null {
  const { sisTitles = {}, special = {} } = section;
  const titles = Object.entries(sisTitles).filter(
    ([itemId, title]) => now.sisTitles.get(itemId) !== title,
  );
  const marks = exceptions.flatMap((mark) => {
    const choice = special[mark];
    return choice === undefined || choice === now.special[mark] ? [] : [[mark, choice] as const];
  });
  if (titles.length + marks.length === 0) return null;
  return {
    ...sectionKeyOf(section),
    sisTitles: new Map(titles),
    special: Object.fromEntries(marks),
  };
}
