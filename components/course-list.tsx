import { sectionKeyOf, sectionKeyText } from '../lib/model/item-key.ts';
import type { SectionSummary } from '../lib/model/panel-view.ts';
import { t, tn } from '../lib/text.ts';
import type { PanelActions } from './panel-store.ts';

type Props = { sections: SectionSummary[]; onSelect: PanelActions['selectSection'] };

/** Every course with what there is to do in it, where no single one is open. */
export const CourseList = ({ sections, onSelect }: Props) => (
  <ul class="courses" data-region="courses" aria-label={t('coursesName')}>
    {sections.map((section) => (
      <li key={sectionKeyText(section)}>
        <button type="button" onClick={() => void onSelect(sectionKeyOf(section))}>
          <bdi>{section.title}</bdi>{' '}
          <span class={section.failed > 0 ? 'text-error' : 'muted'}>{standing(section)}</span>
        </button>
      </li>
    ))}
  </ul>
);

function standing({ items, pending, failed }: SectionSummary): string {
  const parts = [
    failed > 0 ? tn('courseFailed', failed) : '',
    pending > 0 ? tn('coursePending', pending) : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : tn('courseItems', items);
}
