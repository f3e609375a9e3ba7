import { useState } from 'preact/hooks';
import type { SectionKey } from '../../lib/model/item-key.ts';
import { sectionKeyText } from '../../lib/model/item-key.ts';
import type { TotalsLine } from '../../lib/model/totals.ts';
import { reasonText, t, tn } from '../../lib/text.ts';
import type { SheetProps } from '../panel-sheet.tsx';
import { selectedKeys, sisNameOf } from '../panel-state.ts';
import { useAnswer } from '../use-answer.ts';
import { Sheet } from './sheet.tsx';

/** Why the totals of the two gradebooks may differ in a course, as far as it can be known from here. */
export function TotalsSheet({ state, actions, onClose }: SheetProps) {
  const keys = selectedKeys(state);
  const [chosen, choose] = useState<string | null>(null);
  const section = keys.find((key) => sectionKeyText(key) === chosen) ?? keys[0];
  return (
    <Sheet title={t('totalsTitle')} size="large" onClose={onClose}>
      {keys.length > 1 && section && (
        <select
          class="switcher"
          aria-label={t('totalsCourse')}
          value={sectionKeyText(section)}
          onChange={({ currentTarget: { value } }) => choose(value)}
        >
          {state.panel?.sections.map((one) => (
            <option key={sectionKeyText(one)} value={sectionKeyText(one)}>
              {one.title}
            </option>
          ))}
        </select>
      )}
      {section ? <OfSection {...{ state, actions, section }} /> : <p>{t('totalsNoCourse')}</p>}
    </Sheet>
  );
}

const groups = [
  { applies: 'yes', title: 'totalsYes' },
  { applies: 'unknown', title: 'totalsUnknown' },
  { applies: 'no', title: 'totalsNo' },
] as const;

type Props = Pick<SheetProps, 'state' | 'actions'> & { section: SectionKey };

function OfSection({ state, actions, section }: Props) {
  const sisName = sisNameOf(state);
  const answer = useAnswer(
    () => actions.ask('getTotals', section),
    [state.panel, sectionKeyText(section)],
  );
  if (answer === null) return null;
  if ('problem' in answer) {
    return (
      <p class="text-warn" role="alert">
        {reasonText(answer.problem, sisName)}
      </p>
    );
  }
  const { lines } = answer.value;
  return groups.map(({ applies, title }) => {
    const found = lines.filter((line) => line.applies === applies);
    if (found.length === 0) return null;
    return (
      <section class="causes" key={applies}>
        <h3>{t(title, { sis: sisName })}</h3>
        <ul class="entries">
          {found.map((line) => (
            <li class="entry" key={line.cause}>
              {lineText(line, sisName)}
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

/** What applies is counted; of the rest it is said what is meant. */
const lineText = ({ cause, applies, count }: TotalsLine, sisName: string): string => {
  const key = `totals_${cause.replaceAll('-', '_')}`;
  return applies === 'yes' ? tn(`${key}_yes`, count, { sis: sisName }) : t(key, { sis: sisName });
};
