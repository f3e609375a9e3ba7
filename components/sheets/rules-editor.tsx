import './rules.css';
import { useState } from 'preact/hooks';
import { type ItemRule, matches, type NewItemSettings } from '../../lib/model/item-rule.ts';
import type { ItemRow, PanelView } from '../../lib/model/panel-view.ts';
import { wouldChange } from '../../lib/model/row-tone.ts';
import { t, tn } from '../../lib/text.ts';
import { LockIcon } from '../icons.tsx';
import { RuleForm } from './rule-form.tsx';
import { ruleText } from './rule-text.ts';

type Props = {
  newItems: PanelView['newItems'];
  /** Items that are listed already; a rule is offered for them too, never applied unasked. */
  rows: ItemRow[];
  onSave: (settings: NewItemSettings) => void;
  onApply: (rows: ItemRow[], include: boolean) => void;
};

/** What becomes of items that Schoology lists for the first time. */
export function RulesEditor({ newItems, rows, onSave, onApply }: Props) {
  const { wait, waitFromPolicy, rules } = newItems;
  const [added, setAdded] = useState<ItemRule | null>(null);
  const save = (change: Partial<NewItemSettings>): void => onSave({ wait, rules, ...change });
  return (
    <div class="rules">
      <label class="box-line">
        <input
          type="checkbox"
          checked={wait}
          disabled={waitFromPolicy}
          onChange={({ currentTarget: { checked } }) => save({ wait: checked })}
        />
        {t('newItemsWait')}
        {waitFromPolicy && (
          <span class="muted policy">
            <LockIcon />
            {t('setByDistrict')}
          </span>
        )}
      </label>
      <p class="muted">{t('newItemsWaitHint')}</p>
      <h3>{t('rulesTitle')}</h3>
      <p class="muted">{t('rulesHint')}</p>
      <RuleList rules={rules} onChange={(next) => save({ rules: next })} />
      <RuleForm
        categories={[...new Set(rows.flatMap(({ categoryTitle }) => categoryTitle ?? []))]}
        onAdd={(rule) => {
          save({ rules: [...rules, rule] });
          setAdded(rule);
        }}
      />
      {added && <Offer rule={added} rows={rows} onApply={onApply} />}
    </div>
  );
}

type ListProps = { rules: ItemRule[]; onChange: (rules: ItemRule[]) => void };

const RuleList = ({ rules, onChange }: ListProps) => (
  <ol class="rule-list">
    {rules.map((rule, at) => (
      <li key={rule.id}>
        <span>{ruleText(rule)}</span>
        {at > 0 && (
          <button
            type="button"
            class="link"
            aria-label={t('ruleUpName', { rule: ruleText(rule) })}
            onClick={() => onChange(movedUp(rules, at))}
          >
            {t('ruleUp')}
          </button>
        )}
        <button
          type="button"
          class="link"
          aria-label={t('lmsDomainRemoveName', { origin: ruleText(rule) })}
          onClick={() => onChange(rules.filter(({ id }) => id !== rule.id))}
        >
          {t('lmsDomainRemove')}
        </button>
      </li>
    ))}
  </ol>
);

const movedUp = (rules: ItemRule[], at: number): ItemRule[] => {
  const rest = rules.toSpliced(at, 1);
  return rest.toSpliced(at - 1, 0, ...rules.slice(at, at + 1));
};

type OfferProps = Pick<Props, 'rows' | 'onApply'> & { rule: ItemRule };

/** The rule is for what is new; what is listed already is shown before it is changed. */
function Offer({ rule: { include, test }, rows, onApply }: OfferProps) {
  const fitting = rows.filter((row) => matches(test, row) && wouldChange(row, include));
  if (fitting.length === 0) return <p role="status">{t('ruleFitsNone')}</p>;
  return (
    <div class="rule-offer" role="status">
      <p>{tn('ruleFits', fitting.length)}</p>
      <ul>
        {fitting.map((row) => (
          <li key={row.key.itemId}>
            <bdi>{row.title || t('untitled')}</bdi>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => onApply(fitting, include)}>
        {tn(include ? 'ruleIncludeThem' : 'ruleExcludeThem', fitting.length)}
      </button>
    </div>
  );
}
