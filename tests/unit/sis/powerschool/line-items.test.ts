// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { SisClient } from '../../../../lib/sis/sis-client.ts';
import { powerSchoolServer } from '../../sandbox/powerschool-server.ts';
import { refused } from '../fake-sis.ts';
import { lineItem, memoryIds, powerClient, start } from './power-client.ts';

const server = powerSchoolServer();
const create = { method: 'POST', match: /section\/assignment$/ };
let memory: ReturnType<typeof memoryIds>;
let now: number;
let sis: SisClient;

beforeEach(() => {
  memory = memoryIds();
  now = start;
  sis = powerClient(server, memory.ids, { now: () => now });
});

const entries = () => [...server.power.state.assignments.values()].flatMap((one) => one.sections);
const names = () => entries().map(({ name }) => name);
const seen = (method: string): string[] =>
  server.power.requests.filter((request) => request.method === method).map(({ path }) => path);
/** Another life: what was in memory is gone, what was written is not. */
const again = (): void => {
  sis = powerClient(server, memory.ids, { now: () => now });
};
/** One that the teacher, or something else, has made there. */
const foreign = async (title: string): Promise<void> =>
  powerClient(server, memoryIds().ids).putLineItem({ ...lineItem, sourcedId: 'other', title });

describe('a new line item', () => {
  it('becomes an assignment of its section, and its ids are kept', async () => {
    await sis.putLineItem(lineItem);
    expect(server.power.state.assignments.get(70_001)?.body).toMatchObject({ yearid: 36 });
    expect(entries()).toMatchObject([
      {
        sectionsdcid: 4711,
        name: 'Quiz 3',
        duedate: '2026-11-30',
        scoretype: 'POINTS',
        scoreentrypoints: 20,
        totalpointvalue: 20,
        publishoption: 'Immediately',
        _assignmentcategoryassociations: [{ teachercategoryid: 501, isprimary: true }],
      },
    ]);
    expect(await memory.ids.get(lineItem.sourcedId)).toEqual({
      kind: 'assigned',
      classId: '4711',
      assignmentId: 70_001,
      assignmentSectionId: 70_002,
    });
  });

  it('is written down as intended before the request goes out', async () => {
    await sis.putLineItem(lineItem);
    expect(memory.written.map((known) => known?.kind)).toEqual(['intent', 'assigned']);
    memory.ids.set = async () => {
      throw new Error('the disk is full');
    };
    const other = { ...lineItem, sourcedId: 'line-item-2', title: 'Quiz 4' };
    expect(await refused(sis.putLineItem(other))).toMatchObject({ code: 'UNKNOWN', scope: 'run' });
    expect(names()).toEqual(['Quiz 3']);
  });

  it('is refused where an assignment like it stands that is not ours', async () => {
    await foreign(' quiz  3');
    expect(await refused(sis.putLineItem(lineItem))).toMatchObject({
      code: 'ALREADY_IN_SIS',
      scope: 'item',
    });
    expect(names()).toEqual([' quiz  3']);
  });

  it('may be named as another one of ours', async () => {
    await Promise.all([
      sis.putLineItem(lineItem),
      sis.putLineItem({ ...lineItem, sourcedId: 'line-item-2' }),
    ]);
    expect(names()).toEqual(['Quiz 3', 'Quiz 3']);
    expect(memory.rows.size).toBe(2);
  });

  it('with a title that would be cut is not sent', async () => {
    const title = 'x'.repeat(51);
    const error = await refused(sis.putLineItem({ ...lineItem, title }));
    expect(error).toMatchObject({ code: 'REJECTED', scope: 'item', status: null });
    expect(seen('POST')).not.toContain('/ws/xte/section/assignment');
  });

  it('that was refused may be sent again at once', async () => {
    const wrong = { ...lineItem, dueDate: '2027-03-01T12:00:00.000Z' };
    expect(await refused(sis.putLineItem(wrong))).toMatchObject({
      code: 'REJECTED',
      scope: 'item',
      status: 409,
      detail: 'Validation failed: The due date is not within the term of the section',
    });
    expect(memory.rows.size).toBe(0);
    await sis.putLineItem(lineItem);
    expect(names()).toEqual(['Quiz 3']);
  });
});

describe('a create whose answer is lost', () => {
  it.each(['cut-after', 'after'] as const)('(%s) is looked up, not repeated', async (mode) => {
    server.power.faults.push({ ...create, mode });
    await sis.putLineItem(lineItem);
    expect(names()).toEqual(['Quiz 3']);
    expect(memory.rows.get(lineItem.sourcedId)).toMatchObject({ assignmentId: 70_001 });
  });

  it('and without a look is adopted in the next life, under its new title', async () => {
    const list = {
      method: 'GET',
      match: /section_ids=4711$/,
      mode: 'before',
      status: 403,
    } as const;
    server.power.faults.push({ ...create, mode: 'cut-after' });
    const { set } = memory.ids;
    memory.ids.set = async (id, known) => {
      await set(id, known);
      if (known?.kind === 'intent') server.power.faults.push(list);
    };
    await refused(sis.putLineItem(lineItem));
    expect(memory.rows.get(lineItem.sourcedId)).toMatchObject({ kind: 'intent', title: 'Quiz 3' });
    again();
    await sis.putLineItem({ ...lineItem, title: 'Quiz 3b' });
    expect(names()).toEqual(['Quiz 3b']);
    expect(memory.rows.get(lineItem.sourcedId)).toMatchObject({ assignmentId: 70_001 });
  });

  it('and that never arrived is made again, but not before that is certain', async () => {
    server.power.faults.push({ ...create, mode: 'before', status: 502 });
    expect(await refused(sis.putLineItem(lineItem))).toMatchObject({
      code: 'SIS_DOWN',
      status: 502,
    });
    now = start + 29_999;
    expect(await refused(sis.putLineItem(lineItem))).toMatchObject({
      code: 'SIS_DOWN',
      scope: 'item',
      notBefore: start + 30_000,
    });
    now = start + 30_000;
    await sis.putLineItem(lineItem);
    expect(names()).toEqual(['Quiz 3']);
  });

  it('with two such assignments there is for the teacher to say', async () => {
    server.power.faults.push({ ...create, mode: 'before', status: 502 });
    await refused(sis.putLineItem(lineItem));
    await foreign('Quiz 3');
    const [first] = server.power.state.assignments.values();
    if (first) server.power.state.assignments.set(99_999, { ...first, assignmentid: 99_999 });
    expect(await refused(sis.putLineItem(lineItem))).toMatchObject({ code: 'ALREADY_IN_SIS' });
    expect(names()).toHaveLength(2);
  });

  it('is never concluded from a list that cannot be read', async () => {
    server.power.faults.push({ ...create, mode: 'before', status: 502 });
    await refused(sis.putLineItem(lineItem));
    now = start + 60_000;
    const list = {
      method: 'GET',
      match: /section_ids=4711$/,
      mode: 'before',
      status: 200,
    } as const;
    server.power.faults.push({ ...list, body: { assignments: [] } });
    expect(await refused(sis.putLineItem(lineItem))).toMatchObject({
      code: 'NOT_THE_SIS',
      scope: 'run',
    });
    expect(names()).toEqual([]);
  });
});

describe('the ids of what was made', () => {
  const strip = (headers: Record<string, string>) =>
    ({ ...create, mode: 'after', headers }) as const;

  it.each([
    ['its section is read', { location: '/ws/xte/section/assignment/70001' }],
    ['the section is listed', {}],
  ])('where a header is missing, %s', async (_, headers) => {
    server.power.faults.push({ ...strip(headers), status: 201, body: {} });
    await sis.putLineItem(lineItem);
    expect(memory.rows.get(lineItem.sourcedId)).toMatchObject({
      assignmentId: 70_001,
      assignmentSectionId: 70_002,
    });
    expect(names()).toEqual(['Quiz 3']);
  });
});

describe('a line item that is known', () => {
  beforeEach(() => sis.putLineItem(lineItem));

  it('is not written when PowerSchool says the same', async () => {
    await sis.putLineItem(lineItem);
    expect(seen('PUT')).toEqual([]);
  });

  it('changes title, day, points and category, and nothing else of the assignment', async () => {
    const [entry] = entries();
    Object.assign(entry ?? {}, {
      weight: 2,
      totalpointvalue: 40,
      description: '<p>Bring a ruler</p>',
    });
    await sis.putLineItem({
      ...lineItem,
      title: 'Quiz 3b',
      dueDate: '2026-12-01T12:00:00.000Z',
      categoryId: '502',
      maxPoints: 25,
    });
    expect(entries()).toMatchObject([
      {
        assignmentsectionid: 70_002,
        name: 'Quiz 3b',
        duedate: '2026-12-01',
        scoreentrypoints: 25,
        weight: 2,
        totalpointvalue: 50,
        description: '<p>Bring a ruler</p>',
        _assignmentcategoryassociations: [{ teachercategoryid: 502, isprimary: true }],
      },
    ]);
    expect(seen('PUT')).toEqual(['/ws/xte/section/assignment/70001?update_scores=false']);
  });

  it('that was changed meanwhile is read once more', async () => {
    const put = { method: 'PUT', match: /assignment\/70001/, mode: 'before', status: 412 } as const;
    server.power.faults.push(put);
    await sis.putLineItem({ ...lineItem, title: 'Quiz 3b' });
    expect(names()).toEqual(['Quiz 3b']);
  });

  it('and that was deleted there is not made again', async () => {
    server.power.state.assignments.clear();
    expect(await refused(sis.putLineItem(lineItem))).toMatchObject({
      code: 'ITEM_REMOVED_IN_SIS',
      scope: 'item',
    });
    expect(names()).toEqual([]);
  });

  it('and that is locked is left as it is', async () => {
    Object.assign(entries()[0] ?? {}, { islocked: true });
    const error = await refused(sis.putLineItem({ ...lineItem, title: 'Quiz 3b' }));
    expect(error).toMatchObject({ code: 'CONFLICT', detail: 'The assignment is locked' });
    expect(names()).toEqual(['Quiz 3']);
  });

  it('and that was given to another section too is left as it is', async () => {
    const both = server.power.state.assignments.get(70_001);
    const [entry] = entries();
    both?.sections.push({ ...entry, sectionsdcid: 4712, assignmentsectionid: 70_003 });
    const error = await refused(sis.putLineItem({ ...lineItem, title: 'Quiz 3b' }));
    expect(error).toMatchObject({ detail: 'The assignment belongs to several sections' });
    expect(names()).toEqual(['Quiz 3', 'Quiz 3']);
  });
});

describe('an assignment that a program made, as Schoology’s own passback does,', () => {
  it.each([[true], [1], [311], ['true']])(
    'is listed as such, marked %j',
    async (createdbyplugin) => {
      await sis.putLineItem(lineItem);
      const [made] = [...server.power.state.assignments.values()];
      if (!made) throw new Error('no assignment');
      const assignmentid = 90_001;
      const [section] = made.sections;
      const sections = [{ ...section, assignmentsectionid: 90_002, name: 'Quiz 2' }];
      const body = { ...made.body, createdbyplugin };
      server.power.state.assignments.set(assignmentid, { ...made, assignmentid, body, sections });
      expect(await sis.listLineItems('4711')).toMatchObject([
        { title: 'Quiz 3' },
        { id: '90001', title: 'Quiz 2', madeByProgram: true },
      ]);
    },
  );
});
