import { describe, expect, it } from 'vitest';
import type { GradedItem, Score } from '../../../lib/model/graded-item.ts';
import type { ItemRow } from '../../../lib/model/panel-view.ts';
import { needsAttention, rowTone, type Tone } from '../../../lib/model/row-tone.ts';
import { syncStatus } from '../../../lib/model/sync-status.ts';
import { noSettings } from '../../../lib/model/teacher-settings.ts';
import { refusal } from '../../../lib/sis/oneroster/refusal.ts';
import { refusal as powerSchoolRefusal } from '../../../lib/sis/powerschool/refusal.ts';
import { type Profile, profileOf } from '../../../lib/sis/profile.ts';
import type { LinkRecord } from '../../../lib/storage/records.ts';
import { plan } from '../../../lib/sync/plan/plan.ts';
import { toPlanned } from '../../../lib/sync/plan/planned.ts';
import { item, link, score, snapshot } from './course.ts';

const day = (text: string) => ({ due: { at: `${text}T20:00:00.000Z`, day: text } });
const semester = { id: 't', title: 'Semester 1', startDate: '2026-08-17', endDate: '2026-12-18' };
const linked: LinkRecord = { ...link, terms: [semester] };
/** Without the semester among the periods: nothing covers the weekend between the quarters. */
const between: LinkRecord = { ...linked, periods: link.periods.slice(0, 2) };
const skyward = profileOf('skyward', '1.1');

type Given = {
  item?: Partial<GradedItem>;
  scores?: Score[];
  link?: LinkRecord | null;
  profile?: Profile;
};

/** What an item says before its first sync, and after everything of it was acknowledged. */
function judged({ item: more = {}, scores = [], link = linked, profile }: Given) {
  const [entry] = plan({
    snapshot: snapshot([item('1', more)], scores),
    flags: new Map(),
    defaultInclude: true,
    unconfirmed: new Set(),
    toReview: new Set(),
    link,
    observed: new Map(),
    profile: profile ?? profileOf('oneroster', '1.2'),
    settings: noSettings,
    fingerprint: (value) => JSON.stringify(value),
  });
  if (!entry) throw new Error('nothing planned');
  const planned = toPlanned(entry);
  const facts = { include: true, scoresSent: 0, failure: null, running: false };
  const before = syncStatus({ ...facts, planned, lastSuccessAt: null });
  const after = syncStatus({ ...facts, planned: { ...planned, changes: 0 }, lastSuccessAt: 1 });
  return { entry, before: before as ItemRow, after: after as ItemRow };
}

describe('what is checked before anything is sent', () => {
  const cases: [what: string, given: Given, code: string, tone: Tone][] = [
    ['no category', { item: { categoryId: null } }, 'NOT_GRADED', 'quiet'],
    ['not published', { item: { published: false } }, 'NOT_PUBLISHED', 'quiet'],
    ['left out of the grade', { item: { countsInGrade: false } }, 'NOT_IN_GRADE', 'quiet'],
    ['no SIS class', { link: null }, 'SECTION_NOT_LINKED', 'warn'],
    ['a category without its like', { item: { categoryId: '70002' } }, 'CATEGORY_UNMAPPED', 'warn'],
    ['no title', { item: { title: '' } }, 'TITLE_EMPTY', 'warn'],
    [
      'a title too long',
      { item: { title: 'x'.repeat(50) }, profile: skyward },
      'TITLE_TOO_LONG',
      'warn',
    ],
    ['no points', { item: { points: null } }, 'POINTS_MISSING', 'warn'],
    ['0 points', { item: { points: 0 } }, 'POINTS_ZERO', 'warn'],
    ['half a point', { item: { points: 10.5 }, profile: skyward }, 'POINTS_NOT_WHOLE', 'warn'],
    ['no due date', { item: { due: null } }, 'DUE_DATE_MISSING', 'warn'],
    [
      'a due date in doubt',
      { item: { due: { unreadable: 'soon' } } },
      'DUE_DATE_UNREADABLE',
      'warn',
    ],
    ['the day before the term', { item: day('2026-08-16') }, 'DUE_DATE_OUTSIDE_TERM', 'warn'],
    ['the day after the term', { item: day('2026-12-19') }, 'DUE_DATE_OUTSIDE_TERM', 'warn'],
    [
      'a day between two periods',
      { link: between, item: day('2026-10-17') },
      'PERIOD_UNKNOWN',
      'warn',
    ],
  ];
  it.each(cases)('%s holds the item back, and says so in its tone', (_, given, code, tone) => {
    const { entry, before } = judged(given);
    expect(entry.kind).not.toBe('ready');
    expect([before.status, before.reason?.code, rowTone(before)]).toEqual(['pending', code, tone]);
  });

  it('the first and the last day of the term are in it', () => {
    for (const text of ['2026-08-17', '2026-12-18']) {
      expect(judged({ item: day(text) }).entry.kind).toBe('ready');
    }
  });

  it('a due date outside the term is told with the term and its dates', () => {
    expect(judged({ item: day('2026-12-28') }).before.reason?.params).toEqual({
      date: '2026-12-28',
      term: 'Semester 1',
      from: '2026-08-17',
      to: '2026-12-18',
    });
  });

  it('a term whose dates the SIS does not tell holds nothing back', () => {
    const { terms: _, ...unasked } = { ...linked, periods: [] };
    for (const untold of [unasked, { ...unasked, terms: [] }]) {
      expect(judged({ item: day('2027-03-01'), link: untold }).entry.kind).toBe('ready');
    }
  });

  it('a class of two terms runs in either', () => {
    const spring = { id: 'u', title: 'Semester 2', startDate: '2027-01-04', endDate: '2027-05-28' };
    const both = { ...linked, periods: [], termIds: ['t', 'u'], terms: [semester, spring] };
    expect(judged({ item: day('2027-03-01'), link: both }).entry.kind).toBe('ready');
    expect(judged({ item: day('2026-12-28'), link: both }).before.reason?.params).toMatchObject({
      term: 'Semester 1, Semester 2',
      from: '2026-08-17',
      to: '2027-05-28',
    });
  });
});

describe('what is sent all the same is only remarked on', () => {
  const { 3: _, ...two } = link.students;
  const cases: [what: string, given: Given, code: string, params: object, attention: boolean][] = [
    ['a factor', { item: { factor: 2 } }, 'FACTOR_NOT_ONE', { factor: 2 }, false],
    [
      'a letter grade',
      { item: { scale: 'Letters' }, scores: [{ ...score('1', '1', null), notNumeric: true }] },
      'SCORE_NOT_NUMERIC',
      { n: 1 },
      true,
    ],
    [
      'a mark nobody knows',
      { scores: [{ ...score('1', '1', null), exception: 'other' }] },
      'SPECIAL_NOT_SENT',
      { n: 1 },
      true,
    ],
    [
      'a Missing without words',
      { scores: [{ ...score('1', '1', null), exception: 'missing' }], profile: skyward },
      'SPECIAL_NOT_SENT',
      { n: 1 },
      true,
    ],
  ];
  it.each(cases)('%s', (_, given, code, params, attention) => {
    const { entry, before, after } = judged(given);
    expect(entry).toMatchObject({ kind: 'ready', results: [], putLineItem: true });
    expect([before.status, before.reason?.code]).toEqual(['pending', 'NOT_YET_SYNCED']);
    expect([after.status, after.reason, rowTone(after)]).toEqual([
      'synced',
      { code, params },
      'warn',
    ]);
    expect(needsAttention(after)).toBe(attention);
  });

  it('a student whom the SIS does not know keeps the item from being Synced; the others go', () => {
    const scores = [score('1', '1', 90), score('3', '1', 80)];
    const { entry, after } = judged({ scores, link: { ...linked, students: two } });
    expect(entry).toMatchObject({ results: [{ payload: { studentId: 'stu-1' } }] });
    expect([after.status, after.reason]).toEqual([
      'pending',
      { code: 'STUDENT_NOT_LINKED', params: { n: 1 } },
    ]);
  });

  it('a factor of 1, or one that Schoology does not tell, is no remark', () => {
    for (const more of [{ factor: 1 }, {}]) {
      expect(judged({ item: more }).after.reason).toBeNull();
    }
  });

  it('several remarks are all kept, the weightiest first', () => {
    const scores: Score[] = [
      { ...score('1', '1', null), exception: 'other' },
      { ...score('2', '1', null), notNumeric: true },
    ];
    expect(toPlanned(judged({ item: { factor: 0.5 }, scores }).entry).remarks).toEqual([
      { code: 'SCORE_NOT_NUMERIC', params: { n: 1 } },
      { code: 'SPECIAL_NOT_SENT', params: { n: 1 } },
      { code: 'FACTOR_NOT_ONE', params: { factor: 0.5 } },
    ]);
  });
});

describe('where it lands', () => {
  it('is known of an item that goes', () => {
    expect(toPlanned(judged({}).entry).landing).toEqual({
      classTitle: 'Algebra 1: Section 2',
      categoryTitle: 'Homework',
      periodTitle: 'Q2',
      dueDay: '2026-11-30',
    });
  });

  it('is known as far as it goes of one that waits', () => {
    const waiting = { categoryId: '70002', due: null };
    expect(toPlanned(judged({ item: waiting }).entry).landing).toEqual({
      classTitle: 'Algebra 1: Section 2',
      categoryTitle: null,
      periodTitle: null,
      dueDay: null,
    });
  });
});

describe('a closed grading period', () => {
  const said = (status: number, imsx_description: string) => ({
    status,
    headers: new Headers(),
    body: { imsx_description },
  });

  it.each([
    [422, 'The grading period is closed'],
    [409, 'Reporting term Q1 is locked'],
    [400, 'Due date is not in an open window: window not open'],
    [412, 'Locked grading period'],
  ])('is named where the SIS says so: %s %s', (status, words) => {
    expect(refusal(said(status, words), 'result', 0)).toMatchObject({
      code: 'PERIOD_CLOSED',
      scope: 'item',
    });
  });

  it('is not read out of other refusals', () => {
    expect(refusal(said(409, 'The assignment is locked'), 'line-item', 0).code).toBe('CONFLICT');
    expect(refusal(said(422, 'no such grading period'), 'line-item', 0).code).toBe('REJECTED');
  });

  it('is named by PowerSchool too', () => {
    const answer = {
      status: 409,
      headers: new Headers(),
      body: { message: 'The reporting term is locked' },
    };
    expect(powerSchoolRefusal(answer, 'assignment', 0).code).toBe('PERIOD_CLOSED');
  });
});
