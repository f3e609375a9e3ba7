import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as lines from '../../../components/reason-line.ts';
import { fakeBackground } from './fake-background.ts';
import { aPanel, aRow, aView } from './fake-views.ts';
import { mountPanel, unmountEach } from './mount-panel.tsx';

const titles = ['Quiz 1', 'Essay', 'Quiz 2'];
const rows = titles.map((title, n) => ({ ...aRow(String(n)), title }));

unmountEach();

/** The panel alive, with a list that can be searched. */
async function live() {
  vi.useFakeTimers();
  const background = fakeBackground({
    getPanel: () => aPanel(),
    refreshSections: () => aPanel(),
    getSection: () => aView(rows),
    refreshSection: () => aView(rows),
  });
  const { store, root } = await mountPanel(background);
  const field = root.querySelector<HTMLInputElement>('.search') ?? document.createElement('input');
  const type = (letter: string): void => {
    field.value += letter;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const follow = (): Promise<void> => act(async () => void vi.advanceTimersByTime(1));
  const shown = () => [...root.querySelectorAll('.title-button')].map((it) => it.textContent);
  return { store, root, field, type, follow, shown };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a letter in the search', () => {
  it('is shown first, and the list follows', async () => {
    const { field, type, follow, shown } = await live();
    await act(async () => type('q'));
    expect(field.value).toBe('q');
    expect(shown()).toEqual(titles);
    await follow();
    expect(shown()).toEqual(['Quiz 1', 'Quiz 2']);
  });

  it('is not taken back by what is drawn before the list follows', async () => {
    const { store, field, type, follow, shown } = await live();
    await act(async () => type('e'));
    await act(async () => store.actions.show({ filter: 'all' }));
    await act(async () => type('s'));
    expect(field.value).toBe('es');
    await follow();
    expect(field.value).toBe('es');
    expect(shown()).toEqual(['Essay']);
  });

  it.each(['', 'q'])(
    'after "%s" goes with Escape, also before the list follows',
    async (before) => {
      const { field, type, follow, shown } = await live();
      await act(async () => type(before));
      await follow();
      await act(async () => {
        type('x');
        const event = { key: 'Escape', bubbles: true, cancelable: true };
        field.dispatchEvent(new KeyboardEvent('keydown', event));
      });
      await follow();
      expect(field.value).toBe('');
      expect(shown()).toEqual(titles);
    },
  );

  it('is searched for at once when the field is left', async () => {
    const { field, type, shown } = await live();
    await act(async () => {
      type('q');
      field.dispatchEvent(new FocusEvent('blur'));
    });
    expect(shown()).toEqual(['Quiz 1', 'Quiz 2']);
  });

  it('draws no row anew that stays', async () => {
    const { type, follow } = await live();
    const drawn = vi.spyOn(lines, 'reasonLine');
    await act(async () => type('q'));
    await follow();
    expect(drawn).not.toHaveBeenCalled();
  });
});
