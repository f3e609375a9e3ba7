import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { PanelApp } from '../../../components/panel-app.tsx';
import { createPanelStore } from '../../../components/panel-store.ts';
import type { HistoryRun } from '../../../lib/model/history.ts';
import type { StillInSis } from '../../../lib/model/still-in-sis.ts';
import { totalsCauses } from '../../../lib/model/totals.ts';
import { eventually } from '../eventually.ts';
import { fakeBackground } from './fake-background.ts';
import { aPanel, aRow, aView, now, origin } from './fake-views.ts';

const section = { origin, sectionId: '101' };

const aRun = (id: string, change: Partial<HistoryRun> = {}): HistoryRun => ({
  id,
  trigger: 'click',
  resumed: false,
  state: 'done',
  total: 14,
  done: 14,
  failed: 0,
  startedAt: now - 60_000,
  finishedAt: now - 48_000,
  stopReason: null,
  sections: [{ ...section, title: 'Algebra 1' }],
  scores: 320,
  failures: [],
  waiting: [],
  ...change,
});

const aLeftover = (itemId: string, change: Partial<StillInSis> = {}): StillInSis => ({
  key: { ...section, itemId },
  sectionTitle: 'Algebra 1',
  lineItemId: `line-${itemId}`,
  title: `Lab ${itemId}`,
  why: 'opted-out',
  scores: 24,
  lastSuccessAt: now,
  classTitle: 'ALG1-02',
  ...change,
});

/** The panel, alive, over a background that answers this. */
async function live(answers: Parameters<typeof fakeBackground>[0]) {
  const [summary] = aPanel().sections;
  if (!summary) throw new Error('no section');
  const panel = () => aPanel({ sections: [{ ...summary, stillInSis: 3 }] });
  const background = fakeBackground({
    getPanel: panel,
    refreshSections: panel,
    getSection: () => aView([aRow('1')]),
    refreshSection: () => aView([aRow('1')]),
    ...answers,
  });
  const store = createPanelStore(background);
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  await act(async () => {
    render(<PanelApp store={store} place="tab" onAllowAccess={() => undefined} />, root);
    await store.actions.open(section);
  });
  const buttons = () => [...root.querySelectorAll('button')];
  const press = async (name: string): Promise<void> => {
    const button = buttons().find((one) => one.textContent === name);
    if (!button) throw new Error(`no button ${name}`);
    await act(async () => button.click());
  };
  const sheet = () =>
    eventually(async () => {
      await act(async () => undefined);
      const dialog = root.querySelector('dialog');
      const said = [...(dialog?.querySelectorAll('li, .sheet-body > p:not(.muted)') ?? [])];
      if (!dialog || !said.some(({ textContent }) => textContent)) throw new Error('not there');
      return dialog;
    });
  return { background, root, press, sheet };
}

const lines = (element: Element): string[] =>
  [...element.querySelectorAll('li')].map((li) =>
    [...li.querySelectorAll('p')].map((p) => p.textContent?.trim()).join(' | '),
  );

describe('the foot of the panel', () => {
  it('leads to the history, to what is still in the SIS with its count, and to the totals', async () => {
    const { root } = await live({});
    const foot = root.querySelector('.panel-footer');
    expect([...(foot?.children ?? [])].map((one) => one.textContent)).toEqual([
      'History',
      'Still in SIS (3)',
      'Why might totals differ?',
      '1.2.3',
    ]);
  });
});

describe('the history', () => {
  it('tells of each run when, what, how long, by whom and what went wrong', async () => {
    const { press, sheet } = await live({
      getHistory: () => ({
        runs: [
          aRun('1', {
            trigger: 'schedule',
            resumed: true,
            failed: 2,
            failures: [{ code: 'REJECTED', items: 2 }],
            waiting: [
              { reason: { code: 'CATEGORY_UNMAPPED', params: { category: 'Labs' } }, items: 1 },
            ],
          }),
          aRun('2', {
            state: 'stopped',
            done: 0,
            scores: 0,
            finishedAt: now - 60_000 + 150_000,
            stopReason: { code: 'LMS_SIGNED_OUT' },
          }),
        ],
        more: false,
      }),
    });
    await press('History');
    const [first = '', second = ''] = lines(await sheet());
    expect(first).toContain('12 items synced, 320 scores sent, 2 failed');
    expect(first).toContain('Schedule, went on after an interruption · 12 sec · Algebra 1');
    expect(first).toContain('2 items: Not accepted by PowerSchool.');
    expect(first).toContain('1 item: Category “Labs” is not matched');
    expect(second).toContain('Stopped early');
    expect(second).toContain('Nothing was sent');
    expect(second).toContain('3 min');
    expect(second).toContain('You are signed out of Schoology.');
  });

  it('shows older runs when asked to', async () => {
    const all = Array.from({ length: 25 }, (_, n) => aRun(String(n)));
    const { background, press, sheet } = await live({
      getHistory: (data) => {
        const { count } = data as { count: number };
        return { runs: all.slice(0, count), more: all.length > count };
      },
    });
    await press('History');
    expect(lines(await sheet())).toHaveLength(20);
    await press('Show older');
    const dialog = await sheet();
    expect(lines(dialog)).toHaveLength(25);
    expect(dialog.textContent).not.toContain('Show older');
    expect(background.asked.at(-1)?.data).toEqual({ count: 40 });
  });

  it('says that there is none yet', async () => {
    const { press, sheet } = await live({ getHistory: () => ({ runs: [], more: false }) });
    await press('History');
    expect((await sheet()).textContent).toContain('No syncs yet.');
  });

  it('is saved as a CSV of all runs', async () => {
    const blobs: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      blobs.push(blob as Blob);
      return 'blob:csv';
    });
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
    const { background, press, sheet } = await live({
      getHistory: () => ({ runs: [aRun('1')], more: false }),
    });
    await press('History');
    await sheet();
    await press('Save as CSV');
    expect(clicked).toHaveBeenCalledOnce();
    expect(background.asked.at(-1)?.data).toEqual({ count: 300 });
    expect((await blobs[0]?.text())?.slice(1).split('\r\n').slice(0, 2)).toEqual([
      'Started (UTC),Finished (UTC),Started by,Ended,Courses,Items synced,Items failed,Scores sent,Problems',
      '2026-10-05T11:59:00.000Z,2026-10-05T11:59:12.000Z,Sync button,Finished,Algebra 1,14,0,320,',
    ]);
  });
});

describe('still in the SIS', () => {
  it('tells of each item why, how many scores, when and where', async () => {
    const { press, sheet } = await live({
      getStillInSis: () => ({
        items: [aLeftover('1'), aLeftover('2', { why: 'deleted', title: null, classTitle: null })],
      }),
    });
    await press('Still in SIS (3)');
    const [first = '', second = ''] = lines(await sheet());
    expect(first).toContain('Lab 1');
    expect(first).toContain('Opted out after it was sent');
    expect(first).toMatch(/24 scores sent · Oct 5, 2026, .* · ALG1-02/);
    expect(second).toContain('(no title)');
    expect(second).toContain('Deleted in Schoology after it was sent');
  });

  it('a tick says what was removed there; the focus goes on to the next', async () => {
    let items = [aLeftover('1'), aLeftover('2')];
    const { background, press, root, sheet } = await live({
      getStillInSis: () => ({ items }),
      removedInSis: () => {
        items = items.slice(1);
        return { items };
      },
    });
    await press('Still in SIS (3)');
    const drawn = await sheet();
    const box = await eventually(() => {
      const first = drawn.querySelector('input');
      expect(first?.getAttribute('aria-label')).toBe('Removed there: Lab 1');
      return first;
    });
    box?.focus();
    await act(async () => box?.click());
    await eventually(async () => {
      await act(async () => undefined);
      expect(root.querySelectorAll('dialog li')).toHaveLength(1);
    });
    expect(background.asked.find(({ name }) => name === 'removedInSis')?.data).toEqual({
      key: { ...section, itemId: '1' },
      lineItemId: 'line-1',
    });
    await eventually(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Removed there: Lab 2'),
    );
  });

  it('says when there is nothing', async () => {
    const { press, sheet } = await live({ getStillInSis: () => ({ items: [] }) });
    await press('Still in SIS (3)');
    expect((await sheet()).textContent).toContain('PowerSchool has nothing of items that are');
  });

  it('says why the list cannot be shown', async () => {
    const { press, sheet } = await live({});
    vi.spyOn(console, 'error').mockReturnValue();
    await press('Still in SIS (3)');
    await eventually(async () =>
      expect((await sheet()).querySelector('[role=alert]')?.textContent).toContain(
        'Something went wrong.',
      ),
    );
  });
});

describe('why totals might differ', () => {
  it('tells apart what applies, what is unknown and what is not the cause', async () => {
    const { press, sheet } = await live({
      getTotals: () => ({
        sectionTitle: 'Algebra 1',
        lines: [
          { cause: 'opted-out', applies: 'yes', count: 2 },
          { cause: 'factor', applies: 'unknown', count: 0 },
          { cause: 'extra-credit', applies: 'no', count: 0 },
        ],
      }),
    });
    await press('Why might totals differ?');
    const found = [...(await sheet()).querySelectorAll('.causes')].map((one) => [
      one.querySelector('h3')?.textContent,
      ...[...one.querySelectorAll('li')].map((li) => li.textContent),
    ]);
    expect(found).toEqual([
      [
        'In this course now',
        '2 items count in Schoology and are opted out; what was sent of them before stays in PowerSchool.',
      ],
      [
        'Not known: Schoology’s gradebook does not say. Compare it in both.',
        'A factor on items in Schoology: it is not sent.',
      ],
      ['Not the cause here', 'Extra credit: scores above the maximum points, or 0 maximum points'],
    ]);
  });

  it('has words for every cause, counted and not', async () => {
    const all = (applies: 'yes' | 'no' | 'unknown') =>
      totalsCauses.map((cause) => ({ cause, applies, count: 2 }));
    const countable = all('yes').filter(
      ({ cause }) =>
        !['factor', 'drop-lowest', 'weights', 'rounding', 'changed-in-sis'].includes(cause),
    );
    const lines = [...countable, ...all('unknown')];
    const { press, sheet } = await live({ getTotals: () => ({ sectionTitle: 'A', lines }) });
    await press('Why might totals differ?');
    const texts = [...(await sheet()).querySelectorAll('li')].map((li) => li.textContent ?? '');
    expect(texts).toHaveLength(lines.length);
    expect(texts.filter((text) => /totals_|[{}]/.test(text))).toEqual([]);
  });
});
