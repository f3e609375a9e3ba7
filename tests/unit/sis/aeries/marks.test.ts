// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { SisError } from '../../../../lib/sis/sis-client.ts';
import { marksOf } from '../../../sandbox/aeries/data.ts';
import { aeriesServer } from '../../sandbox/aeries-server.ts';
import { aeriesClient, lineItem, memoryNumbers, result } from './aeries-client.ts';

// aeries.md 4, 6: one mark a request, only where it differs, and done only when the page shows it.
const server = aeriesServer();
let kept = memoryNumbers();
const client = () => aeriesClient(server.ask, kept.numbers);
const put = (...payloads: Parameters<typeof result>[]) =>
  client().putResults?.(payloads.map((payload) => result(...payload)));
const codes = (outcomes: unknown[] | undefined) =>
  outcomes?.map((one) => (one instanceof SisError ? one.code : one));
beforeEach(async () => {
  kept = memoryNumbers();
  await client().putLineItem(lineItem);
  server.aeries.requests.length = 0;
});
const gradebook = () => {
  const [own] = server.aeries.gradebooks;
  if (!own) throw new Error('no gradebook');
  return own;
};

describe('marks', () => {
  it('are sent one by one where they differ, with decimals and above the maximum', async () => {
    gradebook().marks.set('1:11', '9.50');
    expect(await put([9001, 9.5], [9002, 0], [9003, 22.25])).toEqual(['done', 'done', 'done']);
    expect(marksOf(server.aeries)).toEqual({
      'Quiz 3': { 9001: '9.50', 9002: '0', 9003: '22.25' },
    });
    expect(server.paths('POST')).toEqual([
      '/teacher/api/schools/994/gradebooks/4711/F/students/12/994/scores/1?fieldName=Mark',
      '/teacher/api/schools/994/gradebooks/4711/F/students/13/994/scores/1?fieldName=Mark',
    ]);
  });

  it('are done only when the page shows them', async () => {
    server.aeries.faults.push({
      method: 'POST',
      match: /students\/12/,
      mode: 'before',
      status: 200,
    });
    expect(codes(await put([9001, 10], [9002, 11]))).toEqual(['done', 'NOT_SHOWN_IN_SIS']);
  });

  it('are done also when the answer was a refusal and the page shows them all the same', async () => {
    const [stored, not] = [/students\/11/, /students\/12/];
    server.aeries.faults.push({ method: 'POST', match: stored, mode: 'done', status: 409 });
    server.aeries.faults.push({ method: 'POST', match: not, mode: 'before', status: 409 });
    expect(codes(await put([9001, 10], [9002, 11]))).toEqual(['done', 'CONFLICT']);
  });

  it('of cells that take none are not sent, and said', async () => {
    gradebook().notApplicable.add('1:11');
    Object.assign(gradebook().students[1] ?? {}, { state: 'inactive' });
    expect(codes(await put([9001, 1], [9002, 2], [9003, 3], [9999, 4]))).toEqual([
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      'done',
      'STUDENT_NOT_ENROLLED',
    ]);
    expect(server.paths('POST')).toHaveLength(1);
  });

  it('says MI where the teacher wants Missing sent, and no other mark without a number', async () => {
    const missing = { ...result(9001, null), scoreStatus: 'not submitted' as const, missing: true };
    expect(await client().putResults?.([missing])).toEqual(['done']);
    expect(marksOf(server.aeries)).toEqual({ 'Quiz 3': { 9001: 'MI' } });
    const excused = { ...result(9002, null), scoreStatus: 'exempt' as const };
    await expect(client().putResults?.([excused])).rejects.toMatchObject({ code: 'REJECTED' });
    expect(server.paths('POST')).toHaveLength(1);
  });

  it('of an assignment whose number is another one’s now are not sent', async () => {
    Object.assign(gradebook().assignments[0] ?? {}, { title: 'Other', due: '10/05/2026' });
    await expect(put([9001, 1])).rejects.toMatchObject({ code: 'ITEM_REMOVED_IN_SIS' });
    expect(server.paths('POST')).toEqual([]);
  });
});

describe('a session that ends between two marks', () => {
  const atSecond = (fault: {
    status?: 200 | 403 | 429;
    body?: string;
    headers?: Record<string, string>;
  }) =>
    server.aeries.faults.push({ method: 'POST', match: /students\/12/, mode: 'before', ...fault });

  it('stops the run: a page where JSON is due, and a dashboard that asks to sign in', async () => {
    atSecond({ status: 200, body: '<html>Sign in</html>' });
    server.aeries.faults.push({
      method: 'GET',
      match: /gradebook$/,
      mode: 'before',
      status: 200,
      body: '<form><input name="Password_Aeries"></form>',
    });
    await expect(put([9001, 1], [9002, 2], [9003, 3])).rejects.toMatchObject({
      code: 'SIS_SIGNED_OUT',
      scope: 'run',
    });
    expect(marksOf(server.aeries)).toEqual({ 'Quiz 3': { 9001: '1' } });
  });

  it('is not concluded from a 403 while the dashboard is there: that mark is refused, the others go', async () => {
    atSecond({ status: 403 });
    expect(codes(await put([9001, 1], [9002, 2], [9003, 3]))).toEqual([
      'done',
      'NO_PERMISSION',
      'done',
    ]);
  });

  it('is not a rate limit, which pauses the host for as long as it says', async () => {
    atSecond({ status: 429, headers: { 'retry-after': '60' } });
    await expect(put([9001, 1], [9002, 2])).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      scope: 'run',
      notBefore: Date.UTC(2026, 10, 24, 9, 1),
    });
  });
});
