// @vitest-environment node
import { afterEach, describe, expect, test, vi } from 'vitest';
import { guardedFetch } from '../../../../lib/net/guarded-fetch.ts';
import {
  client,
  clock,
  empty,
  fakeFetch,
  json,
  lineItem,
  networkFailure,
  now,
  refused,
  result,
} from '../fake-sis.ts';

afterEach(() => vi.useRealTimers());

describe('a server that may do better in a moment', () => {
  test.each([408, 500, 502, 503, 504])('%i is asked three times, then SIS_DOWN', async (status) => {
    const { port, seen } = fakeFetch(json(status, { message: 'down' }));
    expect(await refused(client(port).putLineItem(lineItem))).toEqual({
      code: 'SIS_DOWN',
      scope: 'run',
      status,
      detail: 'down',
      notBefore: null,
    });
    expect(seen).toHaveLength(3);
  });

  test('a success at the third try is a success, with the same body each time', async () => {
    const { port, seen } = fakeFetch(empty(503), networkFailure, empty(201));
    await client(port).putResult(result);
    expect(seen).toHaveLength(3);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  test('reads are repeated too', async () => {
    const { port, seen } = fakeFetch(networkFailure, json(200, { categories: [] }));
    expect(await client(port).listCategories('class-7')).toEqual([]);
    expect(seen).toHaveLength(2);
  });

  test('nobody there: three times, then SIS_DOWN', async () => {
    const { port, seen } = fakeFetch(networkFailure);
    const error = await refused(client(port).putLineItem(lineItem));
    expect(error).toMatchObject({ code: 'SIS_DOWN', scope: 'run', status: null });
    expect(seen).toHaveLength(3);
  });

  test('a body that breaks off leaves the outcome open, so it is sent again', async () => {
    const broken = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"lineItem":'));
            controller.error(new TypeError('terminated'));
          },
        }),
      );
    const { port, seen } = fakeFetch(broken, empty(200));
    await client(port).putLineItem(lineItem);
    expect(seen).toHaveLength(2);
  });
});

describe('waiting', () => {
  test('a server that never answers is given up after 20 seconds a try', async () => {
    vi.useFakeTimers();
    const { port, seen } = fakeFetch(() => new Promise<Response>(() => {}));
    const error = refused(client(port).putLineItem(lineItem));
    await vi.advanceTimersByTimeAsync(19_999);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(40_010);
    expect(await error).toMatchObject({ code: 'SIS_DOWN', scope: 'run', status: null });
    expect(seen).toHaveLength(3);
  });

  test('a body that never ends is given up as well', async () => {
    vi.useFakeTimers();
    const { port, seen } = fakeFetch(() => new Response(new ReadableStream()), empty(201));
    const put = client(port).putLineItem(lineItem);
    await vi.advanceTimersByTimeAsync(20_001);
    await put;
    expect(seen).toHaveLength(2);
  });

  test('repeats wait longer each time, and jitter shortens the wait', async () => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { port, seen } = fakeFetch(empty(500), empty(500), empty(201));
    const put = client(port, { retryDelay: (attempt) => attempt * 1000 }).putLineItem(lineItem);
    await vi.advanceTimersByTimeAsync(499);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2);
    expect(seen).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(997);
    expect(seen).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(3);
    await put;
    expect(seen).toHaveLength(3);
  });

  test('a short Retry-After of a 503 is waited out', async () => {
    vi.useFakeTimers();
    const { port, seen } = fakeFetch(empty(503, { 'retry-after': '4' }), empty(201));
    const put = client(port).putLineItem(lineItem);
    await vi.advanceTimersByTimeAsync(3_999);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await put;
    expect(seen).toHaveLength(2);
  });

  test('the headers of rate limiters are waited out for ten seconds at most', async () => {
    vi.useFakeTimers();
    const { port, seen } = fakeFetch(empty(503, { 'x-ratelimit-retry-after': '3600' }), empty(201));
    const put = client(port).putLineItem(lineItem);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await put;
    expect(seen).toHaveLength(2);
  });

  test('a long one is handed to the run, and the server is left alone', async () => {
    const { port, seen } = fakeFetch(empty(503, { 'retry-after': '120' }));
    const error = await refused(client(port).putLineItem(lineItem));
    expect(error).toMatchObject({ code: 'SIS_DOWN', scope: 'run', notBefore: now + 120_000 });
    expect(seen).toHaveLength(1);
  });
});

describe('a token that is refused', () => {
  const tokens = (...later: string[]) => {
    const asked: boolean[] = [];
    const given = ['t1', ...later];
    return {
      asked,
      getToken: async ({ fresh }: { fresh: boolean }) => {
        asked.push(fresh);
        return given[Math.min(asked.length, given.length) - 1] ?? '';
      },
    };
  };

  test('is renewed once and the request repeated once', async () => {
    const { asked, getToken } = tokens('t1', 't2');
    const { port, seen } = fakeFetch(empty(401), empty(201));
    await client(port, { getToken }).putLineItem(lineItem);
    expect(asked).toEqual([false, false, true]);
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer t1', 'Bearer t2']);
  });

  test('is not renewed when a neighbour has done so meanwhile', async () => {
    const { asked, getToken } = tokens('t2');
    const { port, seen } = fakeFetch(empty(401), empty(201));
    await client(port, { getToken }).putLineItem(lineItem);
    expect(asked).toEqual([false, false]);
    expect(seen[1]?.authorization).toBe('Bearer t2');
  });

  test('twice is AUTH_EXPIRED: no loop', async () => {
    const { asked, getToken } = tokens('t1', 't2');
    const { port, seen } = fakeFetch(json(401, { imsx_description: 'unauthorisedrequest' }));
    expect(await refused(client(port, { getToken }).putLineItem(lineItem))).toEqual({
      code: 'AUTH_EXPIRED',
      scope: 'run',
      status: 401,
      detail: 'unauthorisedrequest',
      notBefore: null,
    });
    expect(asked).toEqual([false, false, true]);
    expect(seen).toHaveLength(2);
  });
});

test('works through the guarded fetch, and reaches nothing but the configured origin', async () => {
  const { port, seen } = fakeFetch(empty(503), empty(201));
  const guarded = guardedFetch(['https://sis.example'], 'omit', port);
  await client(guarded, { clock }).putResult(result);
  expect(seen).toHaveLength(2);
  expect(seen[1]?.body).toHaveProperty('result.score', 17.5);
  const elsewhere = guardedFetch(['https://other.example'], 'omit', port);
  expect(await refused(client(elsewhere).putResult(result))).toMatchObject({
    code: 'NOT_CONFIGURED',
  });
  expect(seen).toHaveLength(2);
});
