import { Window } from 'happy-dom';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createPortal } from '../../../lib/sis/aeries/portal/portal.ts';
import type { PortalRequest } from '../../../lib/sis/aeries/portal-messages.ts';
import { aeriesApp, cookiesOf } from '../../sandbox/aeries/app.ts';
import { newAeries } from '../../sandbox/aeries/data.ts';
import { certificate } from '../../sandbox/certificate.ts';
import { type Listening, listen } from '../../sandbox/listen.ts';
import { httpsFetch } from '../sis/https-fetch.ts';

/** A parser as a page has it. */
const { DOMParser } = new Window();
const parse = (text: string): Document =>
  new DOMParser().parseFromString(text, 'text/html') as unknown as Document;

/**
 * One Aeries behind https for the tests of a file, new for each test, and `ask`: the script in a gradebook tab of it.
 * What goes in and out is copied as messages are.
 */
export function aeriesServer() {
  let server: Listening;
  let ca = '';
  const own = {
    aeries: newAeries(),
    origin: '',
    /** A tab on a page of the gradebook is open. */
    tab: true,
    ask,
    paths: (method: string): string[] =>
      own.aeries.requests.filter((one) => one.method === method).map(({ path }) => path),
  };

  /** As a page's own fetch: with its cookies, following redirects, and saying where it was led. */
  const pageFetch: typeof fetch = async (input, init) => {
    const wanted = new Request(input, init);
    wanted.headers.set('cookie', cookiesOf(own.aeries));
    const answer = await httpsFetch(ca)(wanted);
    const location = answer.headers.get('location');
    if (location === null) return seenAt(answer, wanted.url, false);
    if (wanted.redirect === 'manual') return seenAt(answer, wanted.url, false, 'opaqueredirect');
    const led = new URL(location, wanted.url).href;
    if (new URL(led).origin !== own.origin) throw new TypeError('Failed to fetch');
    const headers = { cookie: cookiesOf(own.aeries) };
    return seenAt(await httpsFetch(ca)(new Request(led, { headers })), led, true);
  };

  async function ask(request: PortalRequest): Promise<unknown> {
    if (!own.tab) return null;
    const base = `${own.origin}${own.aeries.application}`;
    const answer = createPortal({ fetch: pageFetch, base, parse });
    return structuredClone(await answer(structuredClone(request)));
  }

  beforeAll(async () => {
    ca = (await certificate()).cert;
    server = await listen((request, env) => aeriesApp(own.aeries).fetch(request, env), 0);
    own.origin = `https://127.0.0.1:${server.port}`;
  });
  beforeEach(() => {
    own.aeries = newAeries();
    own.tab = true;
  });
  afterAll(() => server.close());
  return own;
}

const seenAt = (
  response: Response,
  url: string,
  redirected: boolean,
  type: ResponseType = 'basic',
): Response =>
  Object.defineProperties(response, {
    url: { value: url },
    redirected: { value: redirected },
    type: { value: type },
  });
