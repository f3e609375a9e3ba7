// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { longTitle } from '../../sandbox/schoology/data/algebra.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { loopback } from './loopback-request.ts';
import { signIn, type Teacher } from './teacher.ts';

let sandbox: Sandbox;
let teacher: Teacher;

beforeEach(async () => {
  sandbox = await startSandbox();
  teacher = await signIn(sandbox.lms);
});
afterEach(() => sandbox.close());

const header = '/iapi/grades/grader_header_data/10000001';
const cells = '/iapi/grades/grader_grade_data/10000001/all';

describe('the course lists', () => {
  it('name the sections the teacher has', async () => {
    expect(await teacher.json('/iapi2/site-navigation/courses?includeAll=1')).toMatchObject({
      data: {
        courses: [
          {
            nid: 10000001,
            courseNid: 11000001,
            courseTitle: 'Algebra 1',
            sectionTitle: 'Section 2',
          },
          { nid: 10000002, courseTitle: 'Biology' },
          { nid: 10000003, courseTitle: 'World History' },
        ],
      },
    });
    const coTeacher = await signIn(sandbox.lms, { uid: '30000002' });
    expect(await coTeacher.json('/iapi/course/active')).toMatchObject({
      response_code: 200,
      body: { courses: { sections: [{ nid: '10000003' }] }, permissions: {} },
    });
  });
});

describe('member_enrollments', () => {
  it('tells everyone by enrollment id, in strings, the dropped student too', async () => {
    const answer = await teacher.json('/iapi/enrollment/member_enrollments/course/10000001');
    const members = Object.entries(Object(answer).body);

    expect(members).toHaveLength(10); // one teacher, eight students, one who dropped
    expect(members.every(([id, member]) => Object(member).id === id)).toBe(true);
    expect(Object(answer).body).toMatchObject({
      '80000001': { uid: '30000001', type: '1', status: '1', school_uid: 't200001' },
      '80000006': {
        uid: '31000001',
        type: '2',
        status: '1',
        school_uid: 's100001',
        name: '<a href="/user/31000001" class="sExtlink-processed">Avery Lindqvist</a>',
      },
      '80000028': { uid: '31000013', type: '2', status: '0' },
    });
  });
});

describe('grader_header_data', () => {
  it('tells the current period and what has none', async () => {
    const body = Object(await teacher.json(header)).body;
    const { 'gp-90002': column, ...items } = body.grade_item_data;

    expect(body.grading_period).toEqual({ id: '90002', title: 'Q2: 10/19/26 - 12/18/26' });
    expect(column.id).toBe('gp-90002');
    expect(Object.keys(items)).toHaveLength(20); // 22 items, two of them in Q1
    expect(items['50000022'].grading_period_id).toBe('0');
    expect(items).not.toHaveProperty('50000019');
    expect(body.grading_categories.map((c: { id: unknown }) => c.id)).toEqual([
      'all',
      'summary',
      70001,
      70002,
      70003,
    ]);
    expect(body.uids.at(-1)).toBe('sample_1');
  });

  it('tells another period when asked', async () => {
    const body = Object(await teacher.json(`${header}/90001`)).body;

    expect(body.grade_item_nids).toEqual([50000018, 50000019, 50000022, 'gp-90001']);
  });

  it('describes an item and a cell as the real feed does', async () => {
    const body = Object(await teacher.json(header)).body;

    expect(body.grade_item_data['50000001']).toMatchObject({
      id: 50000001,
      item_nid: '50000001',
      title: 'Linear equations worksheet',
      status: 1,
      max_points: 100,
      grading_category_id: 70001,
      category_title: 'Homework',
      due_date_text: 'Nov 30, 2026 at 11:59 pm',
    });
    expect(body.grade_item_data['50000006'].status).toBe(2);
    expect(body.grade_item_data['50000005'].grading_category_id).toBe(0);
    expect(body.grade_item_data['50000007'].due_date_text).toBe('');
    expect(body.grades['31000005']['50000001']).toEqual({
      uid: '31000005',
      grade_item_nid: 50000001,
      grade: 61.5,
      exception: 0,
    });
    expect(body.grades['31000005']['50000002']).toMatchObject({ grade: null, exception: 3 });
    expect(body.grades['31000003']['50000002']).toEqual({
      uid: '31000003',
      grade_item_nid: 50000002,
    });
    expect(body.user_data['80000006']).toMatchObject({
      enrollment_id: '80000006',
      school_uid: 's100001',
    });
  });

  it('has a due date without a time, and a title of 60 characters', async () => {
    const biology = await teacher.json('/iapi/grades/grader_header_data/10000002');

    expect(Object(biology).body.grade_item_data['50000037'].due_date_text).toBe('Nov 12, 2026');
    expect(longTitle).toHaveLength(60);
  });
});

describe('grader_grade_data', () => {
  it('tells the cells asked for, of any period', async () => {
    const body = Object(
      await teacher.json(`${cells}?uids=31000001,31000002&grade_item_nids=50000019,50000014`),
    ).body;

    expect(body.grades['31000001']['50000014'].grade).toBe(110);
    expect(body.grades['31000002']['50000019'].grade).toBe(90);
    expect(body).not.toHaveProperty('grade_item_data');
  });

  it.each(['', '?uids=31000001', '?grade_item_nids=50000001'])(
    'is empty without both lists (%s)',
    async (query) => {
      expect(Object(await teacher.json(`${cells}${query}`)).body.grades).toEqual([]);
    },
  );

  it('adds the items on request', async () => {
    const query = '?uids=31000001&grade_item_nids=50000018&with_grade_item_data=1';
    const body = Object(await teacher.json(`${cells}${query}`)).body;

    expect(body.grade_item_data['50000018'].title).toBe('Q1 review packet');
  });
});

describe('the switches', () => {
  it('answer 200 with the login page when signed out', async () => {
    sandbox.lms.signOut();
    const answer = await teacher.get(header);

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.text).toContain('s-user-login-form');
    expect(await teacher.get('/course/10000001/materials')).toMatchObject({
      status: 302,
      headers: { location: '/login?destination=%2Fcourse%2F10000001%2Fmaterials' },
    });
  });

  it('answer 429 without Retry-After so many times', async () => {
    sandbox.lms.busy(1);
    const busy = await teacher.get(header);

    expect(busy.status).toBe(429);
    expect(busy.headers).not.toHaveProperty('retry-after');
    expect((await teacher.get(header)).status).toBe(200);
  });

  it('rename the body, and forbid one section', async () => {
    sandbox.lms.changeShape();
    expect(await teacher.json(header)).not.toHaveProperty('body');
    sandbox.lms.changeShape(false);
    sandbox.lms.forbid('10000001');
    expect((await teacher.get(header)).status).toBe(403);
    expect((await teacher.get('/assignment/50000001/edit')).status).toBe(403);
    expect((await teacher.get('/iapi/grades/grader_header_data/10000002')).status).toBe(200);
  });

  it('change a score, an exception and a title for the next reading', async () => {
    sandbox.lms.setScore('31000001', '50000001', 97.25);
    sandbox.lms.setException('31000002', '50000001', 'excused');
    sandbox.lms.setTitle('50000001', 'Renamed');
    const body = Object(await teacher.json(header)).body;

    expect(body.grades['31000001']['50000001'].grade).toBe(97.25);
    expect(body.grades['31000002']['50000001'].exception).toBe(1);
    expect(body.grade_item_data['50000001'].title).toBe('Renamed');
    expect(() => sandbox.lms.setTitle('59999999', 'x')).toThrow('59999999');
  });
});

describe('sessions', () => {
  it('hold for one host only, in an HttpOnly, Secure cookie', async () => {
    const answer = await loopback(sandbox.lms.loginUrl({ host: 'district.schoology.com' }));

    expect(answer.headers.location).toBe('/home');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^SESS[0-9a-f]{32}=.+HttpOnly; Secure$/);
    const district = await signIn(sandbox.lms, { host: 'district.schoology.com' });
    expect((await district.get('/home')).status).toBe(200);
  });
});
