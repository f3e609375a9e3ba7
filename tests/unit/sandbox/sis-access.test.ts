// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { loopback } from './loopback-request.ts';
import { get, lineItem, put, requestToken, token } from './sis-calls.ts';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

describe('the token endpoint', () => {
  it('issues a token for the right client', async () => {
    sandbox.sis.desk.expiresIn = 120;
    const answer = await requestToken(sandbox.sis, { scopes: ['roster.readonly'] });

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 120,
      scope: 'https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly',
    });
  });

  it.each([
    ['invalid_client', 401, { secret: 'wrong' }],
    ['invalid_scope', 400, { scopes: ['everything'] }],
    ['unsupported_grant_type', 400, { grant: 'password' }],
  ])('answers %s with %i', async (error, status, change) => {
    const answer = await requestToken(sandbox.sis, change);

    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual({ error });
  });
});

describe('a request', () => {
  it('needs a token', async () => {
    expect((await loopback(`${sandbox.sis.rosteringUrl}/classes`)).status).toBe(401);
  });

  it('needs a token that has not expired', async () => {
    const bearer = await token(sandbox.sis);
    sandbox.sis.expireTokens();

    expect((await get(`${sandbox.sis.rosteringUrl}/classes`, bearer)).status).toBe(401);
  });

  it('needs the scope of its operation', async () => {
    const bearer = await token(sandbox.sis, ['roster.readonly', 'gradebook.readonly']);
    const answer = await put(`${sandbox.sis.gradebookUrl}/lineItems/li-1`, bearer, { lineItem });

    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text).imsx_codeMajor).toBe('failure');
    expect(sandbox.sis.puts()).toHaveLength(1);
    expect(sandbox.sis.gradebook()[0]?.lineItems).toEqual([]);
  });
});

describe('collections', () => {
  const list = async (path: string) => {
    const answer = await get(`${sandbox.sis.rosteringUrl}/${path}`, await token(sandbox.sis));
    return { ...answer, json: JSON.parse(answer.text) };
  };
  const ids = (users: { sourcedId: string }[]): string[] => users.map((user) => user.sourcedId);

  it('come in pages with a total and links', async () => {
    const first = await list('classes/class-alg1-2/students?limit=3');
    const last = await list('classes/class-alg1-2/students?limit=3&offset=6');

    expect(ids(first.json.users)).toEqual(['sis-s-01', 'sis-s-02', 'sis-s-03']);
    expect(first.headers['x-total-count']).toBe('7');
    expect(first.headers.link).toContain('limit=3&offset=3>; rel="next"');
    expect(ids(last.json.users)).toEqual(['sis-s-07']);
    expect(last.headers.link).not.toContain('rel="next"');
  });

  it.each([
    ["identifier='t200001'", ['sis-t-01']],
    ["email='robin.teachwell@district.example.test'", ['sis-t-01']],
    ["identifier='t200001' OR identifier='t200002'", ['sis-t-01', 'sis-t-02']],
    ["identifier='t200001' AND status='tobedeleted'", []],
    ["identifier~'2000'", ['sis-t-01', 'sis-t-02']],
  ])('can be filtered by %s', async (filter, expected) => {
    const { json } = await list(`teachers?filter=${encodeURIComponent(filter)}`);

    expect(ids(json.users)).toEqual(expected);
  });

  it('refuse a filter they cannot read', async () => {
    expect((await list('teachers?filter=phone%3D%271%27')).status).toBe(400);
  });

  it("list a teacher's classes with school and terms", async () => {
    const { json } = await list("teachers/sis-t-02/classes?filter=status%3D'active'");

    expect(json.classes).toHaveLength(1);
    expect(json.classes[0]).toMatchObject({
      sourcedId: 'class-whist-6',
      title: 'WHIST10 P6 (F)',
      school: { sourcedId: 'org-example-high', type: 'org' },
      terms: [{ sourcedId: 'term-2026-s1', type: 'academicSession' }],
    });
  });

  it('list the grading periods of a term', async () => {
    const { json } = await list('terms/term-2026-s1/gradingPeriods');

    expect(json.academicSessions.map((s: { title: string }) => s.title)).toEqual(['Q1', 'Q2']);
  });

  it('answer 404 for an unknown class', async () => {
    expect((await list('classes/none/students')).status).toBe(404);
  });
});
