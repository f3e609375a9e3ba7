// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { loopback } from './loopback-request.ts';
import { get, lineItem, put, token } from './sis-calls.ts';

let sandbox: Sandbox;
let bearer: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  bearer = await token(sandbox.sis);
});
afterEach(() => sandbox.close());

const putItem = (id: string) =>
  put(`${sandbox.sis.gradebookUrl}/lineItems/${id}`, bearer, {
    lineItem: { ...lineItem, sourcedId: id },
  });
const stored = (): string[] => [...sandbox.sis.state.lineItems.keys()];

describe('failNext', () => {
  it('refuses so many matching requests before they are applied', async () => {
    sandbox.sis.failNext({
      method: 'PUT',
      match: /lineItems/,
      times: 2,
      status: 503,
      headers: { 'retry-after': '7' },
    });

    const statuses = [await putItem('a'), await putItem('b'), await putItem('c')].map(
      ({ status, headers }) => [status, headers['retry-after']],
    );
    expect(statuses).toEqual([
      [503, '7'],
      [503, '7'],
      [201, undefined],
    ]);
    expect(stored()).toEqual(['c']);
  });

  it('leaves other requests alone', async () => {
    sandbox.sis.failNext({ method: 'PUT', match: (request) => request.path.endsWith('/b') });

    expect((await putItem('a')).status).toBe(201);
    expect((await get(`${sandbox.sis.gradebookUrl}/lineItems/b`, bearer)).status).toBe(404);
    expect((await putItem('b')).status).toBe(500);
  });

  it('can apply the request and then answer with a failure', async () => {
    sandbox.sis.failNext({ mode: 'after', status: 502, body: 'Bad gateway' });

    expect(await putItem('a')).toMatchObject({ status: 502, text: 'Bad gateway' });
    expect(stored()).toEqual(['a']);
  });

  it('can apply the request and then cut the connection', async () => {
    sandbox.sis.failNext({ mode: 'reset-after' });

    await expect(putItem('a')).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(stored()).toEqual(['a']);
    expect(sandbox.sis.puts()[0]?.status).toBeNull();
  });

  it('can answer with a page of a proxy, and with a redirect', async () => {
    sandbox.sis.failNext({ mode: 'html-200' });
    sandbox.sis.failNext({ mode: 'redirect' });

    const page = await putItem('a');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(await putItem('a')).toMatchObject({ status: 302, headers: { location: '/signin' } });
    expect(stored()).toEqual([]);
  });

  it('can leave a request hanging until the sandbox closes', async () => {
    sandbox.sis.failNext({ mode: 'hang', match: /lineItems\/a/ });
    const hanging = putItem('a').catch((error: Error) => error.message);

    expect((await putItem('b')).status).toBe(201);
    await sandbox.close();
    expect(await hanging).toMatch(/socket hang up|ECONNRESET/);
    sandbox = await startSandbox();
  });
});

describe('hold', () => {
  it('lets the first PUTs through and stops the rest until release', async () => {
    const { reached } = sandbox.sis.hold({ method: 'PUT', after: 2 });
    const puts = ['a', 'b', 'c', 'd'].map(putItem);

    await reached;
    expect(stored()).toHaveLength(2);
    expect((await get(`${sandbox.sis.gradebookUrl}/lineItems`, bearer)).status).toBe(200);
    sandbox.sis.release();
    expect((await Promise.all(puts)).map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(stored()).toHaveLength(4);
  });
});

describe('the request log', () => {
  it('says what was asked and answered, and of secrets only that they were there', async () => {
    sandbox.sis.requests.splice(0);
    await putItem('a');
    await loopback(`${sandbox.sis.rosteringUrl}/users?limit=1`, { headers: { cookie: 'a=b' } });

    expect(sandbox.sis.requests).toMatchObject([
      {
        method: 'PUT',
        path: '/ims/oneroster/gradebook/v1p2/lineItems/a',
        status: 201,
        headers: { cookie: false, authorization: 'bearer' },
        body: { lineItem: { sourcedId: 'a' } },
      },
      {
        method: 'GET',
        path: '/ims/oneroster/rostering/v1p2/users?limit=1',
        status: 401,
        headers: { cookie: true, authorization: 'none' },
        body: null,
      },
    ]);
    expect(JSON.stringify(sandbox.sis.requests)).not.toContain(bearer);
  });

  it('counts a DELETE', async () => {
    await loopback(`${sandbox.sis.gradebookUrl}/results/x`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${bearer}` },
    });

    expect(sandbox.sis.deletes()).toHaveLength(1);
    expect(sandbox.sis.puts()).toHaveLength(0);
  });
});
