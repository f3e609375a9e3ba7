import { sectionKeyText } from '../../lib/model/item-key.ts';
import type { LinkView, SectionView } from '../../lib/model/panel-view.ts';
import { t, tn } from '../../lib/text.ts';
import { MatchSelect } from '../match-select.tsx';
import type { FixActions } from '../problem-fix.tsx';
import { fullReason } from '../reason-line.ts';
import { CopyMatches } from './copy-matches.tsx';
import type { MatchActions, MatchState } from './match-store.ts';
import { OpenStudents } from './open-students.tsx';

type Props = {
  view: SectionView;
  sisName: string;
  match: MatchState;
  matchActions: MatchActions;
  /** Another course could take this one's matches over. */
  canCopy: boolean;
} & Pick<FixActions, 'onLink' | 'onMatch'>;

/** How one section is joined to the SIS, and the choices that need a person. */
export const SectionLink = ({ view, sisName, onLink, onMatch, ...rest }: Props) => (
  <fieldset class="section-link">
    <legend>
      <bdi>{view.section.title}</bdi>
    </legend>
    {[view.problem, rest.match.errors[sectionKeyText(view.section)]].map(
      (reason) =>
        reason && (
          <p class="text-warn" role="alert" key={reason.code}>
            {fullReason(reason, sisName)}
          </p>
        ),
    )}
    {view.link && (
      <>
        <ClassChoice link={view.link} view={view} sisName={sisName} onLink={onLink} />
        {view.link.classId !== null && (
          <>
            <Students link={view.link} view={view} sisName={sisName} {...rest} />
            <Categories link={view.link} view={view} sisName={sisName} onMatch={onMatch} />
            <Copy view={view} {...rest} />
          </>
        )}
      </>
    )}
  </fieldset>
);

type Part = { link: LinkView; view: SectionView; sisName: string };

const ClassChoice = ({ link, view, sisName, onLink }: Part & Pick<FixActions, 'onLink'>) => (
  <div class="match-line">
    <MatchSelect
      label={t('classSelect', { section: view.section.title })}
      value={link.classId}
      options={link.classOptions}
      onChoose={(classId) => onLink(view.section, classId)}
    />
    <p class="muted">
      {link.classOptions.length === 0 && t('noClasses', { sis: sisName })}
      {link.classId !== null && `${tn('studentsLinked', link.students.linked)}. `}
      {link.classId !== null && link.automatic && `${t('matchedAutomatically')}.`}
    </p>
  </div>
);

type Matching = Pick<Props, 'match' | 'matchActions' | 'canCopy'>;

const Students = ({ link, view, sisName, match, matchActions }: Part & Matching) =>
  link.students.unmatched > 0 && (
    <OpenStudents
      section={view.section}
      count={link.students.unmatched}
      students={match.students[sectionKeyText(view.section)]}
      sisName={sisName}
      onRead={() => void matchActions.readStudents(view.section)}
      onLink={(uid, studentId) => void matchActions.linkStudent(view.section, uid, studentId)}
    />
  );

const Copy = ({ view, match, matchActions, canCopy }: Matching & { view: SectionView }) => {
  const id = sectionKeyText(view.section);
  return (
    <CopyMatches
      offered={canCopy}
      copied={match.copied[id]}
      onCopy={() => void matchActions.copyMatches(view.section)}
    />
  );
};

const Categories = ({ link, view, sisName, onMatch }: Part & Pick<FixActions, 'onMatch'>) => (
  <div class="categories">
    {link.sisCategoryOptions.length === 0 && (
      <p class="muted">{t('noSisCategories', { sis: sisName })}</p>
    )}
    {link.categories.map(({ id, title, sisCategoryId, automatic }) => (
      <div class="match-line" key={id}>
        <MatchSelect
          label={t('categorySelect', { category: title })}
          value={sisCategoryId}
          options={link.sisCategoryOptions}
          onChoose={(sisId) => onMatch(view.section, id, sisId)}
        />
        {automatic && <p class="muted">{t('matchedAutomatically')}</p>}
      </div>
    ))}
  </div>
);
