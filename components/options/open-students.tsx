import type { SectionView } from '../../lib/model/panel-view.ts';
import { t, tn } from '../../lib/text.ts';
import { MatchSelect } from '../match-select.tsx';
import type { MatchState } from './match-store.ts';

type Props = {
  section: SectionView['section'];
  count: number;
  students: MatchState['students'][string] | undefined;
  sisName: string;
  onRead: () => void;
  onLink: (uid: string, studentId: string) => void;
};

/** Students whom the SIS class does not know, by name, each with the choice of who they are there. */
export const OpenStudents = ({ section, count, students, sisName, onRead, onLink }: Props) => (
  <details
    class="open-students"
    onToggle={({ currentTarget }) => {
      if (currentTarget.open && students === undefined) onRead();
    }}
  >
    <summary>{tn('studentsUnmatched', count, { sis: sisName })}</summary>
    {students === 'reading' && <p class="muted">{t('readingStudents')}</p>}
    {typeof students === 'object' && (
      <>
        <p class="muted">
          {students.sisStudents.length === 0
            ? t('nobodyLeft', { sis: sisName })
            : t('openStudentsText', { sis: sisName })}
        </p>
        {students.open.map(({ id, title }) => (
          <MatchSelect
            key={`${section.sectionId} ${id}`}
            label={t('studentSelect', { student: title })}
            value={null}
            options={students.sisStudents}
            onChoose={(studentId) => onLink(id, studentId)}
          />
        ))}
      </>
    )}
  </details>
);
