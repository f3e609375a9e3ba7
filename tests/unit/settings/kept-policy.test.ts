import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readConnection, viewConnection } from '../../../lib/settings/connection.ts';
import { keptPolicy } from '../../../lib/settings/kept-policy.ts';
import { eventually } from '../eventually.ts';
import { policy } from './a-policy.ts';
import { slowBrowser } from './policy-of.ts';

const { local, session } = fakeBrowser.storage;

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(() => void vi.useRealTimers());

/** What was said in an earlier life of the worker, and kept. */
async function saidBefore(values: Record<string, unknown>): Promise<void> {
  const browser = slowBrowser();
  const { confirmed } = keptPolicy(browser, local, () => undefined);
  const said = confirmed();
  browser.say(values);
  await said;
  await eventually(async () => expect(await local.get(null)).toHaveProperty('lastPolicy'));
}

/** The worker's next life, in a browser that has just started; what is asked for takes longer than a moment. */
async function startedBrowser() {
  const browser = slowBrowser();
  const onLate = vi.fn();
  const managed = keptPolicy(browser, local, onLate);
  const get = async () => {
    const values = managed.get(null);
    await vi.advanceTimersByTimeAsync(1_000);
    return values;
  };
  return { browser, managed, onLate, get };
}

describe('a browser that says the policy at once', () => {
  it('is asked once, anew after a change, and again after a failure', async () => {
    const browser = slowBrowser();
    const managed = keptPolicy(browser, local, () => undefined);
    const refused = managed.get(null);
    browser.questions[0]?.reject(new Error('no manifest'));
    await expect(refused).rejects.toThrow('no manifest');
    const first = managed.get(null);
    browser.say({ sisName: 'One' });
    expect(await first).toEqual({ sisName: 'One' });
    expect(await managed.get(null)).toEqual({ sisName: 'One' });
    managed.forget();
    const second = managed.get(null);
    browser.say({ sisName: 'Two' });
    expect(await second).toEqual({ sisName: 'Two' });
    expect(browser.questions).toHaveLength(3);
  });

  it('is believed, whatever it said last time, and has no news', async () => {
    await saidBefore({ sisName: 'One' });
    const { browser, managed, onLate } = await startedBrowser();
    const values = managed.get(null);
    browser.say({ sisName: 'Two' });
    expect(await values).toEqual({ sisName: 'Two' });
    expect(onLate).not.toHaveBeenCalled();
  });
});

describe('a browser that takes its time', () => {
  it('is stood in for by what it said last, until it speaks', async () => {
    await saidBefore({ defaultInclude: false });
    const { browser, managed, onLate, get } = await startedBrowser();
    expect(await get()).toEqual({ defaultInclude: false });
    expect(onLate).not.toHaveBeenCalled();
    browser.say({ defaultInclude: true });
    await managed.confirmed();
    expect(onLate).toHaveBeenCalledTimes(1);
    expect(await managed.get(null)).toEqual({ defaultInclude: true });
    expect(browser.questions).toHaveLength(1);
  });

  it('that it said there is none is such an answer too', async () => {
    await saidBefore({});
    expect(await (await startedBrowser()).get()).toEqual({});
  });

  it('is waited for where it never spoke before', async () => {
    const { browser, managed, get } = await startedBrowser();
    let answered = false;
    const values = get().finally(() => {
      answered = true;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answered).toBe(false);
    browser.say({ sisName: 'One' });
    expect(await values).toEqual({ sisName: 'One' });
    await managed.confirmed();
  });

  it('is waited for by what is sent', async () => {
    await saidBefore({});
    const { browser, managed, get } = await startedBrowser();
    await get();
    let isConfirmed = false;
    const confirmed = managed.confirmed().finally(() => {
      isConfirmed = true;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isConfirmed).toBe(false);
    browser.say({ sisName: 'New' });
    expect(await confirmed).toEqual({ sisName: 'New' });
  });

  it('is believed where it speaks while the disk is asked what it said last', async () => {
    await saidBefore({ sisName: 'Old' });
    let found = (): void => undefined;
    const isFound = new Promise<void>((resolve) => {
      found = resolve;
    });
    const get = async (keys: string | string[] | null) => isFound.then(() => local.get(keys));
    const slowDisk = { get, set: local.set, remove: local.remove };
    const browser = slowBrowser();
    const managed = keptPolicy(browser, slowDisk, () => undefined);
    const values = managed.get(null);
    await vi.advanceTimersByTimeAsync(1_000);
    browser.say({ sisName: 'New' });
    await vi.advanceTimersByTimeAsync(0);
    found();
    expect(await values).toEqual({ sisName: 'New' });
  });

  it('a change that is told meanwhile is waited for by what is sent, and is news', async () => {
    await saidBefore({});
    const { browser, managed, onLate, get } = await startedBrowser();
    let isConfirmed = false;
    const confirmed = managed.confirmed().finally(() => {
      isConfirmed = true;
    });
    await get();
    managed.forget();
    await get();
    browser.questions[0]?.resolve({ sisName: 'Old' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isConfirmed).toBe(false);
    expect(onLate).not.toHaveBeenCalled();
    browser.say({ sisName: 'New' });
    expect(await confirmed).toEqual({ sisName: 'New' });
    expect(await managed.get(null)).toEqual({ sisName: 'New' });
    expect(onLate).toHaveBeenCalledTimes(1);
  });

  it('that refuses is asked again, and what it says then is news', async () => {
    await saidBefore({});
    const { browser, managed, onLate, get } = await startedBrowser();
    await get();
    browser.questions[0]?.reject(new Error('No SW'));
    await vi.advanceTimersByTimeAsync(0);
    const values = managed.get(null);
    browser.say({ sisName: 'New' });
    expect(await values).toEqual({ sisName: 'New' });
    expect(onLate).toHaveBeenCalledTimes(1);
  });
});

describe('what is kept of a policy', () => {
  const secretive = { ...policy, auth: { ...policy.auth, headers: { 'x-key': 'header-secret' } } };

  it('has no secrets in it, and the panel does not ask for one that the district has', async () => {
    await saidBefore(secretive);
    expect(JSON.stringify(await local.get(null))).not.toMatch(/district-secret|header-secret/);
    const { managed, get } = await startedBrowser();
    await get();
    const connection = await readConnection({ local, session, managed });
    expect(connection.settings?.sisName).toBe('Example SIS');
    const view = await viewConnection(connection, {
      granted: async () => true,
      signedIn: async () => false,
      redirectUrl: '',
      fallbackName: 'your SIS',
    });
    expect(view).toMatchObject({ state: 'ready', fromPolicy: true });
  });

  it('is nothing of one that is refused: a name with a typing error may hold the secret', async () => {
    await saidBefore(policy);
    const browser = slowBrowser();
    const confirmed = keptPolicy(browser, local, () => undefined).confirmed();
    browser.say({ ...policy, autth: policy.auth });
    await confirmed;
    await eventually(async () => expect(await local.get(null)).toEqual({}));
  });
});
