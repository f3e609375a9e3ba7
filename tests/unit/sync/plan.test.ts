import { describe, expect, it } from 'vitest';
import type { GradedItem, Score } from '../../../lib/model/graded-item.ts';
import { noSettings } from '../../../lib/model/teacher-settings.ts';
import { profileOf } from '../../../lib/sis/profile.ts';
import type { Observed } from '../../../lib/storage/records.ts';
import { type PlanInput, plan, type ReadyItem } from '../../../lib/sync/plan/plan.ts';
import { item, key, link, members, score, snapshot } from './course.ts';

/** Shows the text that would be hashed, so that expectations can be read. */
const fingerprint = (value: unknown): string => JSON.stringify(value);

const input = (items: GradedItem[], scores: Score[], more: Partial<PlanInput> = {}): PlanInput => ({
  snapshot: snapshot(items, scores),
  flags: new Map(),
  defaultInclude: true,
  unconfirmed: new Set(),
  toReview: new Set(),
  link,
  observed: new Map(),
  profile: { ...profileOf('oneroster', '1.2'), titleMax: 60 },
  settings: noSettings,
  fingerprint,
  ...more,
});

const only = (planInput: PlanInput) => {
  const [entry] = plan(planInput);
  if (!entry) throw new Error('nothing planned');
  return entry;
};
const ready = (planInput: PlanInput): ReadyItem => {
  const entry = only(planInput);
  if (entry.kind !== 'ready') throw new Error(`${entry.kind}: ${JSON.stringify(entry)}`);
  return entry;
};
/** What the SIS would have acknowledged after this plan was carried out. */
const acknowledged = (entry: ReadyItem): Map<string, Observed> =>
  new Map([
    [
      entry.lineItem.sourcedId,
      {
        ...key,
        itemId: entry.item.itemId,
        lineItemId: entry.lineItem.sourcedId,
        lineItem: entry.lineItemHash,
        results: Object.fromEntries(entry.results.map((r) => [r.payload.studentId, r.hash])),
        lastAttemptAt: 1,
        lastSuccessAt: 1,
        failure: null,
      },
    ],
  ]);

describe('the line item', () => {
  it('lands where Schoology and the links say', () => {
    expect(ready(input([item('50000001', { title: 'Lab 4' })], [])).lineItem).toEqual({
      // python3: uuid5 of the fixed namespace and the four ids
      sourcedId: 'bab57b52-7ee8-5ed8-a151-916dd77533fb',
      title: 'Lab 4',
      assignDate: '2026-11-30T12:00:00.000Z',
      dueDate: '2026-11-30T12:00:00.000Z',
      classId: 'class-1',
      schoolId: 'school-1',
      categoryId: 'cat-hw',
      gradingPeriodId: 'gp-2',
      maxPoints: 100,
    });
  });

  it('is put once and again only when something of it changed', () => {
    const before = ready(input([item('1')], []));
    const observed = acknowledged(before);
    expect(before.putLineItem).toBe(true);
    expect(ready(input([item('1')], [], { observed })).putLineItem).toBe(false);
    expect(ready(input([item('1', { title: 'New' })], [], { observed })).putLineItem).toBe(true);
    expect(ready(input([item('1', { points: 50 })], [], { observed })).putLineItem).toBe(true);
  });
});

describe('scores', () => {
  const sent = (scores: Score[]) =>
    ready(input([item('1')], scores)).results.map(({ payload }) => [
      payload.studentId,
      payload.scoreStatus,
      payload.score,
      payload.missing,
      payload.incomplete,
    ]);

  it('map by the table; blanks and handed-in work send nothing', () => {
    expect(
      sent([
        score('1', '1', 110),
        { ...score('2', '1', null), exception: 'excused' },
        score('3', '1', null),
      ]),
    ).toEqual([
      ['stu-1', 'fully graded', 110, false, false],
      ['stu-2', 'exempt', null, false, false],
    ]);
    expect(
      sent([
        { ...score('1', '1', null), exception: 'missing' },
        { ...score('2', '1', 40), exception: 'incomplete' },
        score('3', '1', 0),
      ]),
    ).toEqual([
      ['stu-1', 'not submitted', null, true, false],
      ['stu-2', 'partially graded', null, false, true],
      ['stu-3', 'fully graded', 0, false, false],
    ]);
  });

  it('of test accounts and students who left are not sent and not missed', () => {
    const entry = ready(input([item('1')], [score('8', '1', 90), score('9', '1', 90)]));
    expect([entry.results, entry.unlinked]).toEqual([[], 0]);
  });

  it('of a student the SIS does not know are counted; the others go', () => {
    const { 3: _, ...students } = link.students;
    const scores = [score('1', '1', 90), score('3', '1', 80)];
    const entry = ready(input([item('1')], scores, { link: { ...link, students } }));
    expect([entry.results.length, entry.unlinked]).toEqual([1, 1]);
  });

  it('are sent only where they changed', () => {
    const scores = [score('1', '1', 90), score('2', '1', 80), score('3', '1', 70)];
    const observed = acknowledged(ready(input([item('1')], scores)));
    const changed = [score('1', '1', 90), score('2', '1', 81), score('3', '1', 70)];
    const entry = ready(input([item('1')], changed, { observed }));
    expect(entry.results.map(({ payload }) => payload.score)).toEqual([81]);
    expect(entry.unchanged).toBe(2);
  });

  it('cleared in Schoology after they were sent are reported, not sent', () => {
    const observed = acknowledged(ready(input([item('1')], [score('1', '1', 90)])));
    const entry = ready(input([item('1')], [score('1', '1', null)], { observed }));
    expect([entry.results, entry.cleared]).toEqual([[], 1]);
  });
});

describe('an item that is not included', () => {
  it('gives nothing that could be sent', () => {
    const flags = new Map([['1', { include: false }]]);
    expect(only(input([item('1')], [score('1', '1', 90)], { flags }))).toEqual({
      kind: 'opted-out',
      item: item('1'),
    });
  });

  it('is one without a flag where the district chose so', () => {
    expect(only(input([item('1')], [], { defaultInclude: false })).kind).toBe('opted-out');
    const flags = new Map([['1', { include: true }]]);
    expect(only(input([item('1')], [], { defaultInclude: false, flags })).kind).toBe('ready');
  });

  it('waits while its opt-out is on the way to Schoology', () => {
    const entry = only(input([item('1')], [], { unconfirmed: new Set(['1']) }));
    expect(entry).toMatchObject({ kind: 'problem', reason: { code: 'CHOICE_UNCONFIRMED' } });
  });
});

describe('what cannot be sent says why', () => {
  const long = 'x'.repeat(61);
  const cases: [string, Partial<GradedItem>, string, string][] = [
    ['no category', { categoryId: null }, 'skipped', 'NOT_GRADED'],
    ['unpublished', { published: false }, 'skipped', 'NOT_PUBLISHED'],
    ['left out of the grade', { countsInGrade: false }, 'skipped', 'NOT_IN_GRADE'],
    ['a category that is not matched', { categoryId: '70002' }, 'problem', 'CATEGORY_UNMAPPED'],
    ['an empty title', { title: '' }, 'problem', 'TITLE_EMPTY'],
    ['a title over the limit', { title: long }, 'problem', 'TITLE_TOO_LONG'],
    ['zero points', { points: 0 }, 'problem', 'POINTS_ZERO'],
    ['no points', { points: null }, 'problem', 'POINTS_MISSING'],
    ['no due date', { due: null }, 'problem', 'DUE_DATE_MISSING'],
    [
      'a due date that cannot be read',
      { due: { unreadable: 'soon' } },
      'problem',
      'DUE_DATE_UNREADABLE',
    ],
    [
      'a due date in the holidays',
      { due: { at: '2026-10-17T12:00:00Z', day: '2027-01-01' } },
      'problem',
      'PERIOD_UNKNOWN',
    ],
  ];
  it.each(cases)('%s', (_, more, kind, code) => {
    expect(only(input([item('1', more)], []))).toMatchObject({ kind, reason: { code } });
  });

  it('a section without a class', () => {
    const entry = only(input([item('1')], [], { link: null }));
    expect(entry).toMatchObject({ kind: 'problem', reason: { code: 'SECTION_NOT_LINKED' } });
  });

  it('a title of exactly the limit is fine, counted in characters', () => {
    expect(only(input([item('1', { title: '🧪'.repeat(60) })], [])).kind).toBe('ready');
  });

  it('the grading period is that of the teacher’s day, not of the day in UTC', () => {
    const due = { at: '2026-10-17T03:59:00.000Z', day: '2026-10-16' };
    expect(ready(input([item('1', { due })], [])).lineItem.gradingPeriodId).toBe('gp-1');
  });
});

it('plans items in Schoology’s order and each by itself', () => {
  const items = [item('2'), item('1', { categoryId: null }), item('3')];
  expect(plan(input(items, [])).map((entry) => [entry.item.itemId, entry.kind])).toEqual([
    ['2', 'ready'],
    ['1', 'skipped'],
    ['3', 'ready'],
  ]);
  expect(members).toHaveLength(6);
});
