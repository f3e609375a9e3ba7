import { useState } from 'preact/hooks';
import { itemKinds } from '../../lib/model/graded-item.ts';
import type { ItemRule, RuleTest } from '../../lib/model/item-rule.ts';
import { t } from '../../lib/text.ts';
import { kindText } from '../kind-text.ts';

const by = {
  category: 'columnCategory',
  kind: 'itemType',
  title: 'ruleByTitle',
  'zero-points': 'ruleZeroPoints',
} as const satisfies Record<RuleTest['by'], string>;

type By = keyof typeof by;
const isBy = (name: string): name is By => Object.hasOwn(by, name);

/** What was typed, as a test; null = something is missing. */
function testOf(name: By, typed: string): RuleTest | null {
  const value = typed.trim();
  const kind = itemKinds.find((known) => known === value);
  if (name === 'zero-points') return { by: name };
  if (name === 'kind') return kind ? { by: name, kind } : null;
  if (value === '') return null;
  return name === 'category' ? { by: name, title: value } : { by: name, begins: value };
}

type Props = { categories: string[]; onAdd: (rule: ItemRule) => void };

/** A new rule: what becomes of which items. */
export function RuleForm({ categories, onAdd }: Props) {
  const [include, setInclude] = useState(false);
  const [name, setName] = useState<By>('category');
  const [value, setValue] = useState('');
  const test = testOf(name, value);
  const choose = (next: string): void => {
    if (!isBy(next)) return;
    setName(next);
    setValue(next === 'kind' ? itemKinds[0] : '');
  };
  return (
    <form
      class="rule-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!test) return;
        onAdd({ id: crypto.randomUUID(), include, test });
        choose(name);
      }}
    >
      <select
        aria-label={t('ruleAction')}
        value={String(include)}
        onChange={({ currentTarget }) => setInclude(currentTarget.value === 'true')}
      >
        <option value="false">{t('excludeSelected')}</option>
        <option value="true">{t('includeSelected')}</option>
      </select>
      <select
        aria-label={t('ruleBy')}
        value={name}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {Object.entries(by).map(([key, text]) => (
          <option key={key} value={key}>
            {t(text)}
          </option>
        ))}
      </select>
      {name !== 'zero-points' && <RuleValue {...{ name, value, categories }} onValue={setValue} />}
      <button type="submit" disabled={test === null}>
        {t('ruleAdd')}
      </button>
    </form>
  );
}

type ValueProps = {
  name: By;
  value: string;
  categories: string[];
  onValue: (value: string) => void;
};

function RuleValue({ name, value, categories, onValue }: ValueProps) {
  if (name === 'kind') {
    return (
      <select
        aria-label={t('itemType')}
        value={value}
        onChange={({ currentTarget }) => onValue(currentTarget.value)}
      >
        {itemKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindText(kind)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <>
      <input
        type="text"
        maxLength={200}
        aria-label={t(by[name])}
        placeholder={t(by[name])}
        list={name === 'category' ? 'rule-categories' : undefined}
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      <datalist id="rule-categories">
        {categories.map((category) => (
          <option key={category} value={category} />
        ))}
      </datalist>
    </>
  );
}
