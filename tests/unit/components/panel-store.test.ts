import { describe, expect, it } from 'vitest';
import { selectedRows } from '../../../components/panel-state.ts';
import { createPanelStore } from '../../../components/panel-store.ts';
import { MessageError } from '../../../lib/messages.ts';
import type { SectionView } from '../../../lib/model/panel-view.ts';
import { eventually } from '../eventually.ts';
import { fakeBackground, later } from './fake-background.ts';
import { aPanel, aRow, aView, failedRow, optedOutRow, origin, pendingRow } from './fake-views.ts';

const section = { origin, sectionId: '101' };
const id = `${origin}|101`;
const itemId = `${origin}|101|1`;

const opened = async (view: SectionView, more: Parameters<typeof fakeBackground>[0] = {}) => {
  const background = fakeBackground({
    getPanel: () => aPanel(),
    refreshSections: () => aPanel(),
    getSection: () => view,
    refreshSection: () => view,
    ...more,
  });
  const store = createPanelStore(background);
  await store.actions.open(section);
  return { background, store, rows: () => selectedRows(store.getState()) };
};

describe('opening', () => {
  it('shows what is stored first, then what Schoology says', async () => {
    const fresh = later<SectionView>();
    const background = fakeBackground({
      getPanel: () => aPanel(),
      refreshSections: () => aPanel(),
      getSection: () => aView([pendingRow('1')]),
      refreshSection: () => fresh.promise,
    });
    const store = createPanelStore(background);
    const opening = store.actions.open(section);
    await eventually(() => expect(store.getState().reading).toEqual([id]));
    expect(selectedRows(store.getState()).map(({ status }) => status)).toEqual(['pending']);
    fresh.resolve(aView([aRow('1')]));
    await opening;
    expect(selectedRows(store.getState()).map(({ status }) => status)).toEqual(['synced']);
    expect(store.getState().reading).toEqual([]);
  });

  it('asks for the course beside the panel, and shows both together', async () => {
    const panel = later<unknown>();
    const background = fakeBackground({
      getPanel: () => panel.promise,
      getSection: () => aView([pendingRow('1')]),
      refreshSection: () => later().promise,
    });
    const store = createPanelStore(background);
    void store.actions.open(section);
    expect(background.names()).toEqual(['getPanel', 'getSection']);
    await eventually(() => expect(store.getState().selected).toEqual(section));
    expect(store.getState()).toMatchObject({ panel: null, views: {} });
    panel.resolve(aPanel());
    await eventually(() => expect(store.getState().panel).not.toBeNull());
    expect(selectedRows(store.getState())).toHaveLength(1);
  });

  it('shows the panel and the reason when what is stored of the course cannot be read', async () => {
    const background = fakeBackground({
      getPanel: () => aPanel(),
      getSection: () => {
        throw new MessageError('getSection', { code: 'STORAGE_UNSAFE' });
      },
    });
    const store = createPanelStore(background);
    store.setState({ selected: section });
    await store.actions.reload();
    expect(store.getState()).toMatchObject({ error: { code: 'STORAGE_UNSAFE' } });
    expect(store.getState().panel).not.toBeNull();
  });

  it('shows the course that was chosen while another was on its way', async () => {
    const slow = later<SectionView>();
    const other = { origin, sectionId: '102' };
    const viewOfOther = aView([aRow('7')], { section: { ...other, title: 'Biology' } });
    const background = fakeBackground({
      getPanel: () => aPanel(),
      refreshSections: () => aPanel(),
      getSection: () => slow.promise,
      refreshSection: () => viewOfOther,
    });
    const store = createPanelStore(background);
    const opening = store.actions.open(section);
    background.answers.getSection = () => viewOfOther;
    const choosing = store.actions.selectSection(other);
    slow.resolve(aView([pendingRow('1'), pendingRow('2')]));
    await Promise.all([opening, choosing]);
    expect(store.getState().selected).toEqual(other);
    expect(selectedRows(store.getState()).map(({ key }) => key.itemId)).toEqual(['7']);
  });

  it('selects the only section when nothing says where to begin', async () => {
    const background = fakeBackground({
      getPanel: () => aPanel(),
      refreshSections: () => aPanel(),
      getSection: () => aView([]),
      refreshSection: () => aView([]),
    });
    const store = createPanelStore(background);
    await store.actions.open(null);
    expect(store.getState().selected).toEqual(section);
  });

  it('keeps the stored rows and the reason when Schoology cannot be read', async () => {
    const { store, rows } = await opened(aView([pendingRow('1')]), {
      refreshSection: () => {
        throw new MessageError('refreshSection', { code: 'LMS_SIGNED_OUT' });
      },
    });
    expect(rows()).toHaveLength(1);
    expect(store.getState().readErrors[id]).toEqual({ code: 'LMS_SIGNED_OUT' });
  });

  it('shows the reason when the background does not answer at all', async () => {
    const store = createPanelStore(
      fakeBackground({
        getPanel: () => {
          throw new MessageError('getPanel', { code: 'STORAGE_UNSAFE' });
        },
        refreshSections: () => {
          throw new MessageError('refreshSections', { code: 'STORAGE_UNSAFE' });
        },
      }),
    );
    await store.actions.open(null);
    expect(store.getState().panel).toBeNull();
    expect(store.getState().error).toEqual({ code: 'STORAGE_UNSAFE' });
  });
});

describe('a changed broadcast', () => {
  it('reads the stored state again', async () => {
    const { background, rows } = await opened(aView([pendingRow('1')]));
    background.answers.getSection = () => aView([aRow('1')]);
    background.broadcast();
    await eventually(() => expect(rows().map(({ status }) => status)).toEqual(['synced']));
  });

  it('makes a burst into two readings, of which the last sees the end state', async () => {
    const { background, rows } = await opened(aView([pendingRow('1')]));
    const before = background.names().filter((name) => name === 'getPanel').length;
    for (let n = 0; n < 20; n++) background.broadcast();
    background.answers.getSection = () => aView([aRow('1')]);
    await eventually(() => expect(rows().map(({ status }) => status)).toEqual(['synced']));
    const after = background.names().filter((name) => name === 'getPanel').length;
    expect(after - before).toBe(2);
  });
});

describe('a choice', () => {
  it('is shown as saved only after the reply', async () => {
    const reply = later<unknown>();
    const { store, rows } = await opened(aView([pendingRow('1')]), {
      setInclude: () => reply.promise,
    });
    const saving = store.actions.setInclude({ ...section, itemId: '1' }, false);
    expect(store.getState().saving).toEqual({ [itemId]: false });
    expect(rows()[0]?.include).toBe(true);
    reply.resolve({ row: optedOutRow('1', null) });
    await saving;
    expect(store.getState().saving).toEqual({});
    expect(rows()[0]).toMatchObject({ include: false, status: 'opted-out' });
  });

  it('that is refused leaves the row as it was and says why', async () => {
    const { background, store, rows } = await opened(aView([pendingRow('1')]), {
      setInclude: () => {
        throw new MessageError('setInclude', { code: 'STORAGE_UNSAFE' });
      },
    });
    await store.actions.setInclude({ ...section, itemId: '1' }, false);
    expect(rows()[0]?.include).toBe(true);
    expect(store.getState().rowErrors[itemId]).toEqual({ code: 'STORAGE_UNSAFE' });
    expect(background.names().filter((name) => name === 'setInclude')).toHaveLength(1);
  });

  it('is sent again with the same opId when the background died under it', async () => {
    let calls = 0;
    const { background, rows, store } = await opened(aView([pendingRow('1')]), {
      setInclude: () => {
        calls++;
        if (calls === 1) throw new Error('Could not establish connection');
        return { row: optedOutRow('1', null) };
      },
    });
    await store.actions.setInclude({ ...section, itemId: '1' }, false);
    const [first, second] = background.asked.filter(({ name }) => name === 'setInclude');
    expect(second?.data).toEqual(first?.data);
    expect(rows()[0]?.include).toBe(false);
  });
});

describe('syncing', () => {
  it('asks for the selected section, once for a double press', async () => {
    const { background, store } = await opened(aView([pendingRow('1')]), {
      sync: () => ({ runId: 'r', joined: false }),
    });
    await Promise.all([store.actions.sync(), store.actions.sync()]);
    const syncs = background.asked.filter(({ name }) => name === 'sync');
    expect(syncs).toEqual([{ name: 'sync', data: { sections: [section], items: undefined } }]);
  });

  it('retries only what failed', async () => {
    const { background, store } = await opened(aView([pendingRow('1'), failedRow('2')]), {
      sync: () => ({ runId: 'r', joined: false }),
    });
    await store.actions.retryFailed();
    expect(background.asked.find(({ name }) => name === 'sync')?.data).toEqual({
      sections: [section],
      items: [{ ...section, itemId: '2' }],
    });
  });

  it('shows why it could not start', async () => {
    const { store } = await opened(aView([pendingRow('1')]), {
      sync: () => {
        throw new MessageError('sync', { code: 'OFFLINE' });
      },
    });
    await store.actions.sync();
    expect(store.getState()).toMatchObject({ busy: false, error: { code: 'OFFLINE' } });
  });
});

describe('a list whose first look the background could not be told of', () => {
  const unseen = aView([pendingRow('1')], { known: false });
  /** Its reading failed, so the stored list is on the screen, and Sync may be pressed. */
  const shown = (isRead: boolean) =>
    opened(unseen, {
      refreshSection: () => {
        throw new MessageError('refreshSection', { code: 'UNKNOWN' });
      },
      sectionShown: () => ({ ...unseen, known: isRead }),
      sync: () => ({ runId: 'run-1' }),
    });

  it('says so at the first press, and is sent by the next', async () => {
    const { background, store } = await shown(true);
    expect(store.getState().firstLook).toBe(false);
    background.answers.getSection = () => ({ ...unseen, known: true });
    await store.actions.sync();
    expect(store.getState().firstLook).toBe(true);
    expect(background.names()).not.toContain('sync');
    await store.actions.sync();
    expect(background.asked).toContainEqual({
      name: 'sync',
      data: { sections: [section] },
    });
  });

  it('keeps nothing else back where it was never read, so that nobody can have looked', async () => {
    const { background, store } = await shown(false);
    await store.actions.sync();
    expect(background.names()).toContain('sync');
    expect(store.getState().firstLook).toBe(false);
  });
});
