import type { Sandbox } from '../../sandbox/start.ts';
import { type Answer, loopback } from './loopback-request.ts';

type SisSide = Sandbox['sis'];

const scope = (name: string): string => `https://purl.imsglobal.org/spec/or/v1p2/scope/${name}`;

const pusherScopes = ['roster.readonly', 'gradebook.readonly', 'gradebook.createput'];

export function requestToken(
  sis: SisSide,
  { secret = sis.clientSecret, scopes = pusherScopes, grant = 'client_credentials' } = {},
): Promise<Answer> {
  const form = new URLSearchParams({ grant_type: grant, scope: scopes.map(scope).join(' ') });
  return loopback(sis.tokenUrl, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${sis.clientId}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: form.toString(),
  });
}

export async function token(sis: SisSide, scopes = pusherScopes): Promise<string> {
  return JSON.parse((await requestToken(sis, { scopes })).text).access_token;
}

export const get = (address: string, bearer: string): Promise<Answer> =>
  loopback(address, { headers: { authorization: `Bearer ${bearer}` } });

export const put = (address: string, bearer: string, body: unknown): Promise<Answer> =>
  loopback(address, {
    method: 'PUT',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export const ref = (type: string, sourcedId: string) => ({
  href: `https://sis.example.test/${type}/${sourcedId}`,
  sourcedId,
  type,
});

/** A line item as OneRoster 1.2 wants it. */
export const lineItem = {
  sourcedId: 'li-1',
  status: 'active',
  dateLastModified: '2026-11-23T15:00:00.000Z',
  title: 'Linear equations worksheet',
  assignDate: '2026-11-23T05:00:00.000Z',
  dueDate: '2026-12-01T04:59:00.000Z',
  class: ref('class', 'class-alg1-2'),
  school: ref('org', 'org-example-high'),
  category: ref('category', 'cat-homework'),
  gradingPeriod: ref('academicSession', 'gp-2026-q2'),
  resultValueMin: 0,
  resultValueMax: 100,
};

/** A result on it, over the maximum. */
export const result = {
  sourcedId: 'r-1',
  status: 'active',
  dateLastModified: '2026-11-23T15:00:00.000Z',
  lineItem: ref('lineItem', 'li-1'),
  student: ref('user', 'sis-s-01'),
  scoreStatus: 'fully graded',
  score: 110,
  scoreDate: '2026-11-23',
  missing: 'false',
  incomplete: 'false',
};
