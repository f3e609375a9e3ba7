import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadLater } from '../../../components/later.tsx';
import { PanelApp } from '../../../components/panel-app.tsx';
import { createPanelStore } from '../../../components/panel-store.ts';
import { MessageError } from '../../../lib/messages.ts';
import type { SectionKey } from '../../../lib/model/item-key.ts';
import { type DrawnState, drawnStates } from '../../panel/states.ts';
import { fakeBackground } from './fake-background.ts';
import { now, origin } from './fake-views.ts';

/** What a teacher reads first in each state; the pictures of `npm run pictures` are of the same states. */
const says: Record<string, string[]> = {
  daily: ['Sync 4 items', '3 need attention', '2 items: Category “Labs” is not matched', 'All 12'],
  'first-run': ['Three steps to start', 'Set up connection', 'No student name or score is stored'],
  'not-connected': ['Not connected to your SIS yet', 'Set up connection'],
  'not-on-a-course': ['All courses', 'Algebra 1: Period 4 2 to sync', '1 failed · 5 to sync'],
  'no-items': ['No graded items yet'],
  'up-to-date': ['Everything is up to date', 'Schoology and PowerSchool match as of'],
  offline: ['You are offline', 'Sync 4 items'],
  'signed-out-of-schoology': ['You are signed out of Schoology', 'Open Schoology', 'Sync 4 items'],
  'signed-out-of-schoology-nothing-known': ['Signed out of Schoology', 'Open Schoology'],
  'signed-out-of-the-sis': ['Your sign-in to PowerSchool has ended', 'Sign in again'],
  syncing: ['Syncing 3 of 14', 'Lab 4', 'Cancel', 'Queued'],
  'finished-with-failures': [
    'Retry failed (1)',
    'Last sync 2 min. ago',
    '1 item was not fully accepted',
  ],
  stopped: ['Last sync stopped early 2 min. ago', 'No answer from PowerSchool'],
  'all-opted-out': ['Every item is opted out', 'Still in PowerSchool from Oct 3'],
  'native-box': ['Set by Schoology’s own Sync to SIS box'],
  'set-by-the-district': ['Set by your district'],
  'policy-refused': ['Your district’s settings for this extension cannot be used'],
  'new-items': ['3 items: New in Schoology', 'Include all 3 new items'],
  'changed-in-sis': [
    'some of it differs in PowerSchool',
    '1 item: Scores changed in PowerSchool',
    'Keep PowerSchool',
    'Send mine',
  ],
  verified: ['Everything is up to date', 'Synced and verified'],
  // What the sheet over it says is in review.test.tsx.
  review: ['Sync 3 items', 'Review'],
  'review-big-change': ['Sync 3 items', 'Review'],
  'many-items': ['All 500'],
  'last-known': ['Checking Schoology…', 'Quiz 5: Slope and rate of change', 'Sync 4 items'],
  'choices-locked': ['some opt-outs may be missing', 'Confirm choices'],
  'choices-restored': ['came back from their second copy', 'Confirm choices', 'Sync 4 items'],
  'first-look': ['First time in this browser', 'look through the list', 'Sync 4 items'],
  'sync-service-full': ['no longer fit into this browser’s sync', 'Sync 4 items'],
  'sync-service-missing': ['choices do not travel to and from your other browsers', 'Sync 4 items'],
  'stores-broken': [
    'Your stored choices cannot be read',
    'nothing is sent and no choice is saved',
    'Try again',
    'Repair…',
  ],
  loading: ['Loading your items…'],
};

const later = () => new Promise<never>(() => undefined);

/** The background of a drawn state, as tests/panel/fake-browser.js plays it in the pictures. */
function backgroundOf({ panel, views, fresh, refuses, replies }: DrawnState) {
  const known = () => {
    if (refuses) throw new MessageError('getPanel', refuses);
    return panel ?? later();
  };
  const view = (data: unknown) =>
    views.find(({ section }) => section.sectionId === (data as SectionKey).sectionId);
  const read = <T,>(answer: T) => (fresh === 'never' ? later() : answer);
  return fakeBackground({
    getPanel: known,
    refreshSections: () => read(known()),
    getSection: view,
    refreshSection: (data) => {
      if (typeof fresh === 'object') throw new MessageError('refreshSection', fresh);
      return read(view(data));
    },
    sectionShown: () => replies?.sectionShown,
  });
}

async function drawn(state: DrawnState, place: 'popup' | 'tab'): Promise<string> {
  const store = createPanelStore({ ...backgroundOf(state), showsItems: true });
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  await act(async () => {
    render(<PanelApp store={store} place={place} onAllowAccess={() => undefined} />, root);
    void store.actions.open(state.at === 'all' ? 'all' : { origin, sectionId: '101' });
    for (let turn = 0; turn < 30; turn++) await Promise.resolve();
  });
  return root.textContent?.replace(/\s+/g, ' ') ?? '';
}

beforeAll(loadLater);
afterEach(() => vi.useRealTimers());

describe.each(['popup', 'tab'] as const)('the panel as %s', (place) => {
  it.each(drawnStates)('$name', async (state) => {
    vi.useFakeTimers({ now, toFake: ['Date'] });
    const text = await drawn(state, place);
    for (const words of says[state.name] ?? ['no words are expected of this state']) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/\{\w+\}|undefined|NaN/);
  });
});
