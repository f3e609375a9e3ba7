// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { ForeignOriginError, guardedFetch } from '../../../lib/net/guarded-fetch.ts';
import { counts, ownSources } from './sources.ts';

describe('the way out of the extension', () => {
  const sources = ownSources();

  it('is one call of fetch, and one in a tab of Aeries; nothing else speaks to a network', () => {
    expect(counts(sources, /(?<![.\w])fetch\s*\(/g)).toEqual({
      'lib/background/browser-ports.ts': 1,
      // The page's own, for that page's origin only; the background never names an address to it.
      'entrypoints/aeries-portal.ts': 1,
    });
    const inTheTab = sources.find(({ path }) => path === 'lib/sis/aeries/portal/fetch-page.ts');
    expect(inTheTab?.text).toContain("mode: 'same-origin'");
    const others =
      /(?:globalThis|window|self)\.fetch|new XMLHttpRequest|\bWebSocket\b|\bEventSource\b|\bWebTransport\b|\bRTCPeerConnection\b|sendBeacon|new Image\b|connectNative|\bnew SharedWorker|\bnew Worker\b/g;
    expect(counts(sources, others)).toEqual({});
  });

  it('is behind the guard wherever it is taken from the browser', () => {
    // Both hand it to guardedFetch: Schoology's feed, and the SIS of the connection.
    expect(counts(sources, /\bports\.fetch\b/g)).toMatchObject({
      'lib/background/app.ts': 1,
      'lib/background/sis-fetch.ts': 1,
    });
    const guarded = counts(sources, /(?<!function )\bguardedFetch\(/g);
    expect(guarded).toEqual({ 'lib/background/app.ts': 1, 'lib/background/sis-fetch.ts': 1 });
  });

  it('has no address written into the program but Schoology’s and the scopes of OneRoster', () => {
    const hosts = sources.flatMap(({ text }) =>
      [...withoutComments(text).matchAll(/https?:\/\/([a-z*][\w.*-]+)/g)].map(([, host]) => host),
    );
    expect([...new Set(hosts)].toSorted()).toEqual([
      '*.schoology.com',
      'app.schoology.com',
      'purl.imsglobal.org',
    ]);
  });
});

const withoutComments = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
    .map((line) => line.replace(/\s\/\/ .*$/, ''))
    .join('\n');

describe('the guard', () => {
  const sis = 'https://sis.example';

  /** What left for the browser's fetch. */
  function guard(origins: string[], credentials: 'omit' | 'include' = 'omit') {
    const sent: Request[] = [];
    const port: typeof fetch = async (input, init) => {
      sent.push(new Request(input, init));
      return new Response('{}');
    };
    return { send: guardedFetch(origins, credentials, port), sent };
  }

  it.each([
    'https://evil.example/',
    'https://sis.example.evil.example/',
    'https://sis.example:8443/',
    'https://evil.example/https://sis.example/',
    'https://sis.example@evil.example/',
    'http://sis.example/',
    'http://127.0.0.1:8080/',
    'ftp://sis.example/',
    'data:application/json,{}',
    'blob:https://sis.example/0f5b8c3e-8f0f-4a06-8b6e-5b4f6d0c7c11',
  ])('lets nothing leave for %s', async (url) => {
    const { send, sent } = guard([sis]);
    await expect(send(url)).rejects.toThrow();
    expect(sent).toEqual([]);
  });

  it('takes http for this machine only, even where it is configured', async () => {
    const { send, sent } = guard(['http://sis.example', 'http://127.0.0.1:8080']);
    await expect(send('http://sis.example/')).rejects.toBeInstanceOf(ForeignOriginError);
    await send('http://127.0.0.1:8080/');
    expect(sent.map(({ url }) => url)).toEqual(['http://127.0.0.1:8080/']);
  });

  it('overrules what a caller asks for: no cookies, no redirect, no referer, no cache', async () => {
    const { send, sent } = guard([sis]);
    await send(`${sis}/x`, { credentials: 'include', redirect: 'follow', cache: 'force-cache' });
    await send(new Request(`${sis}/y`, { credentials: 'include', referrerPolicy: 'unsafe-url' }));
    for (const request of sent) {
      expect(request).toMatchObject({
        credentials: 'omit',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      });
    }
    expect(sent).toHaveLength(2);
  });
});
