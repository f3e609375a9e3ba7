import { afterAll, beforeAll, beforeEach } from 'vitest';
import { certificate } from '../../sandbox/certificate.ts';
import { type Listening, listen } from '../../sandbox/listen.ts';
import { powerSchoolApp } from '../../sandbox/powerschool/app.ts';
import { newPowerSchool, sessionCookie } from '../../sandbox/powerschool/powerschool.ts';
import { httpsFetch } from '../sis/https-fetch.ts';

/** What a browser adds to a call from a teacher's own PowerSchool page. */
type BrowserHeaders = { cookie?: string; referer?: string };

/**
 * One PowerSchool behind https for the tests of a file, new for each test. `fetch` sends what the browser of a
 * signed-in teacher sends by itself.
 */
export function powerSchoolServer() {
  let server: Listening;
  let ca = '';
  const own = {
    power: newPowerSchool(),
    origin: '',
    fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) => sendAs({}, input, init),
    sendAs,
  };

  function sendAs(
    changed: BrowserHeaders,
    input: Parameters<typeof fetch>[0],
    init?: RequestInit,
  ): Promise<Response> {
    const request = new Request(input, init);
    const headers = {
      cookie: sessionCookie(own.power),
      referer: `${own.origin}/teachers/index.html`,
      ...changed,
    };
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    return httpsFetch(ca)(request);
  }

  beforeAll(async () => {
    ca = (await certificate()).cert;
    // The app is made anew for each test, behind one server.
    server = await listen((request, env) => powerSchoolApp(own.power).fetch(request, env), 0);
    own.origin = `https://127.0.0.1:${server.port}`;
  });
  beforeEach(() => {
    own.power = newPowerSchool();
  });
  afterAll(() => server.close());
  return own;
}
