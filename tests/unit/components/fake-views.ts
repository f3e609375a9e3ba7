import type {
  ConnectionView,
  ItemRow,
  LinkView,
  PanelView,
  RunView,
  SectionView,
} from '../../../lib/model/panel-view.ts';

/** Invented views for the panel's tests. */
export const origin = 'https://demo.schoology.com';

export const now = Date.UTC(2026, 9, 5, 12);
export const minutesAgo = (n: number): number => now - n * 60_000;
export const daysAgo = (n: number): number => now - n * 24 * 60 * 60_000;

export const aRow = (itemId: string, change: Partial<ItemRow> = {}): ItemRow => ({
  key: { origin, sectionId: '101', itemId },
  title: `Item ${itemId}`,
  kind: 'assignment',
  categoryTitle: 'Homework',
  periodTitle: 'Quarter 1',
  dueDay: '2026-10-02',
  points: 20,
  include: true,
  chosenIn: null,
  status: 'synced',
  reason: null,
  lastSuccessAt: minutesAgo(26),
  lastAttemptAt: minutesAgo(26),
  changes: 0,
  scoresSent: 24,
  ...change,
});

export const pendingRow = (itemId: string): ItemRow =>
  aRow(itemId, {
    status: 'pending',
    reason: { code: 'NOT_YET_SYNCED' },
    lastSuccessAt: null,
    changes: 1,
    scoresSent: 0,
  });

export const failedRow = (itemId: string): ItemRow =>
  aRow(itemId, {
    status: 'failed',
    reason: { code: 'REJECTED', params: { sent: 21, total: 24, status: 422, detail: 'too high' } },
    changes: 3,
    lastSuccessAt: daysAgo(2),
  });

export const optedOutRow = (itemId: string, lastSuccessAt: number | null): ItemRow =>
  aRow(itemId, {
    status: 'opted-out',
    include: false,
    lastSuccessAt,
    scoresSent: lastSuccessAt === null ? 0 : 24,
    reason:
      lastSuccessAt === null ? { code: 'NEVER_SENT' } : { code: 'STILL_IN_SIS', params: { n: 24 } },
  });

export const unmatchedRow = (itemId: string): ItemRow =>
  aRow(itemId, {
    status: 'pending',
    reason: { code: 'CATEGORY_UNMAPPED', params: { category: 'Labs' } },
    lastSuccessAt: null,
  });

export const aLink: LinkView = {
  classId: 'class-1',
  classTitle: 'Algebra 1 P3',
  automatic: true,
  classOptions: [
    { id: 'class-1', title: 'Algebra 1 P3' },
    { id: 'class-2', title: 'Algebra 1 P4' },
  ],
  categories: [
    { id: '1', title: 'Homework', sisCategoryId: 's1', automatic: true },
    { id: '2', title: 'Labs', sisCategoryId: null, automatic: false },
  ],
  sisCategoryOptions: [
    { id: 's1', title: 'Homework' },
    { id: 's2', title: 'Laboratory' },
  ],
  students: { linked: 24, unmatched: 1 },
};

export const aView = (rows: ItemRow[], change: Partial<SectionView> = {}): SectionView => ({
  section: { origin, sectionId: '101', title: 'Algebra 1' },
  rows,
  link: aLink,
  readAt: minutesAgo(4),
  problem: null,
  readBack: null,
  known: true,
  ...change,
});

export const aConnection = (change: Partial<ConnectionView> = {}): ConnectionView => ({
  sisName: 'PowerSchool',
  state: 'ready',
  fromPolicy: false,
  policyKeys: [],
  missingOrigins: [],
  redirectUrl: 'https://extension.example/',
  problem: null,
  settings: null,
  ...change,
});

export const aPanel = (change: Partial<PanelView> = {}): PanelView => ({
  connection: aConnection(),
  sections: [
    {
      origin,
      sectionId: '101',
      title: 'Algebra 1',
      items: 1,
      pending: 0,
      failed: 0,
      optedOut: 0,
      stillInSis: 0,
    },
  ],
  run: null,
  newItems: { wait: false, waitFromPolicy: false, rules: [] },
  layoutProblems: [],
  lmsDomains: [],
  schedule: { everyMinutes: null, fromPolicy: false, notify: false, nextAt: null },
  pagePreferences: { gradebookButton: true, optedOutMarks: true },
  version: '1.2.3',
  storage: { state: 'whole', detail: null },
  roaming: 'ok',
  ...change,
});

export const aRun = (change: Partial<RunView> = {}): RunView => ({
  id: 'run-1',
  state: 'running',
  done: 3,
  total: 14,
  currentTitle: 'Lab 4',
  failed: 0,
  startedAt: minutesAgo(1),
  finishedAt: null,
  stopReason: null,
  resumesAt: null,
  ...change,
});
