import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  commitChoices,
  commitFlags,
  type FlagChange,
  readFlags,
} from '../../../lib/storage/flag-store.ts';
import { loseDatabase, wake } from './harness.ts';

const section = { origin: 'https://app.schoology.com', sectionId: '10000001' };
const optOut = (itemId: string, opId = `op-${itemId}`): FlagChange => ({
  ...section,
  opId,
  source: 'dialog',
  choices: [{ itemId, include: false }],
});
const optIn = (itemId: string, opId: string): FlagChange => ({
  ...section,
  opId,
  source: 'panel',
  choices: [{ itemId, include: true }],
});

type Stores = Awaited<ReturnType<typeof wake>>;
let stores: Stores;

const included = async ({ db }: Stores): Promise<Record<string, boolean>> =>
  Object.fromEntries([...(await readFlags(db, section))].map(([id, flag]) => [id, flag.include]));

const again = async (): Promise<Stores> => {
  stores.sleep();
  stores = await wake();
  return stores;
};

beforeEach(async () => {
  stores = await wake();
});

describe('a choice', () => {
  it('is there in the next life of the worker', async () => {
    await commitChoices(stores, optOut('1'));
    expect(await included(await again())).toEqual({ 1: false });
    expect(stores.sentinel.health).toBe('whole');
  });

  it('is one flush to disk: strict, never relaxed', async () => {
    const transaction = vi.spyOn(stores.db, 'transaction');
    await commitChoices(stores, optOut('1'));
    const options = transaction.mock.calls.map((call) => call[2]);
    expect(options).toEqual([{ durability: 'strict' }]);
  });

  it('sent twice under one opId changes nothing the second time', async () => {
    await commitChoices(stores, optOut('1', 'op-a'));
    await commitChoices(stores, optIn('1', 'op-b'));
    await commitChoices(stores, optIn('1', 'op-b'));
    const flag = (await readFlags(stores.db, section)).get('1');
    expect(flag).toMatchObject({ include: true, rev: 2, source: 'panel' });
    expect((await stores.db.get('meta', 'sentinel'))?.epoch).toBe(2);
  });

  it('that cannot be written leaves the old one and no trace in the mirror', async () => {
    await commitChoices(stores, optOut('1'));
    const failing = commitChoices(stores, optIn('1', 'op-b'), async () => {
      throw new DOMException('disk full', 'QuotaExceededError');
    });
    await expect(failing).rejects.toThrow('disk full');
    expect(await included(await again())).toEqual({ 1: false });
    expect(
      (await stores.mirror.read())?.sections.get('https://app.schoology.com|10000001'),
    ).toEqual(['1']);
  });

  it('keeps bulk choices together: 300 items, one epoch', async () => {
    const choices = Array.from({ length: 300 }, (_, n) => ({
      itemId: String(n),
      include: n % 2 === 0,
    }));
    await commitChoices(stores, { ...section, opId: 'bulk-1', source: 'bulk-edit', choices });
    expect(await stores.db.get('meta', 'sentinel')).toMatchObject({ epoch: 1, optOuts: 150 });
  });
});

describe('choices in several sections at once', () => {
  const other = { ...section, sectionId: '10000002' };
  const flag = (include: boolean) => ({ include, source: 'panel' as const });
  const both = [
    { ...section, flags: [{ itemId: '1', flag: flag(false) }] },
    { ...other, flags: [{ itemId: '9', flag: flag(false) }] },
  ];

  it('are one transaction, and one write of the mirror', async () => {
    const transaction = vi.spyOn(stores.db, 'transaction');
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    await commitFlags(stores, 'many-1', both);
    expect(transaction).toHaveBeenCalledOnce();
    expect(set).toHaveBeenCalledOnce();
    expect(await stores.mirror.read()).toMatchObject({
      whole: true,
      head: { epoch: 1, optOuts: 2 },
    });
  });

  it('are written all or not at all', async () => {
    const failing = commitFlags(stores, 'many-1', both, async () => {
      throw new DOMException('disk full', 'QuotaExceededError');
    });
    await expect(failing).rejects.toThrow('disk full');
    expect(
      (await readFlags(stores.db, section)).size + (await readFlags(stores.db, other)).size,
    ).toBe(0);
  });

  it('are taken back without a trace where nothing had been chosen', async () => {
    await commitFlags(stores, 'many-1', both);
    const back = both.map(({ flags, ...key }) => ({
      ...key,
      flags: flags.map(({ itemId }) => ({ itemId, flag: null })),
    }));
    await commitFlags(stores, 'undo-1', back);
    await commitFlags(stores, 'undo-1', back);
    expect(await included(await again())).toEqual({});
    expect(stores.sentinel).toMatchObject({ health: 'whole', epoch: 2, optOuts: 0 });
    expect((await stores.mirror.read())?.head).toMatchObject({ epoch: 2, optOuts: 0 });
  });
});

describe('when the browser loses data', () => {
  beforeEach(() => commitChoices(stores, optOut('1')));

  it('the database silently empty: opt-outs come back from the mirror, and it is said', async () => {
    stores.sleep();
    await loseDatabase();
    stores = await wake();
    expect(await included(stores)).toEqual({ 1: false });
    expect(stores.sentinel.health).toBe('restored');
  });

  it('storage.local lost: the mirror is made anew', async () => {
    await fakeBrowser.storage.local.clear();
    expect((await again()).sentinel.health).toBe('whole');
    expect((await stores.mirror.read())?.head.optOuts).toBe(1);
  });

  it('the worker died between database and mirror: the mirror catches up', async () => {
    vi.spyOn(stores.mirror, 'writeSections').mockRejectedValueOnce(new Error('killed'));
    await expect(commitChoices(stores, optOut('2'))).rejects.toThrow('killed');
    expect((await again()).sentinel.health).toBe('whole');
    expect(
      (await stores.mirror.read())?.sections.get('https://app.schoology.com|10000001'),
    ).toEqual(['1', '2']);
  });

  it('the database lost its newest part: what the mirror knows wins for opt-outs', async () => {
    await commitChoices(stores, optOut('2'));
    await stores.db.delete('flags', [section.origin, section.sectionId, '2']);
    const sentinel = await stores.db.get('meta', 'sentinel');
    await stores.db.put(
      'meta',
      { ...(sentinel ?? stores.sentinel), epoch: 1, optOuts: 1 },
      'sentinel',
    );
    expect(await included(await again())).toEqual({ 1: false, 2: false });
    expect(stores.sentinel.health).toBe('restored');
  });

  it('flags lost under an intact sentinel: restored', async () => {
    await stores.db.clear('flags');
    expect(await included(await again())).toEqual({ 1: false });
    expect(stores.sentinel.health).toBe('restored');
  });

  it('database lost and mirror torn: locked until the teacher has looked', async () => {
    await commitChoices(stores, optOut('2'));
    await fakeBrowser.storage.local.remove('optOuts:https://app.schoology.com|10000001');
    stores.sleep();
    await loseDatabase();
    stores = await wake();
    expect(stores.sentinel.health).toBe('locked');
    expect((await again()).sentinel.health).toBe('locked');
    expect((await stores.confirm()).health).toBe('whole');
    expect((await again()).sentinel.health).toBe('whole');
  });

  it('confirmed after choices of the same life: no copy falls behind them', async () => {
    for (const id of ['1', '2', '3']) await commitChoices(stores, optOut(id));
    const before = await stores.db.get('meta', 'sentinel');
    const confirmed = await stores.confirm();
    expect(confirmed).toMatchObject({ epoch: (before?.epoch ?? 0) + 1, optOuts: 3 });
    expect((await stores.mirror.read())?.head).toMatchObject({
      epoch: confirmed.epoch,
      optOuts: 3,
    });
    expect((await again()).sentinel).toEqual(confirmed);
  });

  it('flags without a count that fits, and no mirror: locked', async () => {
    await stores.db.clear('flags');
    await fakeBrowser.storage.local.clear();
    expect((await again()).sentinel.health).toBe('locked');
  });
});
