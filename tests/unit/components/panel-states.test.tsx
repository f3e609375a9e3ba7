import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { drawPanel } from './draw.tsx';
import {
  aConnection,
  aPanel,
  aRow,
  aRun,
  aView,
  minutesAgo,
  optedOutRow,
  origin,
  pendingRow,
  unmatchedRow,
} from './fake-views.ts';

const signedOut = { code: 'LMS_SIGNED_OUT' } as const;
const notConfigured = aConnection({
  state: 'not-configured',
  sisName: 'your SIS',
  problem: { code: 'NOT_CONFIGURED' },
});

describe('the panel', () => {
  it('is never blank: it says that it is loading', () => {
    const { root } = drawPanel(null, null);
    expect(root.querySelector('h1')?.textContent).toBe('Sync to SIS');
    expect(root.querySelector('[aria-busy=true] h2')?.textContent).toBe('Loading your items…');
  });

  it('says so when the extension does not answer, and tries again', () => {
    const { text, button, actions } = drawPanel(null, null, { error: { code: 'UNKNOWN' } });
    expect(text()).toContain('The extension does not answer');
    button('Try again')?.click();
    expect(actions.open).toHaveBeenCalledOnce();
  });

  it('repairs broken stores when it is asked twice, and says in between what that means', () => {
    const { text, button, actions } = drawPanel(null, null, { error: { code: 'STORAGE_UNSAFE' } });
    expect(text()).toContain('nothing is sent and no choice is saved');
    act(() => button('Repair…')?.click());
    expect(text()).toContain('Opt-outs come back from their second copy');
    expect(actions.repair).not.toHaveBeenCalled();
    act(() => button('Repair now')?.click());
    expect(actions.repair).toHaveBeenCalledOnce();
  });

  it('offers no repair of a background that does not answer', () => {
    const { button } = drawPanel(null, null, { error: { code: 'UNKNOWN' } });
    expect(button('Repair…')).toBeUndefined();
  });

  it('does not sync a list that this browser shows for the first time before it is read', () => {
    const unseen = aView([pendingRow('1')], { known: false });
    expect(drawPanel(unseen).button('Sync 1 item')?.disabled).toBe(true);
    expect(drawPanel({ ...unseen, known: true }).button('Sync 1 item')?.disabled).toBe(false);
    // It could wait for ever: what the background knows decides then, and says so.
    const readErrors = { [`${origin}|101`]: { code: 'LMS_DOWN' as const } };
    expect(drawPanel(unseen, aPanel(), { readErrors }).button('Sync 1 item')?.disabled).toBe(false);
  });

  it.each([
    ['full', 'Your choices no longer fit into this browser’s sync'],
    ['unavailable', 'This browser’s sync cannot be used'],
  ] as const)('says of a sync service that is %s what does not travel', (roaming, words) => {
    const { text, button } = drawPanel(aView([pendingRow('1')]), aPanel({ roaming }));
    expect(text()).toContain(words);
    expect(text()).toContain('All of them are kept here.');
    expect(button('Sync 1 item')?.disabled).toBe(false);
  });

  it('says at the first look at a list that choices of another browser may be missing', () => {
    const words = 'First time in this browser.';
    expect(drawPanel(aView([aRow('1')])).text()).not.toContain(words);
    expect(drawPanel(aView([aRow('1')]), aPanel(), { firstLook: true }).text()).toContain(words);
  });

  it('shows three steps on the first run', () => {
    const panel = aPanel({ sections: [], connection: notConfigured });
    const { root, text } = drawPanel(null, panel);
    expect(text()).toContain('Three steps to start');
    expect(root.querySelectorAll('.steps li')).toHaveLength(3);
    expect(root.querySelector('.state a')?.getAttribute('href')).toBe('options.html#connection');
  });

  it('leads to the connection while none is set up, and still lists the choices', () => {
    const { root, text } = drawPanel(aView([aRow('1')]), aPanel({ connection: notConfigured }));
    expect(text()).toContain('Not connected to your SIS yet');
    expect(root.querySelectorAll('tbody tr')).toHaveLength(1);
  });

  it('asks to sign in when there is no list from earlier', () => {
    const { root, text } = drawPanel(aView([], { readAt: null, link: null }), aPanel(), {
      readErrors: { [`${origin}|101`]: signedOut },
    });
    expect(text()).toContain('Signed out of Schoology');
    expect(root.querySelector('.state a')?.getAttribute('href')).toBe(origin);
    expect(root.querySelector('.problems')).toBeNull();
  });

  it('says that a section has no graded items', () => {
    expect(drawPanel(aView([])).text()).toContain('No graded items yet');
  });

  it('does not say "no items" of a section that was never read', () => {
    expect(drawPanel(aView([], { readAt: null })).text()).not.toContain('No graded items yet');
  });

  it('says that everything is opted out', () => {
    const { text } = drawPanel(aView([optedOutRow('1', null), optedOutRow('2', null)]));
    expect(text()).toContain('Every item is opted out');
  });

  it('says since when both gradebooks match, and only when they do', () => {
    expect(drawPanel(aView([aRow('1')])).text()).toContain('Schoology and PowerSchool match as of');
    expect(drawPanel(aView([aRow('1'), pendingRow('2')])).text()).not.toContain('match as of');
    expect(drawPanel(aView([aRow('1'), unmatchedRow('2')])).text()).not.toContain('match as of');
  });

  it('says when the district has set the connection', () => {
    const panel = aPanel({ connection: aConnection({ fromPolicy: true }) });
    expect(drawPanel(aView([aRow('1')]), panel).text()).toContain('Set by your district');
  });

  it.each([
    ['LMS_DOWN', 'No connection. Your changes are kept and go by themselves when it is back.'],
    ['RATE_LIMITED', 'then it goes on by itself.'],
  ] as const)('says of a run that waits (%s) that it goes on by itself', (code, words) => {
    const run = aRun({ stopReason: { code }, resumesAt: minutesAgo(-1) });
    expect(drawPanel(aView([aRow('1')]), aPanel({ run })).text()).toContain(words);
  });

  it('offers all courses and each course by name', () => {
    const { root, actions } = drawPanel(aView([aRow('1')]));
    const switcher = root.querySelector<HTMLSelectElement>('select.switcher');
    expect([...(switcher?.options ?? [])].map(({ text }) => text)).toEqual([
      'All courses',
      'Algebra 1',
    ]);
    expect(switcher?.value).toBe(`${origin}|101`);
    if (switcher) switcher.value = 'all';
    switcher?.dispatchEvent(new Event('change', { bubbles: true }));
    expect(actions.selectSection).toHaveBeenCalledWith('all');
  });

  it('filters by chip and by title', () => {
    const view = aView([aRow('1'), pendingRow('2'), unmatchedRow('3')]);
    expect(drawPanel(view, aPanel(), { filter: 'attention' }).rows()).toHaveLength(1);
    expect(drawPanel(view, aPanel(), { filter: 'pending' }).rows()).toHaveLength(2);
    expect(drawPanel(view, aPanel(), { query: ' ITEM 1' }).rows()).toHaveLength(1);
    expect(drawPanel(view, aPanel(), { query: 'xyz' }).text()).toContain('No item matches.');
  });
});
