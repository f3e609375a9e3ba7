import { type Clock, systemClock } from '../../../lib/model/clock.ts';
import type { OneRosterVersion, SisSystem } from '../../../lib/model/sis-system.ts';
import { neededScopes } from '../../../lib/model/sis-system.ts';
import { guardedFetch } from '../../../lib/net/guarded-fetch.ts';
import { clientCredentials, type Token } from '../../../lib/sis/oauth.ts';
import { oauth1 } from '../../../lib/sis/oauth1.ts';
import { createOneRosterClient } from '../../../lib/sis/oneroster/client.ts';
import { profileOf } from '../../../lib/sis/profile.ts';
import { bearer, type SignIn, withHeaders } from '../../../lib/sis/sign-in.ts';
import { certificate } from '../../sandbox/certificate.ts';
import type { ProductName } from '../../sandbox/sis/product.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { httpsFetch } from '../sis/https-fetch.ts';
import type { Connected, Held } from './connected.ts';

export type OneRosterSystem = {
  product: ProductName;
  system: SisSystem;
  version: OneRosterVersion;
  /** Of its OAuth 1.0a; OAuth 2 where it is left out. */
  hash?: 'SHA-1' | 'SHA-256';
};

const scorePath = /\/results\//;

/** The class of the small course, in a SIS that has nothing else. */
function enroll({ sis }: Sandbox): void {
  const person = (sourcedId: string, role: 'student' | 'teacher', identifier: string) => ({
    sourcedId,
    role,
    identifier,
    givenName: 'A',
    familyName: 'B',
    email: '',
    userIds: [],
  });
  const students = ['1', '2', '3'].map((n) => person(`stu-${n}`, 'student', `S-${n}`));
  sis.state.people.splice(
    0,
    Number.POSITIVE_INFINITY,
    person('t-1', 'teacher', 'T-1'),
    ...students,
  );
  sis.state.classes.splice(0, Number.POSITIVE_INFINITY, {
    sourcedId: 'class-1',
    title: 'Algebra 1: Section 2',
    classCode: 'ALG',
    teacherIds: ['t-1'],
    studentIds: students.map(({ sourcedId }) => sourcedId),
    categoryIds: ['cat-homework'],
  });
}

function signInFor(
  { sis }: Sandbox,
  version: OneRosterVersion,
  fetch: typeof globalThis.fetch,
): SignIn {
  let token: Token | null = null;
  const client = {
    fetch,
    clock: systemClock,
    tokenUrl: sis.tokenUrl,
    clientId: sis.clientId,
    scopes: neededScopes(version),
    store: {
      get: async () => token,
      set: async (given: Token) => {
        token = given;
      },
      clear: async () => {
        token = null;
      },
    },
  };
  return bearer(clientCredentials(client, async () => sis.clientSecret));
}

const signed = ({ sis }: Sandbox, hash: 'SHA-1' | 'SHA-256'): SignIn =>
  oauth1({
    consumerKey: sis.clientId,
    consumerSecret: async () => sis.clientSecret,
    hash,
    clock: systemClock,
    newNonce: () => crypto.randomUUID(),
  });

/** `clock` is the client's; that of the machine unless given. */
export async function connectOneRoster(
  { product, system, version, hash }: OneRosterSystem,
  clock: Clock = systemClock,
): Promise<Connected> {
  const sandbox = await startSandbox({ sis: product });
  enroll(sandbox);
  const { sis } = sandbox;
  const loopback = httpsFetch((await certificate()).cert);
  // The SIS's name is known to the browsers of the other tests only.
  const local = (url: string): string => url.replace(/^https:\/\/[^:/]+/, 'https://localhost');
  const origin = local(sis.origin);
  const fetch = guardedFetch([origin], 'omit', loopback);
  const inner = { ...sandbox, sis: { ...sis, tokenUrl: local(sis.tokenUrl) } };
  const signIn = hash ? signed(sandbox, hash) : signInFor(inner, version, fetch);
  const headers = { 'x-vendor-authorization': 'vendor-key:vendor-secret' };
  const profile = profileOf(system, version);
  const client = createOneRosterClient({
    fetch,
    roots: {
      rosteringUrl: local(sis.rosteringUrl),
      gradebookUrl: local(sis.gradebookUrl),
    },
    signIn: product.startsWith('infinite-campus') ? withHeaders(headers, signIn) : signIn,
    clock,
    profile,
    retryDelay: () => 0,
  });
  const held = (title: string): Held => {
    const lineItems = sis.gradebook()[0]?.lineItems ?? [];
    const results = lineItems.find((lineItem) => lineItem.title === title)?.results ?? [];
    return results.map(({ studentId, score, scoreStatus }) => [studentId, score, scoreStatus]);
  };
  const writes = () => sis.puts().map(({ status }) => status);
  const fail: Connected['fail'] = (fault, times) => {
    const at = { method: 'PUT', match: scorePath, times };
    if (fault.isLost) return sis.failNext({ ...at, mode: 'reset-after' });
    const { status, body } = fault;
    const isRedirect = status >= 300 && status < 400;
    const mode = isRedirect ? 'redirect' : typeof body === 'string' ? 'html-200' : 'before';
    sis.failNext({ ...at, ...fault, mode });
  };
  return {
    client,
    profile,
    held,
    writes,
    scoreWrites: () => sis.puts(scorePath).length,
    fail,
    clearFaults: sis.clearFaults,
    close: sandbox.close,
  };
}
