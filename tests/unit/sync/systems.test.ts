// @vitest-environment node
import { afterEach, describe, expect, it } from 'vitest';
import type { GradedItem, Score } from '../../../lib/model/graded-item.ts';
import type { Connected, Held } from './connected.ts';
import { item, score } from './course.ts';
import { startLife } from './harness.ts';
import { connectOneRoster, type OneRosterSystem } from './one-roster-systems.ts';
import { chooseCategory, sessionSystems } from './session-systems.ts';

/*
 * The same course synced to each system by the real planner, runner and client, over https, against a SIS that enforces
 * that system's documented rules. What is expected of each is written down by hand from oneroster.md 2, and of the two
 * that are written in the teacher's own session from powerschool.md and aeries.md.
 */
const sessions = sessionSystems();
let connected: Connected;
afterEach(() => connected.close());

const monday = { at: '2026-11-30T20:00:00.000Z', day: '2026-11-30' };
const tuesday = { at: '2026-12-01T20:00:00.000Z', day: '2026-12-01' };

const items: GradedItem[] = [
  item('1', { title: 'Lab 4', points: 10 }),
  item('2', {
    title: 'Fifty-five characters: reading log, weeks three to six.',
  }),
  item('3', { title: 'Quiz', points: 10.5, due: monday }),
  item('4', { title: 'Quiz', points: 20, due: tuesday }),
  item('5', { title: 'Quiz', points: 20, due: monday }),
  item('6', { title: 'Essay' }),
];
const scores: Score[] = [
  score('1', '1', 9.5),
  { ...score('2', '1', null), exception: 'excused' },
  { ...score('3', '1', null), exception: 'missing' },
  score('1', '2', 88),
  score('1', '3', 10),
  score('1', '4', 18),
  score('1', '5', 19),
  { ...score('1', '6', 40), exception: 'incomplete' },
  score('2', '6', 105),
];

/** What stands in the SIS of the lab and of the essay. */
type Holding = { lab: Held; essay: Held };

type Expected = Holding & {
  name: string;
  connect(): Connected | Promise<Connected>;
  /** Where categories are told apart by more than their names, the one that the teacher chooses. */
  category?: string;
  /** Status and reason of items 1 to 6. */
  rows: Record<string, string>;
};

const synced = 'synced';
const all = { 1: synced, 2: synced, 3: synced, 4: synced, 5: synced, 6: synced };
const long = 'pending TITLE_TOO_LONG';
const twin = 'pending TITLE_DUPLICATE';
/** Missing in item 1 and Incomplete in item 6 have no words there: they are reported, and the other scores go. */
const remarked = 'synced SPECIAL_NOT_SENT';
const marks = { 1: remarked, 6: remarked };
const flagged: Holding = {
  lab: [
    ['stu-1', 9.5, 'fully graded'],
    ['stu-2', null, 'exempt'],
    ['stu-3', null, 'not submitted'],
  ],
  essay: [
    ['stu-1', null, 'partially graded'],
    ['stu-2', 105, 'fully graded'],
  ],
};
const numeric: Holding = {
  lab: [
    ['stu-1', 9.5, 'fully graded'],
    ['stu-2', 0, 'exempt'],
  ],
  essay: [['stu-2', 105, 'fully graded']],
};

const overOneRoster: (OneRosterSystem & Pick<Expected, 'rows'> & { holding: Holding })[] = [
  { product: 'oneroster', system: 'oneroster', version: '1.2', rows: all, holding: flagged },
  {
    product: 'oneroster-1.1',
    system: 'oneroster',
    version: '1.1',
    rows: { ...all, ...marks },
    holding: numeric,
  },
  {
    product: 'infinite-campus',
    system: 'infinite-campus',
    version: '1.2',
    rows: { ...all, 2: long },
    holding: flagged,
  },
  {
    product: 'infinite-campus-1.1',
    system: 'infinite-campus',
    version: '1.1',
    rows: { ...all, ...marks, 2: long },
    holding: numeric,
  },
  {
    product: 'eschoolplus-1.2',
    system: 'eschoolplus',
    version: '1.2',
    rows: { ...all, ...marks },
    holding: numeric,
  },
  {
    product: 'eschoolplus',
    system: 'eschoolplus',
    version: '1.1',
    hash: 'SHA-256',
    rows: { ...all, ...marks },
    holding: numeric,
  },
  {
    product: 'powerschool',
    system: 'powerschool',
    version: '1.1',
    rows: { ...all, ...marks, 2: long },
    holding: numeric,
  },
  {
    product: 'skyward',
    system: 'skyward',
    version: '1.1',
    rows: { ...all, ...marks, 2: long, 3: 'pending POINTS_NOT_WHOLE' },
    holding: numeric,
  },
  {
    product: 'aeries',
    system: 'aeries',
    version: '1.1',
    rows: { ...all, ...marks, 2: long, 3: twin, 5: twin },
    holding: numeric,
  },
  {
    product: 'sis-connect',
    system: 'sis-connect',
    version: '1.1',
    hash: 'SHA-1',
    rows: { ...all, ...marks, 2: long, 3: twin, 4: twin, 5: twin },
    holding: numeric,
  },
];

const systems: Expected[] = [
  ...overOneRoster.map((one) => ({
    name: one.product,
    connect: () => connectOneRoster(one),
    rows: one.rows,
    ...one.holding,
  })),
  {
    // It has flags for all three.
    name: 'powerschool, own session',
    connect: sessions.powerSchool,
    rows: { ...all, 2: long },
    lab: [
      ['9001', '9.5', ''],
      ['9002', null, 'exempt'],
      ['9003', null, 'missing'],
    ],
    essay: [
      ['9001', null, 'incomplete'],
      ['9002', '105', ''],
    ],
  },
  {
    // None of the three is written without the teacher's word.
    name: 'aeries, own session',
    connect: sessions.aeries,
    category: 'HW/F',
    rows: { ...all, ...marks, 2: long, 3: twin, 5: twin },
    lab: [['1', '9.5', '']],
    essay: [['2', '105', '']],
  },
];

describe.each(systems)('$name', (expected) => {
  it('takes what its rules allow; the rest waits with its reason, and nothing is refused', async () => {
    connected = await expected.connect();
    const { client, profile, held, writes } = connected;
    const now = Date.parse('2026-11-24T15:00:00Z');
    const life = await startLife({ items, scores, now, sis: client, profile });
    if (expected.category) await chooseCategory(life, expected.category);
    expect(await life.sync()).toMatchObject({ state: 'done', failed: 0 });

    const rows: Record<string, string> = {};
    for (const { itemId } of items) {
      const [status, reason] = await life.row(itemId);
      rows[itemId] = [status, reason].filter(Boolean).join(' ');
    }
    expect(rows).toEqual(expected.rows);
    expect(held('Lab 4')).toEqual(expected.lab);
    expect(held('Essay')).toEqual(expected.essay);
    expect(writes().filter((status) => status !== 200 && status !== 201)).toEqual([]);

    const sent = writes().length;
    expect(sent).toBeGreaterThan(0);
    await life.sync();
    expect(writes()).toHaveLength(sent);
    life.sleep();
  });
});
