import type { LinkView, SectionView } from '../lib/model/panel-view.ts';
import { t, tn } from '../lib/text.ts';
import { MatchSelect } from './match-select.tsx';
import type { FixActions } from './problem-fix.tsx';
import { fullReason } from './reason-line.ts';

type Props = { view: SectionView; sisName: string } & Pick<FixActions, 'onLink' | 'onMatch'>;

/** How one section is joined to the SIS, and the choices that need a person. */
export const SectionLink = ({ view, sisName, onLink, onMatch }: Props) => (
  <fieldset class="section-link">
    <legend>
      <bdi>{view.section.title}</bdi>
    </legend>
    {view.problem && <p class="text-warn">{fullReason(view.problem, sisName)}</p>}
    {view.link && (
      <>
        <ClassChoice link={view.link} view={view} sisName={sisName} onLink={onLink} />
        {view.link.classId !== null && (
          <Categories link={view.link} view={view} sisName={sisName} onMatch={onMatch} />
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
      {link.classId !== null && <Students {...link.students} sisName={sisName} />}
      {link.classId !== null && link.automatic && ` ${t('matchedAutomatically')}.`}
    </p>
  </div>
);

type Counts = LinkView['students'] & { sisName: string };

const Students = ({ linked, unmatched, sisName }: Counts) => (
  <>
    {tn('studentsLinked', linked)}
    {unmatched > 0 && (
      <strong class="text-warn">, {tn('studentsUnmatched', unmatched, { sis: sisName })}</strong>
    )}
    .
  </>
);

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
