import { describe, expect, it } from 'vitest';
import { LmsError } from '../../../lib/lms/lms-error.ts';
import { listSections, readSection } from '../../../lib/lms/schoology-client.ts';
import { createFeed } from '../../../lib/lms/schoology-feed.ts';

const origin = 'https://district.schoology.com';
const section = { origin, sectionId: '10000001', title: 'Algebra 1: Section 2' };

const page = `<script><!--//--><![CDATA[//><!--
jQuery.extend(Drupal.settings, {"basePath":"/","note":"a } in \\"text\\"","s_common":{"language":"en","timezone":"America/New_York","user":{"uid":30000001,"school_nid":"20000001"}}});
//--><!]]></script>`;

const item = (title: string, more: object = {}) => ({
  title,
  status: 1,
  max_points: '100',
  grading_category_id: '70001',
  grading_period_id: '90002',
  due_date_text: 'Nov 30, 2026 at 11:59 pm',
  ...more,
});

const header = (items: object) => ({
  response_code: 200,
  body: {
    uids: ['31000001', 'sample_1'],
    grading_period: { id: '90002', title: 'Q2: 10/19/26 - 12/18/26' },
    grading_periods: [
      { id: '90001', title: 'Q1: 8/17/26 - 10/16/26' },
      { id: 90002, title: 'Q2: 10/19/26 - 12/18/26' },
    ],
    grading_categories: [
      { id: 'all', title: 'All' },
      { id: 'summary', title: 'Summary' },
      { id: 70001, title: 'Homework' },
    ],
    grade_item_data: items,
  },
});

const member = (id: string, more: object) => ({
  id,
  uid: '0',
  type: '2',
  status: '1',
  school_uid: '',
  name_first: 'Avery',
  name_last: 'Example',
  name: '<a href="/user/1">Avery Example</a>',
  ...more,
});

const answers: Record<string, unknown> = {
  '/courses': page,
  '/iapi2/site-navigation/courses?includeAll=1': {
    data: {
      courses: [{ nid: 10000001, courseTitle: 'Algebra 1', sectionTitle: 'Section 2', weight: 0 }],
    },
  },
  '/iapi/enrollment/member_enrollments/course/10000001': {
    body: {
      '41': member('41', { uid: '31000001', school_uid: '1_5001' }),
      '42': member('42', { uid: '31000002', school_uid: '1_5002', status: '0' }),
      '43': member('43', { uid: '30000001', type: '1', school_uid: 'T-9' }),
    },
  },
  '/iapi/grades/grader_header_data/10000001': header({
    '50000001': item('  Lab <b>4</b> '),
    'gp-90002': item('Q2'),
  }),
  '/iapi/grades/grader_header_data/10000001/90001': header({
    '50000002': item('Old quiz', {
      status: 2,
      max_points: 8.5,
      has_assessment: 1,
      due_date_text: '',
    }),
    '50000003': item('Survey', {
      grading_category_id: 0,
      grading_period_id: null,
      max_points: null,
      is_discussion: true,
    }),
  }),
  '/iapi/grades/grader_grade_data/10000001/all?uids=31000001&grade_item_nids=50000001%2C50000002%2C50000003':
    {
      body: {
        grades: {
          '31000001': {
            '50000001': { uid: 31000001, grade_item_nid: 50000001, grade: '92.5', exception: 0 },
            '50000002': { uid: '31000001', grade_item_nid: '50000002', grade: null, exception: 3 },
            '50000003': { uid: '31000001', grade_item_nid: '50000003', submission: 'drop' },
          },
        },
      },
    },
};

const feedOf = (replies: Record<string, unknown>) =>
  createFeed(origin, async (input) => {
    const { pathname, search } = new URL(String(input));
    const body = replies[pathname + search];
    if (body instanceof Response) return body;
    if (body === undefined) return new Response('no such path', { status: 404 });
    return new Response(typeof body === 'string' ? body : JSON.stringify(body));
  });

describe('listSections', () => {
  it('names a section by course and section title', async () => {
    expect(await listSections(feedOf(answers))).toEqual([section]);
  });
});

describe('readSection', () => {
  it('reads the items of every grading period', async () => {
    const { items } = await readSection(feedOf(answers), section);
    const key = { origin, sectionId: '10000001' };
    const due = { at: '2026-12-01T04:59:00.000Z', day: '2026-11-30' };
    expect(items).toEqual([
      {
        ...key,
        itemId: '50000001',
        title: 'Lab <b>4</b>',
        kind: 'assignment',
        categoryId: '70001',
        periodId: '90002',
        due,
        points: 100,
        published: true,
        countsInGrade: true,
      },
      {
        ...key,
        itemId: '50000002',
        title: 'Old quiz',
        kind: 'assessment',
        categoryId: '70001',
        periodId: '90002',
        due: null,
        points: 8.5,
        published: false,
        countsInGrade: true,
      },
      {
        ...key,
        itemId: '50000003',
        title: 'Survey',
        kind: 'discussion',
        categoryId: null,
        periodId: null,
        due,
        points: null,
        published: true,
        countsInGrade: true,
      },
    ]);
  });

  it('reads scores and exceptions in points; nothing graded is null', async () => {
    const { scores } = await readSection(feedOf(answers), section);
    expect(scores).toEqual([
      { uid: '31000001', itemId: '50000001', points: 92.5, exception: null },
      { uid: '31000001', itemId: '50000002', points: null, exception: 'missing' },
      { uid: '31000001', itemId: '50000003', points: null, exception: null, submitted: true },
    ]);
  });

  it('keeps apart what is no points: letters, marks nobody knows, work handed in', async () => {
    const path = Object.keys(answers).find((name) => name.includes('grader_grade_data')) ?? '';
    const cell = (nid: string, more: object) => ({
      [nid]: { uid: '31000001', grade_item_nid: nid, ...more },
    });
    const grades = {
      ...cell('50000001', { grade: 'B+', exception: 0 }),
      ...cell('50000002', { grade: null, exception: 7 }),
      ...cell('50000003', { grade: '3.5', submission: 'assessment' }),
    };
    const replies = { ...answers, [path]: { body: { grades: { '31000001': grades } } } };
    const { scores } = await readSection(feedOf(replies), section);
    const base = { uid: '31000001', points: null, exception: null };
    expect(scores).toEqual([
      { ...base, itemId: '50000001', notNumeric: true },
      { ...base, itemId: '50000002', exception: 'other' },
      { ...base, itemId: '50000003', points: 3.5, submitted: true },
    ]);
  });

  it('knows the scale of an item, and its factor where the feed tells it', async () => {
    const header1 = header({
      '50000001': item('Letters', {
        grading_scale_id: '4001',
        scale_title: 'A to F',
        factor: '2.00',
      }),
      '50000002': item('Points', { grading_scale_id: 0, scale_title: '' }),
      '50000003': item('Rubric', { grading_scale_id: 'r' }),
    });
    const replies: Record<string, unknown> = { ...answers };
    for (const path of Object.keys(answers)) {
      if (path.includes('grader_header_data')) replies[path] = header1;
    }
    const { items } = await readSection(feedOf(replies), section);
    expect(items.map(({ scale, factor }) => [scale, factor])).toEqual([
      ['A to F', 2],
      [undefined, undefined],
      ['r', undefined],
    ]);
  });

  it('tells teachers, students and the dropped apart, and leaves pseudo categories out', async () => {
    const { members, categories } = await readSection(feedOf(answers), section);
    expect(
      members.map(({ uid, role, active, schoolUid }) => [uid, role, active, schoolUid]),
    ).toEqual([
      ['31000001', 'student', true, '1_5001'],
      ['31000002', 'student', false, '1_5002'],
      ['30000001', 'teacher', true, 'T-9'],
    ]);
    expect(categories).toEqual([{ id: '70001', title: 'Homework' }]);
  });

  it('takes the empty list that PHP writes for an empty map', async () => {
    const empty = { ...answers };
    for (const path of Object.keys(answers)) {
      if (path.includes('grader_header_data')) empty[path] = header([]);
    }
    const { items, scores } = await readSection(feedOf(empty), section);
    expect([items, scores]).toEqual([[], []]);
  });
});

describe('what goes wrong has a name', () => {
  const roster = '/iapi/enrollment/member_enrollments/course/10000001';
  const cases: [string, unknown, string][] = [
    ['a redirect to the login page', new Response(null, { status: 302 }), 'signed-out'],
    ['status 401', new Response('', { status: 401 }), 'signed-out'],
    ['an empty body with status 200', '', 'signed-out'],
    ['the login page with status 200', '<!doctype html><form action="/login">', 'login-page'],
    ['429 without Retry-After', new Response('', { status: 429 }), 'busy'],
    ['403', new Response('', { status: 403 }), 'forbidden'],
    ['500', new Response('', { status: 500 }), 'down'],
    ['a renamed field', { payload: {} }, 'layout-changed'],
    ['something that is not JSON', 'null and void', 'layout-changed'],
    ['a list where people should be', { body: [1, 2] }, 'layout-changed'],
  ];
  it.each(cases)('%s', async (_, answer, problem) => {
    const failed = await readSection(feedOf({ ...answers, [roster]: answer }), section).catch(
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(LmsError);
    expect(failed).toMatchObject({ problem, where: 'roster' });
  });

  it('a page of the signed-out user is not an account', async () => {
    const html = '<form><input type="password"></form>';
    const failed = readSection(feedOf({ ...answers, '/courses': html }), section);
    await expect(failed).rejects.toMatchObject({ problem: 'login-page', where: 'account' });
  });
});
