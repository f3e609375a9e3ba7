import type { HistoryRun } from '../../lib/model/history.ts';
import type { ItemDetail } from '../../lib/model/item-detail.ts';
import type { StillInSis } from '../../lib/model/still-in-sis.ts';
import { type TotalsLine, totalsCauses } from '../../lib/model/totals.ts';
import { daysAgo, failedRow, now, origin } from '../unit/components/fake-views.ts';
import type { Answers } from './stage.ts';

const section = { origin, sectionId: '101', title: 'Algebra 1: Period 3' };

const run = (id: string, at: number, change: Partial<HistoryRun> = {}): HistoryRun => ({
  id,
  trigger: 'click',
  resumed: false,
  state: 'done',
  total: 6,
  done: 6,
  failed: 0,
  startedAt: at,
  finishedAt: at + 12_000,
  stopReason: null,
  sections: [section],
  scores: 143,
  failures: [],
  waiting: [],
  ...change,
});

const runs: HistoryRun[] = [
  run('4', now - 40 * 60_000, {
    failed: 1,
    failures: [{ code: 'REJECTED', items: 1 }],
    waiting: [{ reason: { code: 'CATEGORY_UNMAPPED', params: { category: 'Labs' } }, items: 2 }],
  }),
  run('3', daysAgo(1), { trigger: 'schedule', resumed: true, done: 2, total: 2, scores: 48 }),
  run('2', daysAgo(2), {
    trigger: 'schedule',
    state: 'stopped',
    done: 0,
    scores: 0,
    stopReason: { code: 'LMS_SIGNED_OUT' },
  }),
  run('1', daysAgo(9), { sections: [section, { ...section, title: 'Geometry Honors: Period 6' }] }),
];

const left = (itemId: string, title: string, change: Partial<StillInSis> = {}): StillInSis => ({
  key: { origin, sectionId: '101', itemId },
  sectionTitle: section.title,
  lineItemId: `line-${itemId}`,
  title,
  why: 'opted-out',
  scores: 24,
  lastSuccessAt: daysAgo(2),
  classTitle: 'ALG1-03',
  ...change,
});

const counted = ['not-sent-yet', 'opted-out', 'unmatched-category', 'extra-credit'];
const untold = ['factor', 'drop-lowest', 'weights', 'rounding', 'changed-in-sis'];

const totals = totalsCauses.map((cause): TotalsLine => {
  if (untold.includes(cause)) return { cause, applies: 'unknown', count: 0 };
  return counted.includes(cause)
    ? { cause, applies: 'yes', count: 2 }
    : { cause, applies: 'no', count: 0 };
});

const detail: ItemDetail = {
  row: failedRow('1'),
  sisTitle: 'Quiz 5',
  titleMax: 50,
  suggestion: null,
  points: 20,
  scale: null,
  landing: {
    classTitle: 'ALG1-03',
    categoryTitle: 'Quizzes',
    periodTitle: 'Q1',
    dueDay: '2026-10-03',
  },
  remarks: [],
  chosenAt: daysAgo(3),
  special: [
    { exception: 'missing', chosen: null, usual: 'blank', choices: ['blank', 'zero'] },
    { exception: 'excused', chosen: 'flag', usual: 'blank', choices: ['blank', 'flag'] },
  ],
  scores: [
    { uid: '1', name: 'Avery Lindqvist', points: 18, mark: null, state: 'sent', why: null },
    { uid: '2', name: 'Blake Okafor', points: 21, mark: null, state: 'refused', why: null },
  ],
  reference: 'bab57b52-7ee8-5ed8-a151-916dd77533fb',
  schoologyUrl: `${origin}/assignment/1`,
  sisUrl: null,
};

const selectTool = '.list-tool[aria-pressed]';

/** What stands over the list. */
export const sheetStates: (Pick<Answers, 'replies'> & { name: string; press: string[] })[] = [
  { name: 'keys', press: ['.panel-header [aria-haspopup]'] },
  { name: 'filters', press: ['.list-tool[aria-haspopup]'] },
  { name: 'rules', press: ['.bulk [aria-haspopup]'] },
  {
    name: 'item',
    press: ['tr[data-item] >> nth=0 >> .title-button'],
    replies: { getItemDetail: detail },
  },
  {
    name: 'send-again',
    press: [selectTool, 'tr[data-item] >> nth=6 >> input', '.selection-line [aria-haspopup]'],
  },
  {
    name: 'history',
    press: ['.panel-footer button:nth-child(1)'],
    replies: { getHistory: { runs, more: true } },
  },
  {
    name: 'still-in-sis',
    press: ['.panel-footer button:nth-child(2)'],
    replies: {
      getStillInSis: {
        items: [
          left('11', 'Practice set A'),
          left('51', 'Lab 2: A title that was so long that it takes two lines in a popup', {
            why: 'deleted',
            scores: 1,
          }),
        ],
      },
    },
  },
  {
    name: 'totals',
    press: ['.panel-footer button:nth-child(3)'],
    replies: { getTotals: { sectionTitle: section.title, lines: totals } },
  },
];
