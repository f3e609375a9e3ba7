// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { type SisClient, SisError } from '../../../../lib/sis/sis-client.ts';
import { gradebookOf } from '../../../sandbox/powerschool/powerschool.ts';
import { powerSchoolServer } from '../../sandbox/powerschool-server.ts';
import { refused } from '../fake-sis.ts';
import { lineItem, memoryIds, powerClient, result } from './power-client.ts';

const server = powerSchoolServer();
let memory: ReturnType<typeof memoryIds>;
let sis: SisClient;

beforeEach(async () => {
  memory = memoryIds();
  sis = powerClient(server, memory.ids);
  await sis.putLineItem(lineItem);
  server.power.requests.length = 0;
});

const put = async (...results: ReturnType<typeof result>[]) => {
  const outcomes = (await sis.putResults?.(results)) ?? [];
  return outcomes.map((outcome) =>
    outcome instanceof SisError ? [outcome.code, outcome.scope] : outcome,
  );
};
const scores = () => gradebookOf(server.power)['Quiz 3'];
const bulks = () => server.power.requests.filter(({ path }) => path.startsWith('/ws/xte/score?'));
const entry = () => server.power.state.assignments.get(70_001)?.sections[0] ?? {};
const without = (dcid: number) => server.power.state.assignments.get(70_001)?.without.add(dcid);
const fail = (status: 403 | 409 | 412 | 500, body: Record<string, unknown>) =>
  server.power.faults.push({ method: 'PUT', match: /xte\/score/, mode: 'before', status, body });

describe('scores', () => {
  it('of a class go out in one request, as the teacher would type them', async () => {
    expect(await put(result(9001, 17.5), result(9002, 0), result(9003, 21))).toEqual([
      'done',
      'done',
      'done',
    ]);
    expect(scores()).toEqual({ 'S-1': '17.5', 'S-2': '0', 'S-3': '21' });
    expect(bulks().map(({ path }) => path)).toEqual([
      '/ws/xte/score?push_assignment_scores=false&status=A,I,P',
    ]);
  });

  it('sent again change the same rows', async () => {
    await put(result(9001, 17));
    await put(result(9001, 18));
    expect(server.power.state.scores).toHaveLength(1);
    expect(scores()).toEqual({ 'S-1': '18' });
  });

  it('are put again when the server stumbles', async () => {
    fail(500, { message: 'An unexpected error occurred' });
    expect(await put(result(9001, 17))).toEqual(['done']);
    expect(bulks().map(({ status }) => status)).toEqual([500, 200]);
  });

  it('one at a time are the same', async () => {
    await sis.putResult(result(9001, 17));
    expect(scores()).toEqual({ 'S-1': '17' });
    without(9002);
    expect(await refused(sis.putResult(result(9002, 1)))).toMatchObject({
      code: 'STUDENT_NOT_ENROLLED',
      scope: 'score',
    });
  });

  it('are entered as percent where the teacher has it so', async () => {
    entry().scoretype = 'PERCENT';
    await put(result(9001, 15), result(9002, 6.6666));
    expect(scores()).toEqual({ 'S-1': '75', 'S-2': '33.333' });
    expect(server.power.state.scores.map(({ scorepoints }) => scorepoints)).toEqual([15, 6.6666]);
  });

  it.each(['GRADESCALE', 'COLLECTED'])('are not sent to an assignment of %s', async (scoretype) => {
    entry().scoretype = scoretype;
    expect(await refused(put(result(9001, 15)))).toMatchObject({ code: 'CONFLICT', scope: 'item' });
    expect(bulks()).toEqual([]);
  });

  it('are read back', async () => {
    await put(result(9001, 17.5), { ...result(9002, null), scoreStatus: 'exempt' });
    const row = { lineItemId: 'line-item-1', missing: false, incomplete: false };
    expect(await sis.listResults('4711')).toEqual([
      { ...row, id: '70002:9001', studentId: 'dcid:9001', scoreStatus: '', score: 17.5 },
      { ...row, id: '70002:9002', studentId: 'dcid:9002', scoreStatus: 'exempt', score: null },
    ]);
    expect(await sis.listLineItems('4711')).toEqual([
      {
        id: 'line-item-1',
        title: 'Quiz 3',
        dueDay: '2026-11-30',
        points: 20,
        categoryId: '501',
      },
    ]);
  });

  it('are read back also where the teacher has moved the due day out of the term', async () => {
    await put(result(9001, 17.5));
    entry().duedate = '2027-08-01';
    expect((await sis.listResults('4711')).map(({ score }) => score)).toEqual([17.5]);
  });
});

describe('marks', () => {
  it('are flags without a score', async () => {
    await put(
      { ...result(9001, null), scoreStatus: 'exempt' },
      { ...result(9002, null), scoreStatus: 'not submitted', missing: true },
      { ...result(9003, null), scoreStatus: 'partially graded', incomplete: true },
    );
    expect(server.power.state.scores).toMatchObject([
      { actualscoreentered: null, isexempt: true, ismissing: false, isincomplete: false },
      { actualscoreentered: null, isexempt: false, ismissing: true, isincomplete: false },
      { actualscoreentered: null, isexempt: false, ismissing: false, isincomplete: true },
    ]);
  });

  it('that the teacher has set there stay, and those we set go', async () => {
    await put({ ...result(9001, null), scoreStatus: 'not submitted', missing: true });
    Object.assign(server.power.state.scores[0] ?? {}, { islate: true, iscollected: true });
    await put(result(9001, 12));
    expect(server.power.state.scores).toMatchObject([
      { actualscoreentered: '12', islate: true, iscollected: true, ismissing: false },
    ]);
  });
});

describe('a batch that is refused', () => {
  it('for one student goes without that one', async () => {
    without(9002);
    expect(await put(result(9001, 17), result(9002, 16), result(9003, 15))).toEqual([
      'done',
      ['STUDENT_NOT_ENROLLED', 'score'],
      'done',
    ]);
    expect(scores()).toEqual({ 'S-1': '17', 'S-3': '15' });
    expect(bulks()).toHaveLength(2);
  });

  it('for every student is not sent again', async () => {
    without(9001);
    expect(await put(result(9001, 17))).toEqual([['STUDENT_NOT_ENROLLED', 'score']]);
    expect(bulks()).toHaveLength(1);
  });

  it('and again without the named ones fails score by score', async () => {
    without(9002);
    const params = { assignment_section_id: 70_002, student_dcid: 9002 };
    const field = 'Student 9002 does not have an AssignmentStudentAssociation';
    fail(409, { message: 'Validation failed', errors: [{ field, params }] });
    fail(409, { message: 'The grade scale is not valid', errors: [] });
    expect(await put(result(9001, 17), result(9002, 16))).toEqual([
      ['REJECTED', 'score'],
      ['STUDENT_NOT_ENROLLED', 'score'],
    ]);
    expect(scores()).toEqual({});
  });

  it('as a whole fails the item, in the server’s words and without ids', async () => {
    fail(409, { message: 'Score 70001 is locked', errors: [] });
    expect(await refused(put(result(9001, 17)))).toMatchObject({
      code: 'CONFLICT',
      scope: 'item',
      detail: 'Score … is locked',
    });
  });

  it('with "Resubmit" is sent once more', async () => {
    fail(412, { message: 'Resubmit' });
    expect(await put(result(9001, 17))).toEqual(['done']);
    fail(412, { message: 'Resubmit' });
    fail(412, { message: 'Resubmit' });
    expect(await refused(put(result(9001, 17)))).toMatchObject({ code: 'CONFLICT', status: 412 });
  });
});

describe('an assignment that scores cannot reach', () => {
  it('was deleted there', async () => {
    server.power.state.assignments.clear();
    expect(await refused(put(result(9001, 17)))).toMatchObject({
      code: 'ITEM_REMOVED_IN_SIS',
      scope: 'item',
    });
  });

  it('was deleted between reading and writing: said with 500', async () => {
    for (let n = 0; n < 3; n++) {
      fail(500, { message: 'Unable to find com.powerschool.AssignmentSection with id: 70002' });
    }
    expect(await refused(put(result(9001, 17)))).toMatchObject({ code: 'ITEM_REMOVED_IN_SIS' });
  });

  it('is locked', async () => {
    entry().islocked = 1;
    expect(await refused(put(result(9001, 17)))).toMatchObject({ code: 'CONFLICT', scope: 'item' });
    expect(bulks()).toEqual([]);
  });

  it('is not known here: nothing is guessed', async () => {
    memory.rows.clear();
    expect(await refused(put(result(9001, 17)))).toMatchObject({ code: 'CONFLICT', scope: 'item' });
    expect(server.power.requests).toEqual([]);
  });
});
