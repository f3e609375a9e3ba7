import type { ItemRow, PanelView, SectionView } from '../../lib/model/panel-view.ts';
import type { Preview, PreviewItem, PreviewScore } from '../../lib/model/preview.ts';
import {
  aConnection,
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
} from '../unit/components/fake-views.ts';
import { sheetStates } from './sheet-states.ts';
import type { Answers } from './stage.ts';

/** A state of the panel that a teacher can meet: tested, drawn and looked at under one name. */
export type DrawnState = Answers & { name: string; at: 'course' | 'all' };

const titled = (row: ItemRow, title: string, more: Partial<ItemRow> = {}): ItemRow => ({
  ...row,
  title,
  ...more,
});

const labs = { categoryTitle: 'Labs', dueDay: '2026-09-25' };

/** A course in the middle of a term: something of everything. Names are invented. */
const course: ItemRow[] = [
  titled(failedRow('1'), 'Quiz 5: Slope and rate of change', { categoryTitle: 'Quizzes' }),
  titled(unmatchedRow('2'), 'Lab 4: Measuring friction', labs),
  titled(unmatchedRow('3'), 'Lab 5: Pendulum', labs),
  titled(aRow('4'), 'Unit 2 Test', {
    kind: 'assessment',
    status: 'pending',
    reason: { code: 'UPDATES_AVAILABLE', params: { n: 5 } },
    changes: 5,
  }),
  titled(pendingRow('5'), 'Homework 14: Linear equations in two variables, odd numbers only'),
  titled(pendingRow('6'), 'Discuss: where do lines meet?', { kind: 'discussion' }),
  titled(aRow('7'), 'Unit 1 Test', { kind: 'assessment', lastSuccessAt: daysAgo(12) }),
  titled(aRow('8'), 'Homework 12'),
  titled(aRow('9'), 'Homework 13', { chosenIn: 'dialog' }),
  titled(aRow('10'), 'Notebook check', {
    status: 'pending',
    reason: { code: 'NOT_PUBLISHED' },
    lastSuccessAt: null,
    scoresSent: 0,
  }),
  titled(optedOutRow('11', daysAgo(2)), 'Practice set A', { categoryTitle: 'Practice' }),
  titled(optedOutRow('12', null), 'Survey: how do you study?', { chosenIn: 'rule' }),
];

const synced = course.filter(({ status }) => status === 'synced' || status === 'opted-out');

const named = (
  sectionId: string,
  title: string,
  counts: Partial<PanelView['sections'][0]> = {},
) => ({
  origin,
  sectionId,
  title,
  items: 12,
  pending: 0,
  failed: 0,
  optedOut: 0,
  stillInSis: 0,
  ...counts,
});

const sections = [
  named('101', 'Algebra 1: Period 3', { pending: 5, failed: 1, optedOut: 2 }),
  named('102', 'Algebra 1: Period 4', { pending: 2 }),
  named('103', 'Geometry Honors: Period 6'),
];

const inCourse = (rows: ItemRow[], change: Partial<SectionView> = {}): SectionView =>
  aView(rows, {
    section: { origin, sectionId: '101', title: 'Algebra 1: Period 3' },
    ...change,
  });

const state = (name: string, rows: ItemRow[], more: Partial<DrawnState> = {}): DrawnState => ({
  name,
  at: 'course',
  panel: aPanel({ sections }),
  views: [inCourse(rows)],
  fresh: 'same',
  ...more,
});

const run = (change: Parameters<typeof aRun>[0]) => aPanel({ sections, run: aRun(change) });

const finished = { state: 'done', done: 6, total: 6, finishedAt: now - 2 * 60_000 } as const;

const many = (count: number): ItemRow[] =>
  Array.from({ length: count }, (_, n) => {
    const row = course[n % course.length] ?? aRow('0');
    return { ...row, key: { ...row.key, itemId: String(n) }, title: `${row.title} (${n + 1})` };
  });

const differs = { state: 'differs', at: now - 2 * 60_000, reason: null } as const;

const changed = [
  titled(aRow('4'), 'Unit 2 Test', {
    status: 'pending',
    reason: { code: 'CHANGED_IN_SIS', params: { n: 2 } },
    changes: 3,
  }),
  ...course.slice(4),
];

const points = (score: number | null) => ({ score, mark: null });

/** A review with something of each kind. */
const aPreview = (big: Preview['big']): Preview => {
  const [test, homework, ...others] = changed;
  const item = (row: ItemRow | undefined, more: Partial<PreviewItem>): PreviewItem => ({
    key: row?.key ?? { origin, sectionId: '101', itemId: '0' },
    title: row?.title ?? '',
    kind: 'update',
    reason: null,
    landing: {
      title: row?.title ?? '',
      dueDay: '2026-10-02',
      points: 100,
      category: 'Tests',
      period: 'Q1',
    },
    before: null,
    asks: false,
    scores: [],
    unchanged: 20,
    ...more,
  });
  const score = (studentId: string, name: string, more: Partial<PreviewScore>): PreviewScore => ({
    ...{ studentId, name, before: points(80), now: points(84.5), fate: 'send' },
    ...more,
  });
  const items = [
    item(test, {
      reason: { code: 'CHANGED_IN_SIS', params: { n: 2 } },
      scores: [
        score('1', 'Avery Lindqvist', { before: points(92), now: points(88), fate: 'held' }),
        score('2', 'Blake Okafor', {}),
        score('3', 'Casey Romero-Vance', { before: points(null), fate: 'held' }),
        score('4', 'Devon Achterberg', { now: { score: null, mark: 'exempt' } }),
      ],
    }),
    item(homework, {
      kind: 'create',
      scores: [score('1', 'Avery Lindqvist', { before: points(null) })],
    }),
    item(others[0], {
      before: {
        title: 'Where do lines meet?',
        dueDay: '2026-09-30',
        points: 50,
        category: 'Classwork',
        period: null,
      },
    }),
    ...others.slice(1).map((row) => item(row, { kind: 'unchanged' })),
  ];
  const section = { origin, sectionId: '101', title: 'Algebra 1: Period 3' };
  return { sections: [{ section, items, unread: null, problem: null }], big, digest: 'digest' };
};

const offline = { code: 'OFFLINE' } as const;
const lmsSignedOut = { code: 'LMS_SIGNED_OUT' } as const;
const notConnected = aConnection({
  state: 'not-configured',
  sisName: 'your SIS',
  problem: { code: 'NOT_CONFIGURED' },
});

/** Every state of section E of the product's screens. */
export const drawnStates: DrawnState[] = [
  state('daily', course),
  state('first-run', [], {
    at: 'all',
    panel: aPanel({ sections: [], connection: notConnected }),
    views: [],
  }),
  state('not-connected', course, { panel: aPanel({ sections, connection: notConnected }) }),
  state('not-on-a-course', course, {
    at: 'all',
    views: [
      inCourse(course.slice(0, 4)),
      aView([titled(pendingRow('21'), 'Warm-up 3'), titled(aRow('22'), 'Warm-up 2')], {
        section: { origin, sectionId: '102', title: 'Algebra 1: Period 4' },
      }),
      aView([titled(aRow('31'), 'Proofs 1')], {
        section: { origin, sectionId: '103', title: 'Geometry Honors: Period 6' },
      }),
    ],
  }),
  state('no-items', []),
  state('up-to-date', synced),
  state('offline', course, { fresh: offline }),
  state('signed-out-of-schoology', course, { fresh: lmsSignedOut }),
  state('signed-out-of-schoology-nothing-known', [], {
    views: [inCourse([], { readAt: null, link: null })],
    fresh: lmsSignedOut,
  }),
  state('signed-out-of-the-sis', course, {
    panel: aPanel({
      sections,
      connection: aConnection({ state: 'needs-sign-in', problem: { code: 'AUTH_EXPIRED' } }),
    }),
  }),
  state(
    'syncing',
    course.map((row) =>
      row.changes > 0 ? { ...row, status: 'pending', reason: { code: 'QUEUED' } } : row,
    ),
    { panel: run({}) },
  ),
  state('finished-with-failures', [...course.slice(0, 3), ...synced], {
    panel: run({ ...finished, failed: 1 }),
  }),
  state('stopped', course, {
    panel: run({ ...finished, state: 'stopped', stopReason: { code: 'SIS_DOWN' } }),
  }),
  state('all-opted-out', [
    titled(optedOutRow('1', null), 'Practice set A'),
    titled(optedOutRow('2', daysAgo(2)), 'Practice set B'),
  ]),
  state(
    'native-box',
    synced.map((row) => ({ ...row, chosenIn: 'native' })),
  ),
  state('set-by-the-district', course, {
    panel: aPanel({
      sections,
      connection: aConnection({ fromPolicy: true }),
      newItems: { wait: true, waitFromPolicy: true, rules: [] },
    }),
  }),
  state('policy-refused', course, {
    panel: aPanel({
      sections,
      connection: aConnection({
        state: 'policy-invalid',
        fromPolicy: true,
        problem: { code: 'POLICY_INVALID', params: { detail: 'unknown: sisname' } },
      }),
    }),
  }),
  state('new-items', [
    ...['Warm-up 7', 'Warm-up 8', 'Warm-up 9'].map((title, n) =>
      titled(pendingRow(`9${n}`), title, { reason: { code: 'NEW_ITEM_REVIEW' }, changes: 0 }),
    ),
    ...course,
  ]),
  state('changed-in-sis', changed, { views: [inCourse(changed, { readBack: differs })] }),
  state('verified', synced, {
    panel: run(finished),
    views: [inCourse(synced, { readBack: { ...differs, state: 'verified' } })],
  }),
  state('review', changed, { preview: aPreview(null) }),
  state('review-big-change', changed, {
    preview: aPreview({ changed: 60, synced: 96, zeros: 24, moved: 1, byProgram: 3 }),
  }),
  state('many-items', many(500)),
  state('last-known', course, { fresh: 'never' }),
  state('choices-locked', course, {
    panel: aPanel({ sections, storage: { state: 'locked', detail: { code: 'STORAGE_UNSAFE' } } }),
  }),
  state('choices-restored', course, {
    panel: aPanel({
      sections,
      storage: { state: 'restored', detail: { code: 'STORAGE_RESTORED' } },
    }),
  }),
  state('first-look', course, {
    views: [{ ...inCourse(course), known: false }],
    replies: { sectionShown: inCourse(course) },
  }),
  state('sync-service-full', course, { panel: aPanel({ sections, roaming: 'full' }) }),
  state('sync-service-missing', course, { panel: aPanel({ sections, roaming: 'unavailable' }) }),
  state('stores-broken', [], { refuses: { code: 'STORAGE_UNSAFE' }, views: [] }),
  state('loading', [], { panel: null, views: [] }),
];

/** What stands over the list of the daily state. */
export const drawnSheets = sheetStates.map(({ name, ...sheet }) => state(name, course, sheet));

/** The panel's address for a state. */
export const pathOf = (page: 'popup' | 'panel', { at }: DrawnState): string =>
  at === 'all'
    ? `${page}.html#all`
    : `${page}.html#${new URLSearchParams({ origin, section: '101' })}`;
