// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { gradebookOf } from '../../sandbox/powerschool/powerschool.ts';
import { powerSchoolServer } from './powerschool-server.ts';

const server = powerSchoolServer();

async function call(method: string, path: string, body?: unknown, headers = {}) {
  const answer = await server.sendAs(headers, `${server.origin}/ws/xte/${path}`, {
    method,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}

const entry = {
  sectionsdcid: 4711,
  name: 'Quiz 3',
  duedate: '2026-11-30',
  scoretype: 'POINTS',
  scoreentrypoints: 20,
  weight: 1,
  totalpointvalue: 20,
  iscountedinfinalgrade: true,
  isscoringneeded: true,
  _assignmentcategoryassociations: [{ teachercategoryid: 501, isprimary: true }],
};
const assignment = (change: object = {}) => ({
  yearid: 36,
  _assignmentsections: [{ ...entry, ...change }],
});
const create = (change: object = {}) => call('POST', 'section/assignment', assignment(change));
const row = (assignmentsectionid: number, studentsdcid: number, entered: string) => ({
  _assignmentsection: { assignmentsectionid },
  studentsdcid,
  actualscoreentered: entered,
  actualscorekind: 'REAL_SCORE',
});
const putScores = (...rows: object[]) =>
  call('PUT', 'score?push_assignment_scores=false&status=A,I,P', { assignment_scores: rows });

/** The ids that the server gives first: 70001 to the assignment, 70002 to its place in the section. */
const first = { assignmentid: 70_001, assignmentsectionid: 70_002 };

describe('the session', () => {
  it('is the cookie’s: without it the sign-in page comes, with status 200', async () => {
    const answer = await call('GET', 'batch/default_resources', undefined, { cookie: 'x=1' });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Teacher Sign In');
    expect((await call('GET', 'user/teacher/me/session')).body).toMatchObject({
      username: 'rteachwell',
    });
  });

  it.each([
    ['redirect', 302],
    ['unauthorized', 401],
  ] as const)('that is over answers by %s too', async (how, status) => {
    server.power.signedOut = how;
    expect((await create()).status).toBe(status);
    expect(server.power.state.assignments.size).toBe(0);
  });

  it('takes writes from its own pages only', async () => {
    const path = 'section/assignment';
    const answer = await call('POST', path, assignment(), { referer: 'https://other.example/' });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('<h1>Bad Request</h1>');
  });
});

describe('an assignment', () => {
  it('is made with ids of the server’s own, and made again by the same request', async () => {
    const made = await create();
    expect([made.status, made.body]).toEqual([201, '']);
    expect(made.headers.get('location')).toMatch(/\/ws\/xte\/section\/assignment\/70001$/);
    expect(made.headers.get('assignmentsectionids')).toBe('[70002]');
    await create();
    const list = await call('GET', 'section/assignment/?section_ids=4711');
    expect(list.body.map((item: { assignmentid: number }) => item.assignmentid)).toEqual([
      70_001, 70_003,
    ]);
  });

  it.each([
    ['a section of somebody else', 403, { sectionsdcid: 9 }],
    ['no name', 409, { name: '' }],
    ['51 characters', 409, { name: 'x'.repeat(51) }],
    ['a day outside the term', 409, { duedate: '2027-03-01' }],
    ['no points', 409, { scoreentrypoints: 0, totalpointvalue: 0 }],
    [
      'a category that is not offered here',
      409,
      {
        _assignmentcategoryassociations: [{ teachercategoryid: 504, isprimary: true }],
      },
    ],
    [
      'an inactive category',
      409,
      {
        _assignmentcategoryassociations: [{ teachercategoryid: 503, isprimary: true }],
      },
    ],
  ])('with %s is refused with %i', async (_, status, change) => {
    expect((await create(change)).status).toBe(status);
    expect(server.power.state.assignments.size).toBe(0);
  });

  it('is replaced whole, and not by a body that leaves a section out', async () => {
    await create();
    const path = 'section/assignment/70001?update_scores=false';
    const { body } = await call('GET', 'section/assignment/70001');
    body._assignmentsections[0].name = 'Quiz 3b';
    expect((await call('PUT', path, body)).status).toBe(201);
    expect(Object.keys(gradebookOf(server.power))).toEqual(['Quiz 3b']);
    expect((await call('PUT', path, assignment())).status).toBe(412);
    expect((await call('GET', 'section/assignment/1')).status).toBe(404);
  });
});

describe('scores', () => {
  it('are upserts: again changes the same row', async () => {
    await create();
    const { assignmentsectionid: id } = first;
    await putScores(row(id, 9001, '17.5'), row(id, 9002, '12'));
    expect((await putScores(row(id, 9001, '18'))).status).toBe(200);
    expect(gradebookOf(server.power)).toEqual({ 'Quiz 3': { 'S-1': '18', 'S-2': '12' } });
    const found = await call('POST', 'assignment/lookup', {
      section_ids: [4711],
      student_ids: [9001],
      start_date: '2026-11-30',
      end_date: '2026-11-30',
    });
    expect(found.body[0]._assignmentsections[0]._assignmentscores).toMatchObject([
      { assignmentscoreid: 70_003, studentsdcid: 9001, actualscoreentered: '18' },
    ]);
  });

  it('are refused all, naming the students who are not on the assignment', async () => {
    await create();
    const { assignmentsectionid: id } = first;
    server.power.state.assignments.get(first.assignmentid)?.without.add(9002);
    const answer = await putScores(row(id, 9001, '17'), row(id, 9002, '12'));
    expect(answer).toMatchObject({
      status: 409,
      body: {
        errors: [
          {
            field: 'Student 9002 does not have an AssignmentStudentAssociation',
            params: { assignment_section_id: id, student_dcid: 9002 },
          },
        ],
      },
    });
    expect(gradebookOf(server.power)).toEqual({ 'Quiz 3': {} });
  });

  it('go to the assignment’s place in the section, not to the assignment', async () => {
    await create();
    expect((await putScores(row(first.assignmentid, 9001, '1'))).status).toBe(403);
    const gone = await putScores(row(5, 9001, '1'));
    expect([gone.status, gone.body.message]).toEqual([
      500,
      'Unable to find com.powerschool.AssignmentSection with id: 5',
    ]);
  });
});

describe('what a test lets go wrong', () => {
  it('happens once: refused before, or made and the answer lost', async () => {
    const match = /section\/assignment/;
    server.power.faults.push(
      {
        method: 'POST',
        match,
        mode: 'before',
        status: 403,
        body: { message: 'Too many requests' },
      },
      { method: 'POST', match, mode: 'cut-after' },
      { method: 'POST', match, mode: 'after', status: 502 },
    );
    expect((await create()).status).toBe(403);
    await expect(create()).rejects.toThrow();
    expect((await create()).status).toBe(502);
    expect(server.power.state.assignments.size).toBe(2);
    expect(server.power.requests.map(({ status }) => status)).toEqual([403, null, 502]);
  });
});
