// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { ForeignOriginError } from '../../../../lib/net/guarded-fetch.ts';
import { SisError } from '../../../../lib/sis/sis-client.ts';
import {
  client,
  empty,
  fakeFetch,
  json,
  lineItem,
  networkFailure,
  now,
  refused,
  result,
} from '../fake-sis.ts';

const said = (words: string) => ({ imsx_codeMajor: 'failure', imsx_description: words });
const putItem = (response: Response) => {
  const { port, seen } = fakeFetch(response);
  return { error: refused(client(port).putLineItem(lineItem)), seen };
};
const putScore = (response: Response) =>
  refused(client(fakeFetch(response).port).putResult(result));

describe('a refused line item', () => {
  test.each([
    [400, 'REJECTED', 'item'],
    [403, 'NO_PERMISSION', 'item'],
    [404, 'CLASS_GONE', 'item'],
    [405, 'REJECTED', 'item'],
    [407, 'NOT_THE_SIS', 'run'],
    [409, 'CONFLICT', 'item'],
    [410, 'CLASS_GONE', 'item'],
    [412, 'CONFLICT', 'item'],
    [422, 'REJECTED', 'item'],
    [429, 'RATE_LIMITED', 'run'],
    [501, 'SIS_DOWN', 'run'],
    [511, 'NOT_THE_SIS', 'run'],
  ])('%i is %s for the %s, asked once', async (status, code, scope) => {
    const { error, seen } = putItem(json(status, said('The words')));
    expect(await error).toEqual({ code, scope, status, detail: 'The words', notBefore: null });
    expect(seen).toHaveLength(1);
  });
});

describe('a refused result', () => {
  test.each([
    [400, 'REJECTED', 'score'],
    [403, 'NO_PERMISSION', 'item'],
    [409, 'CONFLICT', 'score'],
    [412, 'CONFLICT', 'score'],
    [422, 'REJECTED', 'score'],
  ])('%i is %s for the %s', async (status, code, scope) => {
    expect(await putScore(json(status, said('No')))).toMatchObject({ code, scope, status });
  });

  test.each([
    ['LineItem 5113831f not found', 'ITEM_REMOVED_IN_SIS', 'item'],
    ['unknownobject', 'ITEM_REMOVED_IN_SIS', 'item'],
    ['', 'ITEM_REMOVED_IN_SIS', 'item'],
    ['Assignment was deleted by the user', 'ITEM_REMOVED_IN_SIS', 'item'],
    ['Student not found', 'STUDENT_NOT_ENROLLED', 'score'],
    ['User stu-1 is unknown', 'STUDENT_NOT_ENROLLED', 'score'],
    ['stu-1 is not enrolled in the class of this line item', 'STUDENT_NOT_ENROLLED', 'score'],
    ['No enrolment found', 'STUDENT_NOT_ENROLLED', 'score'],
  ])('404 "%s" is %s', async (words, code, scope) => {
    expect(await putScore(json(404, said(words)))).toMatchObject({ code, scope, status: 404 });
  });
});

describe('a rate limit', () => {
  test('429 with seconds', async () => {
    const error = await putItem(json(429, said('server_busy'), { 'retry-after': '30' })).error;
    expect(error).toMatchObject({ code: 'RATE_LIMITED', scope: 'run', notBefore: now + 30_000 });
  });

  test('403 with Retry-After, as PowerSchool says it', async () => {
    const error = await putItem(empty(403, { 'retry-after': '5' })).error;
    expect(error).toMatchObject({ code: 'RATE_LIMITED', scope: 'run', notBefore: now + 5_000 });
  });

  test.each(['Rate limit exceeded', 'Too many requests', 'server_busy', 'Request was throttled'])(
    '403 "%s"',
    async (words) => {
      const error = await putItem(json(403, said(words))).error;
      expect(error).toMatchObject({ code: 'RATE_LIMITED', scope: 'run', notBefore: null });
    },
  );
});

describe('answers that are not from the SIS', () => {
  test.each([
    ['its content type', new Response('Sign in', { headers: { 'content-type': 'text/html' } })],
    ['its text', new Response('\n<!DOCTYPE html><title>Welcome</title>')],
    [
      'XHTML',
      new Response('<html/>', { headers: { 'content-type': 'application/xhtml+xml; q=1' } }),
    ],
  ])('a 200 that is HTML by %s is no success', async (_name, response) => {
    expect(await putItem(response).error).toEqual({
      code: 'NOT_THE_SIS',
      scope: 'run',
      status: 200,
      detail: expect.not.stringContaining('<'),
      notBefore: null,
    });
  });

  test.each([301, 302, 303, 307, 308])('%i is not followed', async (status) => {
    const { error, seen } = putItem(empty(status, { location: 'https://evil.example/' }));
    expect(await error).toMatchObject({ code: 'REDIRECTED', scope: 'run', status });
    expect(seen).toHaveLength(1);
  });

  test('a redirect as a browser shows it is one too', async () => {
    const opaque = Response.error();
    Object.defineProperty(opaque, 'type', { value: 'opaqueredirect' });
    const { port, seen } = fakeFetch(() => opaque);
    const error = await refused(client(port).putLineItem(lineItem));
    expect(error).toMatchObject({ code: 'REDIRECTED', scope: 'run', status: null });
    expect(seen).toHaveLength(1);
  });

  test('HTML of a refusal is never shown', async () => {
    const page = new Response('<html><body>Error 403</body></html>', { status: 403 });
    expect(await putItem(page).error).toMatchObject({ code: 'NO_PERMISSION', detail: '' });
  });
});

describe('no answer', () => {
  test('without a network nothing is wrong with the SIS', async () => {
    const { port } = fakeFetch(networkFailure);
    const error = await refused(client(port, { isOnline: () => false }).putLineItem(lineItem));
    expect(error).toMatchObject({ code: 'OFFLINE', scope: 'run', status: null });
  });

  test('a host that is not configured is not asked again', async () => {
    const { port, seen } = fakeFetch(() => {
      throw new ForeignOriginError('https://sis.example');
    });
    const error = await refused(client(port).putLineItem(lineItem));
    expect(error).toMatchObject({ code: 'NOT_CONFIGURED', scope: 'run' });
    expect(seen).toHaveLength(1);
  });

  test('cancelling before the request sends nothing', async () => {
    const { port, seen } = fakeFetch(empty(201));
    const error = await refused(client(port).putLineItem(lineItem, AbortSignal.abort()));
    expect(error).toMatchObject({ code: 'CANCELLED', scope: 'run' });
    expect(seen).toEqual([]);
  });

  test('cancelling under the request ends it without a repeat', async () => {
    const cancel = new AbortController();
    const { port, seen } = fakeFetch(() => {
      cancel.abort();
      throw new DOMException('aborted', 'AbortError');
    });
    const error = await refused(client(port).putResult(result, cancel.signal));
    expect(error).toMatchObject({ code: 'CANCELLED', scope: 'run' });
    expect(seen).toHaveLength(1);
  });

  test('without a token nothing is sent', async () => {
    const { port, seen } = fakeFetch(empty(201));
    const getToken = () =>
      Promise.reject(new SisError({ code: 'AUTH_EXPIRED', scope: 'run', detail: 'expired' }));
    const error = await refused(client(port, { getToken }).putLineItem(lineItem));
    expect(error).toMatchObject({ code: 'AUTH_EXPIRED', scope: 'run', detail: 'expired' });
    expect(seen).toEqual([]);
  });
});
