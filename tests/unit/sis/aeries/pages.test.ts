// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { aeriesServer } from '../../sandbox/aeries-server.ts';
import { aeriesClient, lineItem, memoryNumbers, result } from './aeries-client.ts';

// aeries.md 2, 3: what is read, and what a page that is not the one asked for means.
const server = aeriesServer();
let kept = memoryNumbers();
beforeEach(() => {
  kept = memoryNumbers();
});
const client = () => aeriesClient(server.ask, kept.numbers);
const page = (body: string) =>
  server.aeries.faults.push({ method: 'GET', match: /./, mode: 'before', status: 200, body });

describe('what the portal shows', () => {
  it('is gradebooks, students by their permanent id, categories by type, and the gradebook’s own term', async () => {
    expect(await client().listClassesOfTeacher('signed-in')).toMatchObject([
      { id: '4711/F', title: '2 - Algebra 1', termIds: ['4711/F'] },
      { id: '4712/F', title: '3 - Algebra 1' },
    ]);
    const students = await client().listStudents('4711/F');
    expect(students.map(({ id }) => id)).toEqual(['stu:9001', 'stu:9002', 'stu:9003']);
    expect(await client().listCategories('4711/F')).toEqual([
      { id: 'HW/F', title: 'Homework (Formative)' },
      { id: 'HW/S', title: 'Homework (Summative)' },
      { id: 'QZ/F', title: 'Quizzes (Formative)' },
      { id: 'QZ/S', title: 'Quizzes (Summative)' },
    ]);
    expect(await client().listGradingPeriods('4711/F')).toEqual([
      { id: 'F', title: 'Fall', startDate: '2025-12-18', endDate: '2026-12-18' },
    ]);
    const [own] = server.aeries.gradebooks;
    Object.assign(own ?? {}, { term: 'S' });
    expect(await client().listGradingPeriods('4711/S')).toEqual([
      { id: 'S', title: 'Spring', startDate: '2026-12-19', endDate: '2027-06-04' },
    ]);
  });

  it('is the same wherever the district serves it', async () => {
    server.aeries.application = '/Aeries.Net';
    expect(await client().listClassesOfTeacher('signed-in')).toHaveLength(2);
    await client().putLineItem(lineItem);
    expect(await client().putResults?.([result(9001, 5)])).toEqual(['done']);
  });

  it('is read back with our ids, blanks and N/A left out', async () => {
    await client().putLineItem(lineItem);
    const [own] = server.aeries.gradebooks;
    own?.marks.set('1:11', 'MI').set('1:12', '7.5');
    own?.notApplicable.add('1:13');
    expect(await client().listResults('4711/F')).toEqual([
      expect.objectContaining({
        lineItemId: 'line-item-1',
        studentId: 'stu:9001',
        missing: true,
        score: null,
      }),
      expect.objectContaining({
        lineItemId: 'line-item-1',
        studentId: 'stu:9002',
        missing: false,
        score: 7.5,
      }),
    ]);
  });
});

describe('a page that is not the one asked for', () => {
  it('is signed out where it leads to the sign-in page, or is one', async () => {
    server.aeries.session = '';
    const signedOut = { code: 'SIS_SIGNED_OUT', scope: 'run' };
    await expect(client().listStudents('4711/F')).rejects.toMatchObject(signedOut);
    server.aeries.signsInAt = 'https://sso.district.example/signin';
    await expect(client().listStudents('4711/F')).rejects.toMatchObject(signedOut);
    server.aeries.session = 's-1';
    page('<form><input name="Username_Aeries"><input name="Password_Aeries"></form>');
    await expect(client().listStudents('4711/F')).rejects.toMatchObject(signedOut);
  });

  it.each([
    ['without the tables', '<h1>Gradebook</h1>'],
    [
      'with a student who has no number',
      '<table class="students"><tr class="row" data-stuid="1"></tr></table><table class="assignment-header"></table>',
    ],
    [
      'with an assignment without points',
      '<table class="students"></table><table class="assignment-header"><tr><th class="scores-by-class-override" data-an="1"><table><tr data-assignment-desc="1 - A"><td>Category:</td><td>HW</td></tr></table></th></tr></table>',
    ],
  ])('%s is not understood: never an empty gradebook', async (_, body) => {
    page(body);
    await expect(client().putLineItem(lineItem)).rejects.toMatchObject({
      code: 'SIS_LAYOUT_CHANGED',
      scope: 'run',
    });
    expect(server.paths('POST')).toEqual([]);
    expect(kept.rows.size).toBe(0);
  });

  it('is not written from when the session shows another gradebook', async () => {
    await client().listStudents('4712/F');
    server.aeries.stuck = true;
    await expect(client().putLineItem(lineItem)).rejects.toMatchObject({
      code: 'SIS_LAYOUT_CHANGED',
      detail: 'another page came back',
    });
  });

  it('is no page at all while no tab of Aeries is open', async () => {
    server.tab = false;
    await expect(client().listClassesOfTeacher('')).rejects.toMatchObject({
      code: 'SIS_TAB_MISSING',
      scope: 'run',
    });
  });

  it.each([
    ['nothing', undefined],
    ['another shape', { kind: 'page', page: { students: 'all' } }],
    [
      'a mark that is no text',
      { kind: 'page', page: { students: [], assignments: [], marks: [{ mark: 1 }] } },
    ],
  ])('is not believed when the tab answers with %s', async (_, answer) => {
    const asked = aeriesClient(async () => answer ?? {}, kept.numbers);
    await expect(asked.listStudents('4711/F')).rejects.toMatchObject({
      code: 'SIS_LAYOUT_CHANGED',
    });
  });
});

it('asks one thing at a time, however many calls are made at once', async () => {
  let under = 0;
  let most = 0;
  const counting = aeriesClient(async (request) => {
    most = Math.max(most, ++under);
    const answer = await server.ask(request);
    under--;
    return answer;
  }, kept.numbers);
  await Promise.all([
    counting.putLineItem(lineItem),
    counting.putLineItem({
      ...lineItem,
      sourcedId: 'line-item-2',
      title: 'Lab',
      classId: '4712/F',
    }),
    counting.listStudents('4711/F'),
  ]);
  expect(most).toBe(1);
});
