import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { drawPanel } from './draw.tsx';
import {
  aConnection,
  aLink,
  aPanel,
  aRow,
  aRun,
  aView,
  daysAgo,
  failedRow,
  now,
  optedOutRow,
  origin,
  pendingRow,
  unmatchedRow,
} from './fake-views.ts';

const pending = (n: number) => Array.from({ length: n }, (_, at) => pendingRow(String(at)));

describe('the main button', () => {
  it.each([
    [14, 'Sync 14 items'],
    [1, 'Sync 1 item'],
    [0, 'Everything is up to date'],
  ])('with %i items to send says "%s"', (n, name) => {
    const { button, actions } = drawPanel(aView([...pending(n), aRow('done')]));
    button(name)?.click();
    expect(actions.sync).toHaveBeenCalledOnce();
  });

  it('does not claim "up to date" while the section has a problem', () => {
    const view = aView([aRow('1')], { problem: { code: 'LMS_SIGNED_OUT' } });
    const { button } = drawPanel(view);
    expect(button('Sync 0 items')?.disabled).toBe(true);
  });

  it('does not count what is opted out', () => {
    const { buttons } = drawPanel(aView([pendingRow('1'), optedOutRow('2', null)]));
    expect(buttons()).toContain('Sync 1 item');
  });

  it('waits while the choices are not proven, and offers to confirm them', () => {
    const locked = aPanel({ storage: { state: 'locked', detail: { code: 'STORAGE_UNSAFE' } } });
    const { button, actions } = drawPanel(aView(pending(2)), locked);
    expect(button('Sync 2 items')?.disabled).toBe(true);
    button('Confirm choices')?.click();
    expect(actions.confirmChoices).toHaveBeenCalledOnce();
  });

  it('tells of choices that came back from their second copy until they are confirmed, and may go on', () => {
    const storage = { state: 'restored', detail: { code: 'STORAGE_RESTORED' } } as const;
    const { text, button, actions } = drawPanel(aView(pending(2)), aPanel({ storage }));
    expect(text()).toContain('Your opt-outs came back from their second copy.');
    expect(button('Sync 2 items')?.disabled).toBe(false);
    button('Confirm choices')?.click();
    expect(actions.confirmChoices).toHaveBeenCalledOnce();
  });
});

describe('a run', () => {
  it('shows how far it is, on what, and can be cancelled', () => {
    const { root, text, button, actions } = drawPanel(aView(pending(2)), aPanel({ run: aRun() }));
    const progress = root.querySelector('progress');
    expect(progress?.getAttribute('aria-label')).toBe('Syncing 3 of 14');
    expect([progress?.value, progress?.max]).toEqual([3, 14]);
    expect(text()).toContain('Lab 4');
    button('Cancel')?.click();
    expect(actions.cancel).toHaveBeenCalledOnce();
  });

  it('that is being cancelled says so and takes no second cancel', () => {
    const { text, button, actions } = drawPanel(
      aView(pending(2)),
      aPanel({ run: aRun({ state: 'cancelling' }) }),
    );
    expect(text()).toContain('Cancelling…');
    expect(button('Cancel')?.getAttribute('aria-disabled')).toBe('true');
    button('Cancel')?.click();
    expect(actions.cancel).not.toHaveBeenCalled();
  });

  it('that ended early says why', () => {
    const run = aRun({
      state: 'stopped',
      finishedAt: now - 60_000,
      stopReason: { code: 'SIS_DOWN' },
    });
    const { text } = drawPanel(aView(pending(2)), aPanel({ run }));
    expect(text()).toContain('Last sync stopped early 1 min. ago. No answer from PowerSchool.');
  });

  it('offers to retry what failed', () => {
    const { button, actions } = drawPanel(aView([failedRow('1'), failedRow('2'), failedRow('3')]));
    button('Retry failed (3)')?.click();
    expect(actions.retryFailed).toHaveBeenCalledOnce();
  });
});

describe('a row', () => {
  it('holds the title, the status word, the last success and its checkbox by name', () => {
    const { root, rows } = drawPanel(aView([aRow('1', { title: 'Unit 2 Test' })]));
    expect(rows()[0]).toContain('Unit 2 Test');
    expect(rows()[0]).toContain('Synced');
    expect(rows()[0]).toContain('24 scores in PowerSchool');
    expect(root.querySelector('tbody time')?.getAttribute('datetime')).toBe(
      '2026-10-05T11:34:00.000Z',
    );
    expect(root.querySelector('tbody time')?.textContent).toBe('26 min. ago');
    const box = root.querySelector<HTMLInputElement>('input[type=checkbox]');
    expect(box?.getAttribute('aria-label')).toBe('Sync to SIS: Unit 2 Test');
    expect(box?.checked).toBe(true);
  });

  it('names its grading category where there is room for it', () => {
    const lab = aView([aRow('1', { title: 'Lab 4', categoryTitle: 'Labs' })]);
    expect(drawPanel(lab, aPanel(), {}, 'tab').rows()[0]).toContain('Lab 4Labs24 scores');
    expect(drawPanel(lab, aPanel(), {}, 'popup').rows()[0]).not.toContain('Labs');
  });

  it('that was never synced says Never', () => {
    const { rows, root } = drawPanel(aView([pendingRow('1')]));
    expect(rows()[0]).toBe('Item 1Not yet syncedNeverPendingSync');
    expect(root.querySelector('tbody time')).toBeNull();
  });

  it('that failed tells how far it got, why, and what the SIS said', () => {
    const { rows } = drawPanel(aView([failedRow('1')]));
    expect(rows()[0]).toContain('21 of 24 scores sent. Message: “too high”. Not accepted');
    expect(rows()[0]).toContain('2 days ago');
    expect(rows()[0]).toContain('Failed');
  });

  it('that is opted out says what stays in the SIS', () => {
    const { rows } = drawPanel(aView([optedOutRow('1', daysAgo(2)), optedOutRow('2', null)]));
    expect(rows()[0]).toContain('Still in PowerSchool from Oct 3');
    expect(rows()[0]).toContain('Opted Out');
    expect(rows()[1]).toContain('Never synced');
  });

  it('shows a title with markup as text', () => {
    const { root } = drawPanel(aView([aRow('1', { title: '<img src=x onerror=alert(1)>' })]));
    expect(root.querySelector('tbody img')).toBeNull();
    expect(root.querySelector('tbody th')?.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('asks for the choice when its box is clicked', () => {
    const { root, actions } = drawPanel(aView([aRow('1')]));
    root.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    expect(actions.setInclude).toHaveBeenCalledWith(
      { origin, sectionId: '101', itemId: '1' },
      false,
    );
  });

  it('takes no second choice while one is being saved, and says that it is', () => {
    const { root, rows, actions } = drawPanel(aView([aRow('1')]), aPanel(), {
      saving: { [`${origin}|101|1`]: false },
    });
    const box = root.querySelector<HTMLInputElement>('input[type=checkbox]');
    expect(box?.getAttribute('aria-disabled')).toBe('true');
    expect(rows()[0]).toContain('Saving your choice…');
    act(() => box?.click());
    expect(box?.checked).toBe(false);
    expect(actions.setInclude).not.toHaveBeenCalled();
  });

  it('whose choice was not saved shows the truth and the reason', () => {
    const { root, rows } = drawPanel(aView([aRow('1')]), aPanel(), {
      rowErrors: { [`${origin}|101|1`]: { code: 'UNKNOWN' } },
    });
    expect(rows()[0]).toContain('Your choice was not saved. Something went wrong.');
    expect(root.querySelector<HTMLInputElement>('input[type=checkbox]')?.checked).toBe(true);
  });
});

describe('causes', () => {
  it('groups items by cause and lets the category be chosen on the spot', () => {
    const { root, select, actions } = drawPanel(aView([unmatchedRow('1'), unmatchedRow('2')]));
    const banner = root.querySelector('.problems')?.textContent;
    expect(banner).toContain('2 items: Category “Labs” is not matched.');
    const choice = select('SIS category for Labs');
    expect([...(choice?.options ?? [])].map(({ text }) => text)).toEqual([
      'Choose…',
      'Homework',
      'Laboratory',
    ]);
    choose(choice, 's2');
    expect(actions.matchCategory).toHaveBeenCalledWith(
      { origin, sectionId: '101', title: 'Algebra 1' },
      '2',
      's2',
    );
  });

  it('leads from students who were not found to where they are matched, also for one item', () => {
    const reason = { code: 'STUDENT_NOT_LINKED' as const, params: { n: 2 } };
    const { root } = drawPanel(aView([aRow('1', { reason })]));
    const problem = root.querySelector('.problems');
    expect(problem?.textContent).toContain('1 item: Students not found in PowerSchool: 2.');
    const link = problem?.querySelector('a');
    expect([link?.textContent, link?.getAttribute('href')]).toEqual([
      'Open Settings',
      'options.html#sections',
    ]);
  });

  it('lets the SIS class be chosen where it is not certain', () => {
    const view = aView([aRow('1')], {
      problem: { code: 'SECTION_NOT_LINKED' },
      link: { ...aLink, classId: null },
    });
    const { select, actions } = drawPanel(view);
    choose(select('SIS class for Algebra 1'), 'class-2');
    expect(actions.linkSection).toHaveBeenCalledWith(
      { origin, sectionId: '101', title: 'Algebra 1' },
      'class-2',
    );
  });

  it('asks for access to exactly the missing origins', () => {
    const connection = aConnection({
      state: 'needs-host-access',
      missingOrigins: ['https://sis.example.org'],
      problem: { code: 'NO_HOST_ACCESS' },
    });
    const { button, onAllowAccess } = drawPanel(aView([aRow('1')]), aPanel({ connection }));
    button('Allow access')?.click();
    expect(onAllowAccess).toHaveBeenCalledWith(['https://sis.example.org']);
  });

  it('leads a teacher whose sign-in has ended to where they sign in', () => {
    const connection = aConnection({ state: 'needs-sign-in', problem: { code: 'AUTH_EXPIRED' } });
    const { root } = drawPanel(aView([aRow('1')]), aPanel({ connection }));
    const link = root.querySelector<HTMLAnchorElement>('.problem-fix a');
    expect([link?.textContent, link?.getAttribute('href')]).toEqual([
      'Sign in again',
      'options.html#connection',
    ]);
  });

  it('tells a cause once, however many say it', () => {
    const { root } = drawPanel(
      aView([aRow('1')], { problem: { code: 'LMS_SIGNED_OUT' } }),
      aPanel(),
      {
        error: { code: 'LMS_SIGNED_OUT' },
        readErrors: { [`${origin}|101`]: { code: 'LMS_SIGNED_OUT' } },
      },
    );
    expect(root.querySelectorAll('.problem')).toHaveLength(1);
    expect(root.querySelector('.problem a')?.getAttribute('href')).toBe(origin);
  });
});

function choose(select: HTMLSelectElement | null | undefined, value: string): void {
  if (!select) throw new Error('no such select');
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
