import { describe, expect, it } from 'vitest';
import { selectedRows } from '../../../components/panel-state.ts';
import { createPanelStore } from '../../../components/panel-store.ts';
import { type DataOf, MessageError } from '../../../lib/messages.ts';
import { itemKeyText } from '../../../lib/model/item-key.ts';
import type { ItemRow } from '../../../lib/model/panel-view.ts';
import { eventually } from '../eventually.ts';
import { drawPanel } from './draw.tsx';
import { fakeBackground, later } from './fake-background.ts';
import { aPanel, aRow, aView, optedOutRow, origin, pendingRow } from './fake-views.ts';

const section = { origin, sectionId: '101' };
const keyOf = (itemId: string) => ({ ...section, itemId });

/** A background that does as it is told, with these rows. */
async function opened(rows: ItemRow[], refuse: () => unknown = () => undefined) {
  const stored = new Map(rows.map((row) => [itemKeyText(row.key), row]));
  const background = fakeBackground({
    getPanel: () => aPanel(),
    refreshSections: () => aPanel(),
    getSection: () => aView([...stored.values()]),
    refreshSection: () => aView([...stored.values()]),
    setIncludeMany: async (data) => {
      await refuse();
      const { choices } = data as DataOf<'setIncludeMany'>;
      const changed = choices.flatMap(({ key, choice }) => {
        const row = stored.get(itemKeyText(key));
        const { include = true, chosenIn = null } = choice ?? {};
        return row ? [{ ...row, include, chosenIn }] : [];
      });
      for (const row of changed) stored.set(itemKeyText(row.key), row);
      return { rows: changed };
    },
  });
  const store = createPanelStore(background);
  await store.actions.open(section);
  const asked = () =>
    background.asked
      .filter(({ name }) => name === 'setIncludeMany')
      .map(({ data }) => data as DataOf<'setIncludeMany'>);
  const choices = () =>
    selectedRows(store.getState()).map(({ include, chosenIn }) => [include, chosenIn]);
  return { store, asked, choices };
}

const four = [
  aRow('1', { title: 'Quiz 1' }),
  aRow('2', { title: 'Quiz 2', chosenIn: 'dialog' }),
  { ...optedOutRow('3', null), title: 'Quiz 3', chosenIn: 'native' as const },
  aRow('4', { title: 'Essay' }),
];

describe('excluding everything that is shown', () => {
  it('is one message for exactly the shown items that it changes', async () => {
    const { store, asked } = await opened(four);
    store.actions.show({ query: 'quiz' });
    await store.actions.setIncludeShown(false);
    expect(asked().map(({ choices }) => choices)).toEqual([
      [
        { key: keyOf('1'), choice: { include: false, chosenIn: 'panel' } },
        { key: keyOf('2'), choice: { include: false, chosenIn: 'panel' } },
      ],
    ]);
    expect(store.getState().many).toMatchObject({ state: 'saved', include: false, count: 2 });
  });

  it('and undoing it gives every item back what it had, also that nothing was chosen', async () => {
    const { store, asked, choices } = await opened(four);
    const before = choices();
    await store.actions.setIncludeShown(false);
    expect(choices().map(([include]) => include)).toEqual([false, false, false, false]);
    await store.actions.undoShown();
    expect(choices()).toEqual(before);
    expect(asked()[1]?.choices).toEqual([
      { key: keyOf('1'), choice: null },
      { key: keyOf('2'), choice: { include: true, chosenIn: 'dialog' } },
      { key: keyOf('4'), choice: null },
    ]);
    expect(store.getState().many).toMatchObject({ state: 'undone', count: 3, before: [] });
  });

  it('is shown as saved only after the reply, and takes no second one meanwhile', async () => {
    const answer = later<void>();
    const { store, asked, choices } = await opened(four, () => answer.promise);
    const saving = store.actions.setIncludeShown(false);
    await eventually(() =>
      expect(Object.values(store.getState().saving)).toEqual([false, false, false]),
    );
    expect(choices()[0]).toEqual([true, null]);
    await store.actions.setIncludeShown(true);
    expect(asked()).toHaveLength(1);
    answer.resolve();
    await saving;
    expect(store.getState().saving).toEqual({});
  });

  it('that is refused changes nothing, says why and offers nothing to take back', async () => {
    const { store, choices } = await opened(four, () => {
      throw new MessageError('setIncludeMany', { code: 'STORAGE_UNSAFE' });
    });
    const before = choices();
    await store.actions.setIncludeShown(false);
    expect(choices()).toEqual(before);
    expect(store.getState().many).toMatchObject({
      state: 'failed',
      before: [],
      reason: { code: 'STORAGE_UNSAFE' },
    });
  });

  it('is sent again under the same opId when the background died under it', async () => {
    let deaths = 0;
    const { store, asked } = await opened(four, () => {
      if (deaths++ === 0) throw new Error('Could not establish connection');
    });
    await store.actions.setIncludeShown(false);
    expect(asked()).toHaveLength(2);
    expect(asked()[1]).toEqual(asked()[0]);
    expect(store.getState().many?.state).toBe('saved');
  });
});

describe('the line above the list', () => {
  const view = aView(four);

  it('counts what is shown, and offers only what would change something', () => {
    const { buttons } = drawPanel(view, aPanel(), { query: 'quiz' });
    expect(buttons()).toContain('Include all 3 shown');
    expect(buttons()).toContain('Exclude all 3 shown');
    const all = drawPanel(aView([pendingRow('1'), pendingRow('2')]));
    expect(all.buttons()).not.toContain('Include all 2 shown');
    expect(all.buttons()).toContain('Exclude all 2 shown');
  });

  it('asks for what its buttons say', () => {
    const { button, actions } = drawPanel(view);
    button('Include all 4 shown')?.click();
    expect(actions.setIncludeShown).toHaveBeenCalledWith(true);
    button('Exclude all 4 shown')?.click();
    expect(actions.setIncludeShown).toHaveBeenLastCalledWith(false);
  });

  it('says in a live region what was done, and offers to undo it', () => {
    const many = {
      state: 'saved' as const,
      include: false,
      count: 12,
      before: [{ key: keyOf('1'), choice: null }],
      reason: null,
    };
    const { root, button, actions } = drawPanel(view, aPanel(), { many });
    expect(root.querySelector('.bulk [role=status]')?.textContent).toBe(
      '12 items are now excluded. Nothing more of them is sent.',
    );
    button('Undo')?.click();
    expect(actions.undoShown).toHaveBeenCalledOnce();
  });

  it('has its live region before there is anything to say', () => {
    const { root, button } = drawPanel(view);
    expect(root.querySelector('.bulk [role=status]')?.textContent).toBe('');
    expect(button('Undo')).toBeUndefined();
  });
});

describe('one item alone', () => {
  it('is sent from its row, with nothing else', async () => {
    const { button, actions } = drawPanel(aView([pendingRow('7')]), aPanel(), {}, 'tab');
    expect(button('Sync')?.getAttribute('aria-label')).toBe('Sync Item 7');
    button('Sync')?.click();
    expect(actions.syncItem).toHaveBeenCalledWith(keyOf('7'));
    const sent: unknown[] = [];
    const store = createPanelStore(
      fakeBackground({
        getPanel: () => aPanel(),
        getSection: () => aView([]),
        sync: (data) => {
          sent.push(data);
          return { runId: 'r', joined: false };
        },
      }),
    );
    await store.actions.syncItem(keyOf('7'));
    expect(sent).toEqual([{ sections: [section], items: [keyOf('7')] }]);
  });

  it('has no button where there is nothing to send', () => {
    const { root } = drawPanel(aView([aRow('1'), optedOutRow('2', null)]));
    expect(root.querySelectorAll('.row-sync')).toHaveLength(0);
  });
});
