import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { lmsDomains, serveLmsDomains } from '../../../lib/background/lms-domains.ts';
import { addLmsOrigin, removeLmsOrigin } from '../../../lib/settings/lms-origins.ts';
import { policyOf } from './policy-of.ts';

const own = 'https://lms.district.example';
const other = 'https://learn.district.example';
const { local } = fakeBrowser.storage;

/** `granted` = what the browser lets us into. */
const ports = (managed: Record<string, unknown>, granted: string[]) => {
  const served: string[][] = [];
  return {
    served,
    local,
    managed: policyOf(() => managed),
    hasHostAccess: async (origin: string) => granted.includes(origin),
    serveOrigins: async (origins: string[]) => void served.push(origins),
  };
};

it('lists what the policy names and what the teacher typed, each once, with what is granted', async () => {
  await addLmsOrigin(local, own);
  await addLmsOrigin(local, other);
  await addLmsOrigin(local, other);
  expect(await lmsDomains(ports({ lmsOrigins: [own] }, [other]))).toEqual([
    { origin: own, fromPolicy: true, granted: false },
    { origin: other, fromPolicy: false, granted: true },
  ]);
});

it('needs no entry for a host of Schoology’s own, but for one that only sounds like it', async () => {
  await addLmsOrigin(local, 'https://district.schoology.com');
  await addLmsOrigin(local, 'https://notschoology.com');
  const known = await lmsDomains(ports({ lmsOrigins: ['https://app.schoology.com'] }, []));
  expect(known.map(({ origin }) => origin)).toEqual(['https://notschoology.com']);
});

it('serves only what is granted, and nothing after its removal', async () => {
  await addLmsOrigin(local, own);
  await addLmsOrigin(local, other);
  const browser = ports({}, [own]);
  await serveLmsDomains(browser);
  await removeLmsOrigin(local, own);
  await serveLmsDomains(browser);
  expect(browser.served).toEqual([[own], []]);
});

it('makes one registration after the other, each by what is granted then', async () => {
  await addLmsOrigin(local, own);
  const granted: string[] = [];
  const browser = ports({}, granted);
  let busy = 0;
  const serveOrigins = async (origins: string[]): Promise<void> => {
    expect(++busy).toBe(1);
    await new Promise((resolve) => setTimeout(resolve));
    await browser.serveOrigins(origins);
    busy--;
  };
  const first = serveLmsDomains({ ...browser, serveOrigins });
  granted.push(own);
  await Promise.all([first, serveLmsDomains({ ...browser, serveOrigins })]);
  expect(browser.served.at(-1)).toEqual([own]);
});

it('goes on after a registration that failed', async () => {
  await addLmsOrigin(local, own);
  const browser = ports({}, [own]);
  const serveOrigins = () => Promise.reject(new Error('no'));
  await expect(serveLmsDomains({ ...browser, serveOrigins })).rejects.toThrow('no');
  await serveLmsDomains(browser);
  expect(browser.served).toEqual([[own]]);
});

it('lists what was typed when the policy is refused', async () => {
  await addLmsOrigin(local, own);
  const known = await lmsDomains(ports({ lmsOrigins: [other], sisname: 'x' }, []));
  expect(known.map(({ origin }) => origin)).toEqual([own]);
});
