// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { clientCredentials, type Token, type TokenClient } from '../../../lib/sis/oauth.ts';
import { empty, fakeFetch, json, networkFailure, now, refused } from './fake-sis.ts';

const tokenUrl = 'https://sis.example/oauth/token';
const scope = 'https://purl.imsglobal.org/spec/or/v1p2/scope/';
const issued = (token: string, life?: unknown) =>
  json(200, { access_token: token, token_type: 'Bearer', expires_in: life });

function memory(token: Token | null = null) {
  const kept = { token };
  return {
    kept,
    store: {
      get: async () => kept.token,
      set: async (given: Token) => {
        kept.token = given;
      },
      clear: async () => {
        kept.token = null;
      },
    },
  };
}

type Overrides = Partial<TokenClient> & { clientSecret?: () => Promise<string | null> };

function source(
  port: typeof fetch,
  { clientSecret = async () => 'not.a-secret', ...overrides }: Overrides = {},
) {
  const client: TokenClient = {
    fetch: port,
    clock: { now: () => now },
    tokenUrl,
    clientId: 'sync-client_1',
    scopes: [`${scope}roster.readonly`, `${scope}gradebook.createput`],
    store: memory().store,
    isOnline: () => true,
    ...overrides,
  };
  return clientCredentials(client, clientSecret);
}

describe('asking for a token', () => {
  test('is the client credentials grant, with Basic authentication', async () => {
    const { port, seen } = fakeFetch(issued('a1', 3600));
    expect(await source(port)({ fresh: false })).toBe('a1');
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: tokenUrl,
      contentType: 'application/x-www-form-urlencoded;charset=UTF-8',
      // base64 of "sync-client_1:not.a-secret"
      authorization: 'Basic c3luYy1jbGllbnRfMTpub3QuYS1zZWNyZXQ=',
    });
    expect([...new URLSearchParams(String(seen[0]?.body))]).toEqual([
      ['scope', `${scope}roster.readonly ${scope}gradebook.createput`],
      ['grant_type', 'client_credentials'],
    ]);
  });

  test('escapes in id and secret what would be read as something else', async () => {
    const { port, seen } = fakeFetch(issued('a1'));
    await source(port, { clientId: 'a:b', clientSecret: async () => 'p:%+ é' })({ fresh: false });
    // base64 of "a%3Ab:p:%25%2B %C3%A9"
    expect(seen[0]?.authorization).toBe('Basic YSUzQWI6cDolMjUlMkIgJUMzJUE5');
  });

  test('over http only on this machine', async () => {
    const { port, seen } = fakeFetch(issued('a1'));
    expect(await source(port, { tokenUrl: 'http://127.0.0.1:9/token' })({ fresh: false })).toBe(
      'a1',
    );
    for (const bad of ['http://sis.example/token', 'ftp://sis.example/', 'token']) {
      const error = await refused(source(port, { tokenUrl: bad })({ fresh: false }));
      expect(error).toMatchObject({ code: 'NOT_CONFIGURED', scope: 'run' });
    }
    expect(seen).toHaveLength(1);
  });

  test('without a secret nothing is asked', async () => {
    const { port, seen } = fakeFetch(issued('a1'));
    const error = await refused(source(port, { clientSecret: async () => null })({ fresh: false }));
    expect(error).toMatchObject({ code: 'AUTH_EXPIRED', scope: 'run' });
    expect(seen).toEqual([]);
  });
});

describe('keeping a token', () => {
  test('it is used until a minute before it expires', async () => {
    let time = now;
    const { port, seen } = fakeFetch(issued('a1', 3600), issued('a2', 3600));
    const getToken = source(port, { clock: { now: () => time } });
    await getToken({ fresh: false });
    time = now + 3_539_999;
    expect(await getToken({ fresh: false })).toBe('a1');
    time = now + 3_540_000;
    expect(await getToken({ fresh: false })).toBe('a2');
    expect(seen).toHaveLength(2);
  });

  test.each([
    ['as text', '2591999', now + 86_340_000],
    ['of a short life', 30, now + 15_000],
    ['unknown', undefined, now + 540_000],
    ['absurd', 1e15, now + 86_340_000],
    ['gone by', 0, now],
  ])('an expiry %s', async (_name, life, renewAt) => {
    const { kept, store } = memory();
    await source(fakeFetch(issued('a1', life)).port, { store })({ fresh: false });
    expect(kept.token?.renewAt).toBe(renewAt);
  });

  test('a restarted background goes on with the kept one', async () => {
    const { store } = memory();
    await source(fakeFetch(issued('a1', 3600)).port, { store })({ fresh: false });
    const restarted = fakeFetch(issued('a2', 3600));
    expect(await source(restarted.port, { store })({ fresh: false })).toBe('a1');
    expect(restarted.seen).toEqual([]);
  });

  test('a token of another connection is never given out', async () => {
    const { store } = memory();
    await source(fakeFetch(issued('a1', 3600)).port, { store })({ fresh: false });
    const { port } = fakeFetch(issued('b1', 3600));
    const other = source(port, { store, tokenUrl: 'https://other.example/token' });
    expect(await other({ fresh: false })).toBe('b1');
  });

  test('a fresh one replaces it', async () => {
    const { kept, store } = memory();
    const getToken = source(fakeFetch(issued('a1', 3600), issued('a2', 3600)).port, { store });
    await getToken({ fresh: false });
    expect(await getToken({ fresh: true })).toBe('a2');
    expect(kept.token?.accessToken).toBe('a2');
    expect(await getToken({ fresh: false })).toBe('a2');
  });

  test('ten callers make one request, and the next ones join it', async () => {
    let answer = (_response: Response): void => {};
    const slow = new Promise<Response>((resolve) => {
      answer = resolve;
    });
    const { port, seen } = fakeFetch(() => slow, issued('a2', 3600));
    const getToken = source(port);
    const early = Array.from({ length: 10 }, (_, n) => getToken({ fresh: n % 2 === 0 }));
    await new Promise((resolve) => setImmediate(resolve));
    const late = [getToken({ fresh: false }), getToken({ fresh: true })];
    answer(issued('a1', 3600));
    expect(new Set(await Promise.all([...early, ...late]))).toEqual(new Set(['a1']));
    expect(seen).toHaveLength(1);
  });

  test('a failed request is not kept: the next caller asks again', async () => {
    const { port, seen } = fakeFetch(empty(503), issued('a1', 3600));
    const getToken = source(port);
    expect(await refused(getToken({ fresh: false }))).toMatchObject({ code: 'SIS_DOWN' });
    expect(await getToken({ fresh: false })).toBe('a1');
    expect(seen).toHaveLength(2);
  });
});

describe('being refused a token', () => {
  const ask = (response: Response) => refused(source(fakeFetch(response).port)({ fresh: false }));

  test.each([
    [400, { error: 'invalid_client', error_description: 'Unknown client' }, 'Unknown client'],
    [401, { error: 'invalid_client' }, 'invalid_client'],
    [400, { error: 'invalid_scope' }, 'invalid_scope'],
    [403, { message: 'Key has expired' }, 'Key has expired'],
  ])('%i %j is a sign-in problem, in the words of the server', async (status, body, detail) => {
    const error = await ask(json(status, body, { 'www-authenticate': 'Basic realm="x"' }));
    expect(error).toEqual({ code: 'AUTH_EXPIRED', scope: 'run', status, detail, notBefore: null });
  });

  test('a refused client leaves no token behind', async () => {
    const { kept, store } = memory();
    const getToken = source(
      fakeFetch(issued('a1', 3600), json(401, { error: 'invalid_client' })).port,
      { store },
    );
    await getToken({ fresh: false });
    await refused(getToken({ fresh: true }));
    expect(kept.token).toBeNull();
  });

  test.each([
    [429, { 'retry-after': '60' }, 'RATE_LIMITED', now + 60_000],
    [503, { 'retry-after': '60' }, 'SIS_DOWN', now + 60_000],
    [500, {}, 'SIS_DOWN', null],
    [404, {}, 'NOT_THE_SIS', null],
    [302, { location: 'https://evil.example/' }, 'REDIRECTED', null],
  ])('%i', async (status, headers, code, notBefore) => {
    expect(await ask(empty(status, headers))).toMatchObject({ code, scope: 'run', notBefore });
  });

  test.each([
    ['HTML', new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } })],
    ['no token', json(200, { token_type: 'Bearer' })],
    ['a token that is no text', json(200, { access_token: 7, token_type: 'Bearer' })],
    ['another kind of token', json(200, { access_token: 'x', token_type: 'mac' })],
    ['nothing', empty(200)],
    ['a list', json(200, [])],
  ])('a 200 with %s is not from the SIS', async (_name, response) => {
    expect(await ask(response)).toMatchObject({ code: 'NOT_THE_SIS', scope: 'run', status: 200 });
  });

  test('nobody there', async () => {
    const { port } = fakeFetch(networkFailure);
    expect(await refused(source(port)({ fresh: false }))).toMatchObject({ code: 'SIS_DOWN' });
    const offline = source(port, { isOnline: () => false });
    expect(await refused(offline({ fresh: false }))).toMatchObject({ code: 'OFFLINE' });
  });
});
