// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { PortalAssignment } from '../../../sandbox/aeries/model.ts';
import { aeriesServer } from '../../sandbox/aeries-server.ts';
import { aeriesClient, lineItem, memoryNumbers, start } from './aeries-client.ts';

// aeries.md 4, 6: the number is ours to choose, and the gradebook's page says what came of a create.
const server = aeriesServer();
let kept = memoryNumbers();
let now = start;
beforeEach(() => {
  kept = memoryNumbers();
  now = start;
});
const client = () => aeriesClient(server.ask, kept.numbers, { now: () => now });
const gradebook = () => {
  const [own] = server.aeries.gradebooks;
  if (!own) throw new Error('no gradebook');
  return own;
};
const theirs = (number: number, title: string, due = '11/30/2026'): PortalAssignment => ({
  number,
  title,
  category: 'HW',
  type: 'F',
  assigned: due,
  due,
  points: 7.5,
  maxScore: 7.5,
  narrative: '',
  visibleToParents: false,
});
const titles = () => gradebook().assignments.map(({ number, title }) => `${number} ${title}`);

describe('an assignment that is not there', () => {
  it('is made as number 1 of an empty gradebook, with the rest of the form as Aeries gave it', async () => {
    await client().putLineItem(lineItem);
    expect(gradebook().assignments).toEqual([
      {
        number: 1,
        title: 'Quiz 3',
        category: 'QZ',
        type: 'S',
        assigned: '11/30/2026',
        due: '11/30/2026',
        points: 20,
        maxScore: 20,
        narrative: 'as the district wants it',
        visibleToParents: true,
      },
    ]);
    expect(kept.rows.get('line-item-1')).toMatchObject({ kind: 'numbered', number: 1 });
  });

  it('takes the number after the highest, and a title that begins with a number is read whole', async () => {
    gradebook().assignments.push(theirs(7, '7 - Warm-up'), theirs(3, 'Old'));
    await client().putLineItem({ ...lineItem, title: '8 - Reading' });
    expect(titles()).toEqual(['7 7 - Warm-up', '3 Old', '8 8 - Reading']);
    const items = await client().listLineItems('4711/F');
    expect(items.map(({ id, title, points }) => [id, title, points])).toEqual([
      ['7', '7 - Warm-up', 7.5],
      ['3', 'Old', 7.5],
      ['line-item-1', '8 - Reading', 20],
    ]);
  });

  it('is not made where one of that title and day stands, however it is written', async () => {
    gradebook().assignments.push(theirs(4, 'QUIZ  3'));
    await expect(client().putLineItem(lineItem)).rejects.toMatchObject({ code: 'ALREADY_IN_SIS' });
    expect(titles()).toEqual(['4 QUIZ  3']);
    expect(kept.rows.size).toBe(0);
  });

  it('is made beside one of that title on another day', async () => {
    gradebook().assignments.push(theirs(4, 'Quiz 3', '10/05/2026'));
    await client().putLineItem(lineItem);
    expect(titles()).toEqual(['4 Quiz 3', '5 Quiz 3']);
  });

  it('is not cut: a title that the form does not take is refused before anything is sent', async () => {
    server.aeries.titleMax = 5;
    await expect(client().putLineItem(lineItem)).rejects.toMatchObject({ code: 'REJECTED' });
    expect(server.paths('POST')).toEqual([]);
  });
});

describe('a create whose answer is lost', () => {
  it('is found on the page at once, and made once', async () => {
    server.aeries.faults.push({ method: 'POST', match: /assignment/, mode: 'lost' });
    await client().putLineItem(lineItem);
    expect(titles()).toEqual(['1 Quiz 3']);
    expect(kept.rows.get('line-item-1')).toMatchObject({ kind: 'numbered', number: 1 });
  });

  it('and which was not made waits half a minute, then takes the same number', async () => {
    server.aeries.faults.push({ method: 'POST', match: /assignment/, mode: 'before', status: 500 });
    await expect(client().putLineItem(lineItem)).rejects.toMatchObject({ code: 'SIS_DOWN' });
    expect(kept.rows.get('line-item-1')).toMatchObject({ kind: 'number-intent', number: 1 });
    now = start + 29_000;
    await expect(client().putLineItem(lineItem)).rejects.toMatchObject({
      code: 'SIS_DOWN',
      scope: 'item',
      notBefore: start + 30_000,
    });
    expect(server.paths('POST')).toHaveLength(1);
    now = start + 30_000;
    await client().putLineItem(lineItem);
    expect(titles()).toEqual(['1 Quiz 3']);
  });

  it('is adopted in the next life, also when it was renamed in Schoology meanwhile', async () => {
    let readings = 0;
    const cut = aeriesClient(
      (request) =>
        request.verb === 'scores' && ++readings === 2
          ? Promise.resolve({ kind: 'no-answer' })
          : server.ask(request),
      kept.numbers,
    );
    await expect(cut.putLineItem(lineItem)).rejects.toMatchObject({ code: 'SIS_DOWN' });
    expect(kept.rows.get('line-item-1')).toMatchObject({ kind: 'number-intent' });
    await client().putLineItem({ ...lineItem, title: 'Quiz three' });
    expect(titles()).toEqual(['1 Quiz three']);
  });

  it('takes another number where somebody else took this one', async () => {
    await kept.numbers.set('line-item-1', {
      kind: 'number-intent',
      at: start,
      classId: '4711/F',
      number: 1,
      title: 'Quiz 3',
      dueDay: '2026-11-30',
      points: 20,
      categoryId: 'QZ/S',
    });
    gradebook().assignments.push(theirs(1, "Somebody's"));
    await client().putLineItem(lineItem);
    expect(titles()).toEqual(["1 Somebody's", '2 Quiz 3']);
  });
});

describe('an assignment of ours', () => {
  beforeEach(async () => {
    await client().putLineItem(lineItem);
    server.aeries.requests.length = 0;
  });

  it('is not written when it says already what it should', async () => {
    await client().putLineItem(lineItem);
    expect([...server.paths('PUT'), ...server.paths('POST')]).toEqual([]);
  });

  it('gets our fields, and keeps what the teacher made of the others', async () => {
    Object.assign(gradebook().assignments[0] ?? {}, { narrative: 'mine', visibleToParents: false });
    await client().putLineItem({ ...lineItem, title: 'Quiz 3b', maxPoints: 25.5 });
    expect(gradebook().assignments).toMatchObject([
      {
        title: 'Quiz 3b',
        points: 25.5,
        maxScore: 25.5,
        narrative: 'mine',
        visibleToParents: false,
      },
    ]);
  });

  it('is known by its day when the teacher has renamed it, and gets its title back', async () => {
    Object.assign(gradebook().assignments[0] ?? {}, { title: 'Renamed' });
    await client().putLineItem(lineItem);
    expect(titles()).toEqual(['1 Quiz 3']);
  });

  it('is gone when its number is, or is somebody else’s; nothing is written then', async () => {
    gradebook().assignments = [theirs(1, 'Another', '10/05/2026')];
    await expect(client().putLineItem(lineItem)).rejects.toMatchObject({
      code: 'ITEM_REMOVED_IN_SIS',
    });
    gradebook().assignments = [];
    await expect(client().putLineItem(lineItem)).rejects.toMatchObject({
      code: 'ITEM_REMOVED_IN_SIS',
    });
    expect([...server.paths('PUT'), ...server.paths('POST')]).toEqual([]);
  });

  it('is not taken for written when Aeries says yes and shows the old one', async () => {
    server.aeries.faults.push({ method: 'PUT', match: /assignment/, mode: 'before', status: 200 });
    await expect(client().putLineItem({ ...lineItem, maxPoints: 30 })).rejects.toMatchObject({
      code: 'NOT_SHOWN_IN_SIS',
      scope: 'item',
    });
  });
});
