import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { itemKeyText } from '../../../lib/model/item-key.ts';
import { drawPanel } from './draw.tsx';
import { aPanel, aRow, aView, optedOutRow, origin, pendingRow } from './fake-views.ts';

const rows = [aRow('1'), pendingRow('2'), aRow('3'), optedOutRow('4', null)];
const keyOf = (itemId: string) => ({ origin, sectionId: '101', itemId });
const ids = (...items: string[]) => new Set(items.map((itemId) => itemKeyText(keyOf(itemId))));
const selecting = (...items: string[]) =>
  drawPanel(aView(rows), aPanel(), { picked: ids(...items) });

const boxes = (root: Element) => [...root.querySelectorAll<HTMLInputElement>('tbody input')];
const click = (box: HTMLInputElement | undefined, shiftKey = false) =>
  act(() => {
    box?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey }));
  });

describe('selecting items', () => {
  it('begins with a button, and gives each row one box: to select, not to include', () => {
    const { button, actions } = drawPanel(aView(rows));
    button('Select')?.click();
    expect(actions.show).toHaveBeenCalledWith({ picked: new Set() });
    const { root } = selecting('1');
    expect(boxes(root).map((box) => [box.getAttribute('aria-label'), box.checked])).toEqual([
      ['Select: Item 1', true],
      ['Select: Item 2', false],
      ['Select: Item 3', false],
      ['Select: Item 4', false],
    ]);
  });

  it('one by one, and with Shift all between', () => {
    const { root, actions } = selecting();
    click(boxes(root)[0]);
    expect(actions.show).toHaveBeenLastCalledWith({ picked: ids('1') });
    click(boxes(root)[2], true);
    expect(actions.show).toHaveBeenLastCalledWith({ picked: ids('1', '2', '3') });
  });

  it('takes a selected one out again', () => {
    const { root, actions } = selecting('1', '2');
    click(boxes(root)[1]);
    expect(actions.show).toHaveBeenLastCalledWith({ picked: ids('1') });
  });

  it('sends what is selected and has something to send', () => {
    const { button, actions } = selecting('1', '2');
    button('Sync (1)')?.click();
    expect(actions.syncItems).toHaveBeenCalledWith([keyOf('2')]);
  });

  it('includes and excludes what is selected', () => {
    const { button, actions } = selecting('3', '4');
    button('Include')?.click();
    expect(actions.setIncludeOf).toHaveBeenCalledWith([rows[2], rows[3]], true);
    button('Exclude')?.click();
    expect(actions.setIncludeOf).toHaveBeenLastCalledWith([rows[2], rows[3]], false);
  });

  it('asks before anything is sent again, and leaves opted-out items out', () => {
    const { button, actions } = selecting('3', '4');
    button('Send again')?.click();
    expect(actions.show).toHaveBeenCalledWith({
      sheet: { kind: 'send-again', items: [keyOf('3')] },
    });
    expect(actions.sendAgain).not.toHaveBeenCalled();
    expect(selecting('4').button('Send again')?.disabled).toBe(true);
  });

  it('ends with Escape', () => {
    const { root, actions } = selecting('1');
    boxes(root)[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(actions.show).toHaveBeenCalledWith({ picked: null });
  });
});

describe('further filters', () => {
  const course = aView([
    aRow('1', { dueDay: '2026-09-01', points: 0 }),
    aRow('2', { dueDay: '2026-10-02', kind: 'discussion', categoryTitle: 'Talk' }),
    aRow('3', { dueDay: null, periodTitle: 'Quarter 2' }),
  ]);
  const none = {
    category: null,
    kind: null,
    period: null,
    dueFrom: '',
    dueTo: '',
    zeroPoints: false,
  };
  const titles = (change: Partial<typeof none> | object) =>
    [
      ...drawPanel(course, aPanel(), { narrow: { ...none, ...change } }).root.querySelectorAll(
        'tbody .cell-title',
      ),
    ].map(({ textContent }) => textContent);

  it.each([
    [{ category: 'Talk' }, ['Item 2']],
    [{ kind: 'discussion' }, ['Item 2']],
    [{ period: 'Quarter 2' }, ['Item 3']],
    [{ zeroPoints: true }, ['Item 1']],
    [{ dueFrom: '2026-09-01' }, ['Item 1', 'Item 2']],
    [{ dueTo: '2026-10-01' }, ['Item 1']],
    [{ dueFrom: '2026-10-02', dueTo: '2026-10-02' }, ['Item 2']],
    [{ kind: 'discussion', zeroPoints: true }, []],
  ])('%j', (narrow, expected) => expect(titles(narrow)).toEqual(expected));

  it('decide what is included or excluded together', () => {
    const { buttons } = drawPanel(course, aPanel(), { narrow: { ...none, dueTo: '2026-10-02' } });
    expect(buttons()).toContain('Exclude all 2 shown');
  });
});

describe('new items that wait', () => {
  const waiting = ['7', '8'].map((itemId) => ({
    ...pendingRow(itemId),
    reason: { code: 'NEW_ITEM_REVIEW' as const },
    changes: 0,
  }));

  it('are told once, and included or excluded together', () => {
    const { button, actions } = drawPanel(aView([aRow('1'), ...waiting]));
    button('Include all 2 new items')?.click();
    expect(actions.setIncludeOf).toHaveBeenCalledWith(waiting, true);
    button('Exclude')?.click();
    expect(actions.setIncludeOf).toHaveBeenLastCalledWith(waiting, false);
  });

  it('have a box that is neither on nor off; the first press includes', () => {
    const { root, actions } = drawPanel(aView(waiting));
    const [box] = boxes(root);
    expect([box?.indeterminate, box?.checked]).toEqual([true, false]);
    act(() => box?.click());
    expect(actions.setInclude).toHaveBeenCalledWith(keyOf('7'), true);
  });
});
