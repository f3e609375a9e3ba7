// @vitest-environment node
import { type MutableResponse, OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  clientCredentials,
  type Token,
  type TokenClient,
  teacherToken,
} from '../../../lib/sis/oauth.ts';
import { signInWithPkce } from '../../../lib/sis/pkce.ts';
import { refused } from './fake-sis.ts';

const redirectUrl = 'https://extension.example/';
const server = new OAuth2Server();
let time = 0;
let kept: Token | null;

beforeAll(async () => {
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
});
afterAll(() => server.stop());
beforeEach(() => {
  kept = null;
  time = 1_000_000;
});

const endpoint = (path: string): string => `http://127.0.0.1:${server.address().port}${path}`;

const client = (): TokenClient => ({
  fetch,
  clock: { now: () => time },
  tokenUrl: endpoint('/token'),
  clientId: 'sync-to-sis',
  scopes: ['roster.readonly', 'gradebook.createput'],
  isOnline: () => true,
  store: {
    get: async () => kept,
    set: async (token) => {
      kept = token;
    },
    clear: async () => {
      kept = null;
    },
  },
});

/** The window of a teacher who agrees: the server's redirect is where it leads back to. */
const agree = async (url: string): Promise<string> => {
  const answer = await fetch(url, { redirect: 'manual' });
  return answer.headers.get('location') ?? '';
};

const signIn = (open: (url: string) => Promise<string>): Promise<void> =>
  signInWithPkce(endpoint('/authorize'), client(), { redirectUrl, open });

test('a teacher who agrees has a token; the server has checked the S256 challenge', async () => {
  const pages: URL[] = [];
  await signIn((url) => {
    pages.push(new URL(url));
    return agree(url);
  });
  expect(Object.fromEntries(pages[0]?.searchParams ?? [])).toMatchObject({
    response_type: 'code',
    client_id: 'sync-to-sis',
    redirect_uri: redirectUrl,
    scope: 'roster.readonly gradebook.createput',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{20,}$/),
  });
  expect(await teacherToken(client())({ fresh: false })).toBe(kept?.accessToken);
  expect(kept?.refreshToken).toEqual(expect.any(String));
});

test('an answer with another state is refused, and nothing is kept', async () => {
  const forged = async (url: string): Promise<string> =>
    (await agree(url)).replace(/state=[^&]+/, 'state=another');
  expect(await refused(signIn(forged))).toMatchObject({ code: 'AUTH_EXPIRED', scope: 'run' });
  expect(kept).toBeNull();
});

test('a code of another sign-in is refused by the server: the verifier is not its own', async () => {
  let stolen = '';
  await signIn(async (url) => {
    stolen = await agree(url);
    return stolen;
  });
  kept = null;
  const code = new URL(stolen).searchParams.get('code') ?? '';
  const inject = async (url: string): Promise<string> => {
    const own = new URL(await agree(url));
    own.searchParams.set('code', code);
    return own.href;
  };
  expect(await refused(signIn(inject))).toMatchObject({ code: 'AUTH_EXPIRED' });
  expect(kept).toBeNull();
});

test('a teacher who declines, or closes the window, is not signed in', async () => {
  const decline = async (url: string): Promise<string> => {
    const { searchParams } = new URL(url);
    return `${redirectUrl}?error=access_denied&state=${searchParams.get('state')}`;
  };
  expect(await refused(signIn(decline))).toMatchObject({
    code: 'AUTH_EXPIRED',
    detail: 'access_denied',
  });
  const close = () => Promise.reject(new Error('The user closed the window'));
  expect(await refused(signIn(close))).toMatchObject({ code: 'CANCELLED' });
});

test('an expired token is renewed once for all who ask; without a refresh token the teacher is asked', async () => {
  await signIn(agree);
  time += 24 * 60 * 60_000;
  // Counted on the wire: two tokens of one second may be the same to the last letter.
  const grants: (string | null)[] = [];
  const counting: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    grants.push(new URLSearchParams(await request.clone().text()).get('grant_type'));
    return fetch(request);
  };
  const getToken = teacherToken({ ...client(), fetch: counting });
  const [a, b] = await Promise.all([getToken({ fresh: false }), getToken({ fresh: false })]);
  expect(a).toBe(b);
  await getToken({ fresh: false });
  expect(grants).toEqual(['refresh_token']);
  kept = kept && { ...kept, refreshToken: null, renewAt: 0 };
  expect(await refused(getToken({ fresh: false }))).toMatchObject({ code: 'AUTH_EXPIRED' });
});

test('signing out while a token is being renewed forgets it all the same', async () => {
  await signIn(agree);
  const signOut: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    kept = null;
    return answer;
  };
  const getToken = teacherToken({ ...client(), fetch: signOut });
  expect(await refused(getToken({ fresh: true }))).toMatchObject({ code: 'AUTH_EXPIRED' });
  expect(kept).toBeNull();
});

test('a lost network while renewing does not sign the teacher out; a refusal does', async () => {
  await signIn(agree);
  time += 24 * 60 * 60_000;
  const offline = { ...client(), fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
  expect(await refused(teacherToken(offline)({ fresh: false }))).toMatchObject({
    code: 'SIS_DOWN',
  });
  expect(await teacherToken(client())({ fresh: false })).toBe(kept?.accessToken);

  server.service.once('beforeResponse', (response: MutableResponse) => {
    response.statusCode = 400;
    response.body = { error: 'invalid_grant' };
  });
  expect(await refused(teacherToken(client())({ fresh: true }))).toMatchObject({
    code: 'AUTH_EXPIRED',
  });
  expect(kept).toBeNull();
});

test('client credentials get a token from the same server', async () => {
  const getToken = clientCredentials(client(), async () => 'hush');
  expect(await getToken({ fresh: false })).toEqual(expect.stringMatching(/^ey/));
});
