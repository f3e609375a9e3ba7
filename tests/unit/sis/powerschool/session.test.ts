// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { SisClient } from '../../../../lib/sis/sis-client.ts';
import { matchCategories, matchStudents } from '../../../../lib/sync/link/match.ts';
import { powerSchoolServer } from '../../sandbox/powerschool-server.ts';
import { refused } from '../fake-sis.ts';
import { lineItem, memoryIds, powerClient } from './power-client.ts';

const server = powerSchoolServer();
let sis: SisClient;

beforeEach(() => {
  sis = powerClient(server, memoryIds().ids);
});

const student = (uid: string, schoolUid: string) =>
  ({ uid, schoolUid, enrollmentId: uid, role: 'student', active: true, name: '' }) as const;

describe('a signed-in teacher', () => {
  it('sees the sections of this year, with their term bins', async () => {
    const [teacher] = await sis.findTeachers('whoever');
    expect(teacher).toEqual({ id: 'rteachwell', identifiers: [], name: '' });
    expect(await sis.listClassesOfTeacher('rteachwell')).toEqual([
      { id: '4711', title: 'Algebra 1 2(A) S1', schoolId: '', termIds: ['4711'] },
      { id: '4712', title: 'Geometry 3(A) S1', schoolId: '', termIds: ['4712'] },
    ]);
    expect(await sis.listGradingPeriods('4711')).toEqual([
      { id: 'Q1', title: 'Q1', startDate: '2026-08-17', endDate: '2026-10-16' },
      { id: 'Q2', title: 'Q2', startDate: '2026-10-19', endDate: '2026-12-18' },
    ]);
    expect(await sis.findTerm('4711')).toEqual({
      id: '4711',
      title: 'Q1 – Q2',
      startDate: '2026-08-17',
      endDate: '2026-12-18',
    });
  });

  it('is offered the categories that are active in the section', async () => {
    const categories = await sis.listCategories('4711');
    expect(categories.map(({ title }) => title)).toEqual(['Homework', 'Tests']);
    expect(matchCategories([{ id: '7', title: 'homework' }], categories)).toEqual({ 7: '501' });
  });

  it('reads the district’s ids in the one form that fits the roster, and never one for another', async () => {
    // The number of one student is the DCID of another.
    const [first] = server.power.state.students;
    if (first) first.studentnumber = '9002';
    const users = await sis.listStudents('4711');
    const byDcid = [student('a', '1_9002'), student('b', '1_9001'), student('c', '9002')];
    expect(matchStudents(byDcid, users)).toEqual({
      students: { a: 'dcid:9002', b: 'dcid:9001' },
      unmatched: ['c'],
    });
    const byNumber = [student('a', 'S-2'), student('b', '9002'), student('c', '1_9003')];
    expect(matchStudents(byNumber, users)).toEqual({
      students: { a: 'dcid:9002', b: 'dcid:9001' },
      unmatched: ['c'],
    });
  });
});

describe('a session that is over', () => {
  it.each(['login-page', 'redirect', 'unauthorized'] as const)(
    '(%s) stops the run',
    async (how) => {
      server.power.signedOut = how;
      const error = { code: 'SIS_SIGNED_OUT', scope: 'run' };
      expect(await refused(sis.listStudents('4711'))).toMatchObject(error);
      expect(await refused(sis.putLineItem(lineItem))).toMatchObject(error);
      expect(server.power.state.assignments.size).toBe(0);
    },
  );

  it('may be said with 403: the probe tells it from what is not allowed', async () => {
    const match = /xte\/student/;
    const forbidden = { method: 'GET', match, mode: 'before', status: 403 } as const;
    server.power.faults.push({ ...forbidden, body: { message: 'Forbidden' } });
    expect(await refused(sis.listStudents('4711'))).toMatchObject({
      code: 'NO_PERMISSION',
      scope: 'item',
    });
    server.power.faults.push({ ...forbidden, body: { message: 'Forbidden' } });
    const probe = { method: 'GET', match: /me\/session/, mode: 'before', status: 401 } as const;
    server.power.faults.push(probe);
    expect(await refused(sis.listStudents('4711'))).toMatchObject({ code: 'SIS_SIGNED_OUT' });
  });
});

describe('a refusal', () => {
  it.each([
    [403, 'User does not teach section 4711 with access EDIT', 'NOT_YOUR_SECTION', 'item'],
    [403, 'No access to field assignment.createdbyplugin', 'NO_PERMISSION', 'item'],
    [403, 'Too many requests', 'RATE_LIMITED', 'run'],
    [429, 'Slow down', 'RATE_LIMITED', 'run'],
    [400, 'Bad', 'REJECTED', 'item'],
    [404, 'Not found', 'CLASS_GONE', 'item'],
    [503, 'Later', 'SIS_DOWN', 'run'],
  ] as const)('%i "%s" is %s', async (status, message, code, scope) => {
    for (let n = 0; n < 3; n++) {
      const fault = { method: 'GET', match: /xte\/student/, mode: 'before', status } as const;
      server.power.faults.push({ ...fault, body: { message } });
    }
    expect(await refused(sis.listStudents('4711'))).toMatchObject({ code, scope, status });
  });

  it('that asks for time gets it', async () => {
    const headers = { 'retry-after': '60' };
    const fault = { method: 'POST', match: /calculations/, mode: 'before', status: 429 } as const;
    server.power.faults.push({ ...fault, headers });
    expect(await refused(sis.listGradingPeriods('4711'))).toMatchObject({
      code: 'RATE_LIMITED',
      notBefore: Date.UTC(2026, 10, 24, 9, 1),
    });
  });

  it('of what is asked once for all is asked again', async () => {
    const match = /default_resources/;
    server.power.faults.push({ method: 'GET', match, mode: 'before', status: 429 });
    await refused(sis.listCategories('4711'));
    expect(await sis.listCategories('4711')).toHaveLength(2);
  });

  it('page with 404 is no word of PowerSchool’s', async () => {
    const fault = { method: 'GET', match: /xte\/student/, mode: 'before', status: 404 } as const;
    server.power.faults.push({ ...fault, body: '<html>Not here</html>' });
    expect(await refused(sis.listStudents('4711'))).toMatchObject({ code: 'NOT_THE_SIS' });
  });
});
