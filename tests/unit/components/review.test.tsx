import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { PanelApp } from '../../../components/panel-app.tsx';
import { createPanelStore } from '../../../components/panel-store.ts';
import type { RunView } from '../../../lib/model/panel-view.ts';
import type { Preview, PreviewItem, PreviewScore } from '../../../lib/model/preview.ts';
import { eventually } from '../eventually.ts';
import { drawPanel } from './draw.tsx';
import { fakeBackground } from './fake-background.ts';
import { aPanel, aRow, aRun, aView, now, origin, pendingRow } from './fake-views.ts';

const key = { origin, sectionId: '101' };

const aScore = (change: Partial<PreviewScore> = {}): PreviewScore => ({
  studentId: 'stu-1',
  name: 'Avery Lindqvist',
  before: { score: 90, mark: null },
  now: { score: 91.5, mark: null },
  fate: 'send',
  ...change,
});

const anItem = (itemId: string, change: Partial<PreviewItem> = {}): PreviewItem => ({
  key: { ...key, itemId },
  title: `Lab ${itemId}`,
  kind: 'update',
  reason: null,
  landing: {
    title: `Lab ${itemId}`,
    dueDay: '2026-11-30',
    points: 100,
    category: 'Labs',
    period: 'Q2',
  },
  before: null,
  asks: false,
  scores: [],
  unchanged: 0,
  ...change,
});

const held = anItem('1', {
  kind: 'problem',
  reason: { code: 'CHANGED_IN_SIS', params: { n: 1 } },
  scores: [aScore({ before: { score: 95, mark: null }, fate: 'held' })],
});

const aPreview = (items: PreviewItem[], change: Partial<Preview> = {}): Preview => ({
  sections: [{ section: { ...key, title: 'Algebra 1' }, items, unread: null, problem: null }],
  big: null,
  digest: 'digest-1',
  ...change,
});

/** The panel, alive, with the review open. */
async function reviewing(preview: Preview, more: Parameters<typeof fakeBackground>[0] = {}) {
  const background = fakeBackground({
    getPanel: () => aPanel(),
    refreshSections: () => aPanel(),
    getSection: () => aView([pendingRow('1')]),
    refreshSection: () => aView([pendingRow('1')]),
    preview: () => preview,
    sync: () => ({ runId: 'run-2', joined: false }),
    decideChanged: () => ({ decided: true }),
    ...more,
  });
  const store = createPanelStore(background);
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const settle = async (work: () => void): Promise<void> => {
    await act(async () => {
      work();
      await new Promise((done) => setTimeout(done));
    });
  };
  await settle(() =>
    render(<PanelApp store={store} place="tab" onAllowAccess={() => undefined} />, root),
  );
  await settle(() => void store.actions.open(key));
  const buttons = () => [...root.querySelectorAll('button')];
  const press = (name: string): Promise<void> => {
    const button = buttons().find(
      (one) => one.textContent?.trim() === name || one.getAttribute('aria-label') === name,
    );
    if (!button) throw new Error(`no button ${name}`);
    return settle(() => button.click());
  };
  await press('Review');
  const sheet = () => root.querySelector('dialog');
  // The sheets are loaded when the first one is opened.
  await eventually(async () => {
    await settle(() => undefined);
    expect(sheet()?.textContent).toContain('Nothing is sent until');
  });
  const text = () => (sheet()?.textContent ?? '').replace(/\s+/g, ' ');
  return { background, store, press, text, settle, sheet };
}

describe('the review', () => {
  it('counts what would happen and says that nothing is sent yet', async () => {
    const { sheet, text, background } = await reviewing(
      aPreview([
        anItem('1', { kind: 'create' }),
        anItem('2'),
        anItem('3', { kind: 'unchanged' }),
        anItem('4', { kind: 'skipped', reason: { code: 'NOT_GRADED' }, landing: null }),
        held,
      ]),
    );
    expect([...(sheet()?.querySelectorAll('.chip') ?? [])].map((chip) => chip.textContent)).toEqual(
      ['Problems 1', 'Create 1', 'Update 1', 'Unchanged 1', 'Skipped 1'],
    );
    expect(text()).toContain('Q2 · Nov 30, 2026 · Labs · 100 points');
    expect(background.names()).not.toContain('sync');
  });

  it('shows the rest when it is asked for', async () => {
    const { press, text } = await reviewing(
      aPreview([anItem('2'), anItem('3', { kind: 'skipped' })]),
    );
    expect(text()).not.toContain('Lab 3');
    await press('Skipped 1');
    expect(text()).toContain('Lab 3');
    expect(text()).not.toContain('Lab 2');
  });

  it('shows scores before and after when they are opened, and not before', async () => {
    const { sheet, settle, text } = await reviewing(
      aPreview([anItem('1', { scores: [aScore()] })]),
    );
    expect(text()).not.toContain('Avery');
    const details = sheet()?.querySelector('details');
    await settle(() => {
      if (!details) return;
      details.open = true;
      details.dispatchEvent(new Event('toggle'));
    });
    expect(text()).toContain('Avery Lindqvist');
    expect(
      [...(sheet()?.querySelectorAll('tbody td') ?? [])].map((cell) => cell.textContent),
    ).toEqual(['90', '91.5', 'Is sent']);
  });

  it('asks about a score that was changed in the SIS, and reads anew after the answer', async () => {
    const { press, background, text } = await reviewing(aPreview([held]));
    expect(text()).toContain('Scores changed in PowerSchool');
    await press('Keep PowerSchool: Avery Lindqvist');
    expect(background.asked.filter(({ name }) => name === 'decideChanged')).toEqual([
      {
        name: 'decideChanged',
        data: { items: [{ ...key, itemId: '1' }], choice: 'keep', studentId: 'stu-1' },
      },
    ]);
    expect(background.names().filter((name) => name === 'preview')).toHaveLength(2);
  });

  it('sends what it has shown, by its digest', async () => {
    const { press, background } = await reviewing(aPreview([anItem('1')]));
    const [, sheetButton] = [...document.querySelectorAll<HTMLElement>('.primary')];
    expect(sheetButton?.textContent).toBe('Sync 1 item');
    await press('Close');
    expect(background.names()).not.toContain('sync');
    sheetButton?.click();
    await eventually(() => expect(background.names()).toContain('sync'));
    expect(background.asked.find(({ name }) => name === 'sync')).toEqual({
      name: 'sync',
      data: { sections: [key], confirmed: 'digest-1' },
    });
  });

  it('says in amber what is unusual, and then the button says what it does', async () => {
    const big = { changed: 15, synced: 25, zeros: 12, moved: 1, byProgram: 3 };
    const { text, sheet } = await reviewing(aPreview([anItem('1')], { big }));
    expect(sheet()?.querySelector('[role=alert]')?.textContent).toBe(
      'This sync would change more than usual. It changes 15 of the 25 scores that PowerSchool has. It sends 12 zeros. It moves 1 item to another grading period. A program, perhaps Schoology’s own grade passback, has put 3 items into PowerSchool already. Syncing may put them there twice.',
    );
    expect(text()).toContain('Send all the same');
  });
});

describe('a run that stopped because it would change much', () => {
  const stopped: RunView = aRun({
    state: 'stopped',
    finishedAt: now,
    stopReason: { code: 'BIG_CHANGE' },
  });

  it('opens the review when it happens, not when the panel is opened later', async () => {
    let run: RunView | null = aRun();
    const background = fakeBackground({
      getPanel: () => aPanel({ run }),
      refreshSections: () => aPanel({ run }),
      getSection: () => aView([pendingRow('1')]),
      refreshSection: () => aView([pendingRow('1')]),
    });
    const store = createPanelStore(background);
    await store.actions.open(key);
    expect(store.getState().sheet).toBeNull();
    run = stopped;
    await store.actions.reload();
    expect(store.getState().sheet).toEqual({ kind: 'review' });

    const later = createPanelStore(background);
    await later.actions.open(key);
    expect(later.getState().sheet).toBeNull();
  });
});

describe('an item that somebody changed in the SIS', () => {
  it('offers both ways beside its cause', () => {
    const reason = { code: 'CHANGED_IN_SIS' as const, params: { n: 2 } };
    const { button, actions, text } = drawPanel(
      aView([aRow('1', { status: 'pending', reason, changes: 0 })]),
    );
    expect(text()).toContain('Scores changed in PowerSchool since you last synced');
    button('Send mine')?.click();
    button('Keep PowerSchool')?.click();
    const items = [{ ...key, itemId: '1' }];
    expect(actions.decideChanged.mock.calls).toEqual([
      [items, 'send'],
      [items, 'keep'],
    ]);
  });

  it('is at rest when the teacher has kept what the SIS has', () => {
    const reason = { code: 'KEPT_IN_SIS' as const, params: { n: 1 } };
    const { root, text } = drawPanel(aView([aRow('1', { reason })]));
    expect(root.querySelector('.cell-reason.text-ok')?.textContent).toContain(
      'Scores that you left',
    );
    expect(text()).not.toContain('need attention');
  });
});

describe('an item that was deleted in the SIS', () => {
  it('can be made again from its row, though a sync of everything leaves it out', () => {
    const reason = { code: 'ITEM_REMOVED_IN_SIS' as const };
    const { root, actions, button } = drawPanel(
      aView([aRow('1', { status: 'failed', reason, changes: 0 })]),
    );
    expect(button('Everything is up to date')).toBeDefined();
    root.querySelector<HTMLElement>('.row-sync')?.click();
    expect(actions.syncItem).toHaveBeenCalledWith({ ...key, itemId: '1' });
  });
});

describe('whether what was sent stands in the SIS', () => {
  const line = (readBack: Parameters<typeof aView>[1]) =>
    drawPanel(aView([aRow('1')], readBack)).text();
  const at = now - 60_000;

  it.each([
    [{ state: 'verified' as const, at, reason: null }, 'Synced and verified'],
    [{ state: 'differs' as const, at, reason: null }, 'some of it differs in PowerSchool'],
    [{ state: 'unread' as const, at, reason: null }, 'not verified'],
    [
      { state: 'unread' as const, at, reason: { code: 'NO_PERMISSION' as const } },
      'not verified: PowerSchool does not let scores be read',
    ],
  ])('%o', (readBack, expected) => {
    expect(line({ readBack })).toContain(expected);
  });

  it('says nothing while nothing has been sent', () => {
    expect(line({ readBack: null })).not.toContain('verified');
  });
});
