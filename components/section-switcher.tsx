import { type SectionKey, sectionKeyText } from '../lib/model/item-key.ts';
import type { SectionSummary } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';

type Props = {
  sections: SectionSummary[];
  selected: SectionKey | 'all';
  onSelect: (selected: SectionKey | 'all') => void;
};

const all = 'all';

export function SectionSwitcher({ sections, selected, onSelect }: Props) {
  const value = selected === all ? all : sectionKeyText(selected);
  const known = value === all || sections.some((section) => sectionKeyText(section) === value);
  const choose = (id: string): void => {
    const section = sections.find((other) => sectionKeyText(other) === id);
    if (section) onSelect({ origin: section.origin, sectionId: section.sectionId });
    else if (id === all) onSelect(all);
  };
  return (
    <select
      class="switcher"
      aria-label={t('sectionSwitcher')}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value={all}>{t('allCourses')}</option>
      {!known && <option value={value}>{t('thisCourse')}</option>}
      {sections.map((section) => (
        <option key={sectionKeyText(section)} value={sectionKeyText(section)}>
          {section.title}
        </option>
      ))}
    </select>
  );
}
