import type { ItemKey, SectionKey } from '../lib/model/item-key.ts';
import type { ItemRow } from '../lib/model/panel-view.ts';
import { t, tn } from '../lib/text.ts';
import { MatchSelect } from './match-select.tsx';
import { optionsPage } from './options/options-link.ts';
import type { Fix } from './problems.ts';

export type FixActions = {
  onConfirm: () => void;
  /** What becomes of values that somebody changed in the SIS. */
  onDecide: (items: ItemKey[], choice: 'keep' | 'send') => void;
  onReview: () => void;
  onInclude: (rows: ItemRow[], include: boolean) => void;
  /** Opens the item at its SIS title. */
  onEditTitle: (item: ItemKey) => void;
  /** Must ask the browser at once: a permission can be requested only in the click itself. */
  onAllowAccess: (origins: string[]) => void;
  onLook: (section: SectionKey) => void;
  onLink: (section: SectionKey, classId: string) => void;
  onMatch: (section: SectionKey, categoryId: string, sisCategoryId: string) => void;
};

const Leave = ({ to, text, sis = '' }: { to: string; text: string; sis?: string }) => (
  <a class="button" href={to} target="_blank" rel="noreferrer">
    {t(text, { sis })}
  </a>
);

const Press = ({ text, onPress }: { text: string; onPress: () => void }) => (
  <button type="button" onClick={onPress}>
    {t(text)}
  </button>
);

/** The one thing to press about a problem; a choice that can be made here is made here. */
export function ProblemFix({ fix, on, sisName }: { fix: Fix; on: FixActions; sisName: string }) {
  switch (fix.kind) {
    case 'connect':
      return <Leave to={optionsPage('connection')} text="fixConnect" />;
    case 'secret':
      return <Leave to={optionsPage('connection')} text="fixSecret" />;
    case 'signIn':
      return <Leave to={optionsPage('connection')} text="fixSignIn" />;
    case 'settings':
      return <Leave to={optionsPage('sections')} text="fixSettings" />;
    case 'schoology':
      return <Leave to={fix.origin} text="fixSchoology" />;
    case 'sis':
      return <Leave to={fix.origin} text="fixSis" sis={sisName} />;
    case 'access':
      return <Press text="fixAccess" onPress={() => on.onAllowAccess(fix.origins)} />;
    case 'confirm':
      return <Press text="fixConfirm" onPress={on.onConfirm} />;
    case 'title':
      return <Press text="editSisTitle" onPress={() => on.onEditTitle(fix.item)} />;
    case 'review':
      return <Review fix={fix} on={on} />;
    case 'changed':
      return <Changed fix={fix} on={on} sisName={sisName} />;
    case 'compare':
      return <Press text="review" onPress={on.onReview} />;
    case 'look':
      return <Press text="fixLook" onPress={() => on.onLook(fix.section)} />;
    case 'class':
      return <ChooseClass fix={fix} on={on} sisName={sisName} />;
    case 'category':
      return <ChooseCategory fix={fix} on={on} />;
  }
}

type Choose<K extends Fix['kind']> = { fix: Extract<Fix, { kind: K }>; on: FixActions };

const Review = ({ fix: { rows }, on }: Choose<'review'>) => (
  <div class="review-fix">
    <button type="button" onClick={() => on.onInclude(rows, true)}>
      {tn('includeNew', rows.length)}
    </button>
    <button type="button" onClick={() => on.onInclude(rows, false)}>
      {t('excludeNew')}
    </button>
  </div>
);

const Changed = ({ fix, on, sisName }: Choose<'changed'> & { sisName: string }) => {
  const items = fix.rows.map(({ key }) => key);
  return (
    <div class="review-fix">
      <button type="button" onClick={() => on.onDecide(items, 'keep')}>
        {t('keepSis', { sis: sisName })}
      </button>
      <button type="button" onClick={() => on.onDecide(items, 'send')}>
        {t('sendMine')}
      </button>
      <Press text="review" onPress={on.onReview} />
    </div>
  );
};

const ChooseClass = ({ fix, on, sisName }: Choose<'class'> & { sisName: string }) =>
  fix.link.classOptions.length === 0 ? (
    <span>
      {t('noClasses', { sis: sisName })} <Leave to={optionsPage('connection')} text="fixSettings" />
    </span>
  ) : (
    <MatchSelect
      label={t('classSelect', { section: fix.section.title })}
      value={fix.link.classId}
      options={fix.link.classOptions}
      onChoose={(classId) => on.onLink(fix.section, classId)}
    />
  );

function ChooseCategory({ fix, on }: Choose<'category'>) {
  const unmatched = fix.link.categories.filter(
    ({ title, sisCategoryId }) => title === fix.category && sisCategoryId === null,
  );
  if (unmatched.length === 0) return <Leave to={optionsPage('sections')} text="fixSettings" />;
  return unmatched.map(({ id, title }) => (
    <MatchSelect
      key={id}
      label={t('categorySelect', { category: title })}
      value={null}
      options={fix.link.sisCategoryOptions}
      onChoose={(sisCategoryId) => on.onMatch(fix.section, id, sisCategoryId)}
    />
  ));
}
