import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { RulesEditor } from '../../../components/sheets/rules-editor.tsx';
import type { ItemRule, NewItemSettings } from '../../../lib/model/item-rule.ts';
import type { PanelView } from '../../../lib/model/panel-view.ts';
import { aRow, optedOutRow } from './fake-views.ts';

const labs: ItemRule = { id: 'a', include: false, test: { by: 'category', title: 'Labs' } };
const tests: ItemRule = { id: 'b', include: true, test: { by: 'kind', kind: 'assessment' } };
const rows = [
  aRow('1', { title: 'Practice 1', categoryTitle: 'Practice' }),
  { ...optedOutRow('2', null), title: 'Practice 2', categoryTitle: 'Practice' },
  aRow('3', { title: 'Quiz' }),
];

function draw(newItems: Partial<PanelView['newItems']> = {}) {
  const saved = vi.fn((_: NewItemSettings) => undefined);
  const applied = vi.fn();
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  act(() => {
    render(
      <RulesEditor
        newItems={{ wait: false, waitFromPolicy: false, rules: [labs, tests], ...newItems }}
        rows={rows}
        onSave={saved}
        onApply={applied}
      />,
      root,
    );
  });
  const press = (name: string) =>
    act(() => {
      const named = [...root.querySelectorAll('button')].find(
        (button) => (button.getAttribute('aria-label') ?? button.textContent) === name,
      );
      if (!named) throw new Error(`no button ${name}`);
      named.click();
    });
  return { root, saved, applied, press };
}

describe('the rules for new items', () => {
  it('are sentences in their order', () => {
    const { root } = draw();
    expect([...root.querySelectorAll('.rule-list span')].map((it) => it.textContent)).toEqual([
      'Exclude: category “Labs”',
      'Include: type “Test or quiz”',
    ]);
  });

  it('can change their order, and go', () => {
    const { saved, press } = draw();
    press('Move up: Include: type “Test or quiz”');
    expect(saved).toHaveBeenLastCalledWith({ wait: false, rules: [tests, labs] });
    press('Remove Exclude: category “Labs”');
    expect(saved).toHaveBeenLastCalledWith({ wait: false, rules: [tests] });
  });

  it('a new one is last, and is offered for what is listed already, not applied to it', () => {
    const { root, saved, applied, press } = draw();
    const input = root.querySelector<HTMLInputElement>('.rule-form input');
    act(() => {
      if (input) input.value = ' practice ';
      input?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    press('Add rule');
    expect(saved.mock.lastCall?.[0].rules.map(({ include, test }) => ({ include, test }))).toEqual([
      { include: false, test: { by: 'category', title: 'Labs' } },
      { include: true, test: { by: 'kind', kind: 'assessment' } },
      { include: false, test: { by: 'category', title: 'practice' } },
    ]);
    expect(applied).not.toHaveBeenCalled();
    expect(root.querySelector('.rule-offer')?.textContent).toContain('Practice 1');
    expect(root.querySelector('.rule-offer')?.textContent).not.toContain('Practice 2');
    press('Exclude this item too');
    expect(applied).toHaveBeenCalledWith([rows[0]], false);
  });

  it('the district may decide whether new items wait', () => {
    const { root } = draw({ wait: true, waitFromPolicy: true });
    const box = root.querySelector<HTMLInputElement>('.box-line input');
    expect([box?.checked, box?.disabled]).toEqual([true, true]);
    expect(root.textContent).toContain('Set by your district');
  });
});
