import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { submittedPrefix } from '../../../lib/model/submitted-copy.ts';
import { commitChoices, readFlags } from '../../../lib/storage/flag-store.ts';
import { nobodysTab, settle, settleRecovered, stage } from '../../../lib/storage/staged-store.ts';
import { recoverCopies } from '../../../lib/storage/submitted-copies.ts';
import { wake } from './harness.ts';

const section = { origin: 'https://app.schoology.com', sectionId: '10000001' };
const optOut = { itemId: '50000001', title: 'Lab', include: false as const };
const copy = { ...section, source: 'bulk-edit' as const, choices: [optOut], at: 1 };
const { local } = fakeBrowser.storage;

let stores: Awaited<ReturnType<typeof wake>>;
beforeEach(async () => {
  stores = await wake();
});

const leave = (opId: string, value: unknown) => local.set({ [`${submittedPrefix}${opId}`]: value });
const recover = () => recoverCopies({ local, db: stores.db });
const staged = () => stores.db.getAll('staged');
const optedOut = async () =>
  [...(await readFlags(stores.db, section)).values()]
    .filter(({ include }) => !include)
    .map(({ itemId }) => itemId);
const copiesLeft = async () =>
  Object.keys(await local.get(null)).filter((key) => key.startsWith(submittedPrefix));

describe('a copy that a page left when the background died under its save', () => {
  it('is staged, so that its items wait, and put in force when a page of Schoology comes', async () => {
    await leave('op-1', copy);
    await recover();
    expect(await staged()).toEqual([{ ...copy, opId: 'op-1', tabId: nobodysTab }]);
    expect(await copiesLeft()).toEqual([]);
    expect(await optedOut()).toEqual([]);
    await settleRecovered(stores, 'https://another.schoology.com');
    expect(await optedOut()).toEqual([]);
    await settleRecovered(stores, section.origin);
    expect(await optedOut()).toEqual(['50000001']);
    expect(await staged()).toEqual([]);
  });

  it('belongs to its page again when that one still speaks, and is dropped if Schoology refused', async () => {
    await leave('op-1', copy);
    await recover();
    await stage(stores.db, { ...copy, opId: 'op-1', tabId: 7 });
    await settleRecovered(stores, section.origin);
    expect(await staged()).toHaveLength(1);
    await settle(stores, 'op-1', 'dropped');
    expect(await optedOut()).toEqual([]);
  });

  it('of choices both ways counts for its opt-outs only, where no page of its tab speaks', async () => {
    const optIn = { ...optOut, itemId: '50000002', include: true };
    await commitChoices(stores, {
      ...section,
      opId: 'before',
      source: 'panel',
      choices: [{ itemId: '50000002', include: false }],
    });
    await leave('op-1', { ...copy, choices: [optOut, optIn] });
    await recover();
    await settleRecovered(stores, section.origin);
    expect(await optedOut()).toEqual(['50000001', '50000002']);
  });

  it('of a save that was settled changes nothing any more', async () => {
    await stage(stores.db, { ...copy, opId: 'op-1', tabId: 7 });
    await settle(stores, 'op-1', 'saved');
    await leave('op-1', copy);
    await recover();
    expect(await staged()).toEqual([]);
  });

  it.each([
    ['with an id that is none', { ...copy, choices: [{ ...optOut, itemId: 'x' }] }],
    ['of no known shape', 'nonsense'],
  ])('%s is not taken', async (_, value) => {
    await leave('op-1', value);
    await recover();
    expect([await staged(), await copiesLeft()]).toEqual([[], []]);
  });
});
