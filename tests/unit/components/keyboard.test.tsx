import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { setSingleKeys } from '../../../components/key-preference.ts';
import type { DataOf } from '../../../lib/messages.ts';
import type { ItemRow } from '../../../lib/model/panel-view.ts';
import { eventually } from '../eventually.ts';
import { fakeBackground } from './fake-background.ts';
import { aPanel, aRow, aRun, aView, optedOutRow, origin, pendingRow } from './fake-views.ts';
import { mountPanel, unmountEach } from './mount-panel.tsx';

const section = { origin, sectionId: '101' };

unmountEach();

/** The whole panel, alive, over a background with these rows. */
async function live(rows: ItemRow[]) {
  const background = fakeBackground({
    getPanel: () => aPanel(),
    refreshSections: () => aPanel(),
    getSection: () => aView(rows),
    refreshSection: () => aView(rows),
    sync: () => ({ runId: 'r', joined: false }),
    setInclude: (data) => {
      const { key } = data as DataOf<'setInclude'>;
      return { row: { ...optedOutRow(key.itemId, null), title: `Item ${key.itemId}` } };
    },
  });
  const { store, root } = await mountPanel(background);
  const press = async (key: string): Promise<boolean> => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    await act(async () => void (document.activeElement ?? document.body).dispatchEvent(event));
    return event.defaultPrevented;
  };
  return { background, store, root, press };
}

/** What has the focus, by its accessible name. */
const focused = (): string =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '';
const boxOf = (title: string) => `Sync to SIS: ${title}`;
const three = [pendingRow('1'), aRow('2'), pendingRow('3')];

afterEach(() => {
  setSingleKeys(true);
});

describe('the list', () => {
  it('is one tab stop: the boxes and buttons of one row', async () => {
    const { root, press } = await live(three);
    const stops = () =>
      [...root.querySelectorAll('tbody [tabindex="0"]')].map(
        (one) => one.getAttribute('aria-label') ?? one.textContent,
      );
    expect(stops()).toEqual([boxOf('Item 1'), 'Item 1', 'Sync Item 1']);
    await press('j');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(stops()).toEqual([boxOf('Item 3'), 'Item 3', 'Sync Item 3']);
  });

  it('moves by arrows and by letters, and stops at both ends', async () => {
    const { press } = await live(three);
    const at: string[] = [];
    for (const key of ['j', 'j', 'ArrowDown', 'j', 'k', 'ArrowUp', 'k', 'End', 'Home']) {
      await press(key);
      at.push(focused().slice(-1));
    }
    expect(at.join('')).toBe('123321131');
  });

  it('leaves arrows to the page while the focus is elsewhere', async () => {
    const { press } = await live(three);
    expect(await press('ArrowDown')).toBe(false);
    expect(document.activeElement).toBe(document.body);
  });

  it('sends the item of the row on s, and nothing elsewhere or where nothing is to be sent', async () => {
    const { background, press } = await live(three);
    expect(await press('s')).toBe(false);
    await press('j');
    await press('s');
    await press('j');
    expect(await press('s')).toBe(false);
    const sent = background.asked.filter(({ name }) => name === 'sync').map(({ data }) => data);
    expect(sent).toEqual([{ sections: [section], items: [{ ...section, itemId: '1' }] }]);
  });
});

describe('the search', () => {
  it('is reached by / and types every other key', async () => {
    const { background, press } = await live(three);
    expect(await press('/')).toBe(true);
    expect(focused()).toBe('Search titles');
    for (const key of ['/', 'j', 's', 'r', '?', ' ', 'ArrowDown'])
      expect(await press(key)).toBe(false);
    expect(focused()).toBe('Search titles');
    expect(document.querySelector('dialog')).toBeNull();
    expect(background.names()).not.toContain('sync');
  });

  it('is emptied by Escape, and left by the next one for the row it was come from', async () => {
    const { store, press } = await live(three);
    await press('j');
    await press('j');
    await press('/');
    act(() => store.actions.show({ query: 'item' }));
    await press('Escape');
    expect(store.getState().query).toBe('');
    expect(focused()).toBe('Search titles');
    await press('Escape');
    expect(focused()).toBe(boxOf('Item 2'));
  });
});

describe('the help', () => {
  it('opens on ?, names every key, closes on Escape and gives the focus back', async () => {
    const { press } = await live(three);
    await press('j');
    await press('?');
    await eventually(() => expect(document.querySelector('dialog')?.open).toBe(true));
    const dialog = document.querySelector('dialog');
    const title = document.getElementById(dialog?.getAttribute('aria-labelledby') ?? '');
    expect(title?.textContent).toBe('Keyboard');
    expect([...(dialog?.querySelectorAll('kbd') ?? [])].map((key) => key.textContent)).toEqual([
      ...['Alt', 'Shift', 'S', '/', '↓', 'j', '↑', 'k', 'Space', 'Enter', 's', 'r', '?', 'Esc'],
    ]);
    const close = [...(dialog?.querySelectorAll('button') ?? [])].at(-1);
    close?.focus();
    expect(await press('Escape')).toBe(true);
    expect(document.querySelector('dialog')).toBeNull();
    expect(focused()).toBe(boxOf('Item 1'));
  });

  it('can switch single letters off, which keeps the arrows', async () => {
    const { root, press } = await live(three);
    await press('?');
    await eventually(() => expect(document.querySelector('dialog')?.open).toBe(true));
    root.querySelector<HTMLInputElement>('dialog input')?.click();
    await act(async () => document.querySelector('dialog')?.close());
    for (const key of ['j', '?', '/']) expect(await press(key)).toBe(false);
    root.querySelector<HTMLInputElement>('tbody input')?.focus();
    await press('ArrowDown');
    expect(focused()).toBe(boxOf('Item 2'));
  });
});

describe('keys with a modifier', () => {
  it('are the browser’s', async () => {
    await live(three);
    const event = new KeyboardEvent('keydown', {
      key: 's',
      ctrlKey: true,
      bubbles: true,
      cancelable: true,
    });
    document.body.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });
});

describe('the focus', () => {
  it('goes to the next row when the choice takes its row out of the filter', async () => {
    const { store, root, press } = await live(three);
    act(() => store.actions.show({ filter: 'pending' }));
    await press('j');
    await act(async () => root.querySelector<HTMLInputElement>('tbody input')?.click());
    await eventually(() => expect(root.querySelectorAll('tbody tr')).toHaveLength(1));
    expect(focused()).toBe(boxOf('Item 3'));
  });

  it('stays with its row when the order changes', async () => {
    const { store, press } = await live(three);
    await press('j');
    act(() => store.actions.show({ sort: { by: 'title', descending: true } }));
    expect(focused()).toBe(boxOf('Item 1'));
  });

  it('goes to the filters when nothing is left to show', async () => {
    const { store, press } = await live(three);
    await press('j');
    act(() => store.actions.show({ query: 'no such title' }));
    expect(focused()).toMatch(/^All/);
  });

  it('goes to Cancel when the button that started the run gives way to it', async () => {
    const { background, store, root } = await live(three);
    background.answers.getPanel = () => aPanel({ run: aRun() });
    root.querySelector<HTMLButtonElement>('.actions .primary')?.focus();
    await act(() => store.actions.sync());
    expect(focused()).toBe('Cancel');
  });
});
