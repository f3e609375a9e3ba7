import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { rememberedAreas } from '../../../lib/background/remembered-areas.ts';
import { readConnection, saveSecret } from '../../../lib/settings/connection.ts';
import { createMirror } from '../../../lib/storage/mirror.ts';

const { local, session, managed } = fakeBrowser.storage;

beforeEach(() => fakeBrowser.reset());

describe('settings that are remembered', () => {
  it('cost the browser one question each, however many choices are made', async () => {
    const areas = rememberedAreas(() => undefined);
    const asked = [local, session, managed].map((area) => vi.spyOn(area, 'get'));
    for (let n = 0; n < 3; n++) await readConnection(areas);
    // The second of `local` is of what is kept of the policy; no choice waits for it.
    expect(asked.map(({ mock }) => mock.calls.length)).toEqual([2, 1, 1]);
  });

  it('a policy that is changed, refused or taken back holds for the next choice', async () => {
    const areas = rememberedAreas(() => undefined);
    expect((await readConnection(areas)).defaultInclude).toBe(true);
    await managed.set({ defaultInclude: false });
    expect((await readConnection(areas)).defaultInclude).toBe(false);
    await managed.set({ defaultInclude: 'perhaps' });
    expect((await readConnection(areas)).policyRefused).toMatch('defaultInclude');
    await managed.clear();
    expect(await readConnection(areas)).toMatchObject({
      defaultInclude: true,
      policyRefused: null,
    });
  });

  it('a change of the policy is told to who waits for it', async () => {
    const onPolicy = vi.fn();
    rememberedAreas(onPolicy);
    await managed.set({ defaultInclude: false });
    expect(onPolicy).toHaveBeenCalledTimes(1);
    await local.set({ a: 1 });
    await session.set({ a: 1 });
    expect(onPolicy).toHaveBeenCalledTimes(1);
  });

  it('a policy that comes late is told too', async () => {
    await local.set({ lastPolicy: { defaultInclude: false } });
    let say = (): void => undefined;
    const said = new Promise((resolve) => {
      say = () => resolve({});
    });
    vi.spyOn(managed, 'get').mockImplementationOnce(() => said);
    const onPolicy = vi.fn();
    const areas = rememberedAreas(onPolicy);
    expect((await readConnection(areas)).defaultInclude).toBe(false);
    say();
    await areas.managed.confirmed();
    expect(onPolicy).toHaveBeenCalledTimes(1);
    expect((await readConnection(areas)).defaultInclude).toBe(true);
  });

  it('what another context writes to the areas is seen too', async () => {
    const areas = rememberedAreas(() => undefined);
    await saveSecret(areas, 'one');
    expect((await readConnection(areas)).secret).toBe('one');
    await session.set({ clientSecret: 'two' });
    expect((await readConnection(areas)).secret).toBe('two');
    await session.clear();
    expect((await readConnection(areas)).secret).toBeNull();
  });

  it('the next life of the worker reads what was changed while there was none', async () => {
    expect((await readConnection(rememberedAreas(() => undefined))).defaultInclude).toBe(true);
    fakeBrowser.storage.onChanged.removeAllListeners(); // the worker is gone, and hears nothing
    await managed.set({ defaultInclude: false });
    expect((await readConnection(rememberedAreas(() => undefined))).defaultInclude).toBe(false);
  });

  it('the second copy of the opt-outs is never answered from memory', async () => {
    const mirror = createMirror(rememberedAreas(() => undefined).local);
    await mirror.writeSections({ installId: 'one', epoch: 1, optOuts: 0 }, []);
    expect(await mirror.head()).toMatchObject({ epoch: 1 });
    fakeBrowser.storage.onChanged.removeAllListeners();
    await local.clear(); // lost, and the browser says nothing
    expect(await mirror.head()).toBeNull();
  });
});
