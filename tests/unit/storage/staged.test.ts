import { beforeEach, describe, expect, it } from 'vitest';
import type { GradedItem } from '../../../lib/model/graded-item.ts';
import { commitChoices, readFlags } from '../../../lib/storage/flag-store.ts';
import {
  bindNewItems,
  bindToLanding,
  waitingOptOuts,
} from '../../../lib/storage/new-item-choices.ts';
import type { StagedChoice, StagedChoices } from '../../../lib/storage/records.ts';
import {
  settle,
  settleLeftovers,
  settleTab,
  stage,
  unconfirmedItems,
} from '../../../lib/storage/staged-store.ts';
import { wake } from './harness.ts';

const section = { origin: 'https://app.schoology.com', sectionId: '10000001' };
const off = (itemId: string | null, title = 'Lab'): StagedChoice => ({
  itemId,
  title,
  include: false,
});
const on = (itemId: string): StagedChoice => ({ itemId, title: 'Lab', include: true });
const staged = (opId: string, ...choices: StagedChoice[]): StagedChoices => ({
  ...section,
  opId,
  tabId: 7,
  source: 'dialog',
  choices,
  at: 1,
});
const item = (itemId: string, title = 'Lab'): GradedItem => ({
  ...section,
  itemId,
  title,
  kind: 'assignment',
  categoryId: '1',
  periodId: null,
  due: null,
  points: 10,
  published: true,
  countsInGrade: true,
});

let stores: Awaited<ReturnType<typeof wake>>;
beforeEach(async () => {
  stores = await wake();
});
const flags = async () =>
  [...(await readFlags(stores.db, section)).values()].map(({ itemId, include }) => [
    itemId,
    include,
  ]);

describe('a submitted form', () => {
  it('is in force when Schoology saved it', async () => {
    await stage(stores.db, staged('op-1', off('1'), on('2')));
    await settle(stores, 'op-1', 'saved');
    expect(await flags()).toEqual([
      ['1', false],
      ['2', true],
    ]);
    expect(await stores.db.count('staged')).toBe(0);
  });

  it('is forgotten when Schoology refused it', async () => {
    await stage(stores.db, staged('op-1', off('1')));
    await settle(stores, 'op-1', 'dropped');
    expect(await flags()).toEqual([]);
    expect(await stores.db.count('staged')).toBe(0);
  });

  it('whose fate is unknown keeps the opt-outs only', async () => {
    await stage(stores.db, staged('op-1', off('1'), on('2')));
    await settle(stores, 'op-1', 'unknown');
    expect(await flags()).toEqual([['1', false]]);
  });

  it('settled twice changes nothing the second time', async () => {
    await stage(stores.db, staged('op-1', off('1')));
    expect(await settle(stores, 'op-1', 'saved')).not.toBeNull();
    expect(await settle(stores, 'op-1', 'dropped')).toBeNull();
    expect(await flags()).toEqual([['1', false]]);
  });

  it('comes back to its tab when the page shows the form again', async () => {
    await stage(stores.db, staged('op-1', off(null)));
    const { origin } = section;
    expect(await settleTab(stores, { tabId: 8, origin }, 'dropped')).toEqual([]);
    expect(await settleTab(stores, { tabId: 7, origin }, 'dropped')).toEqual([off(null)]);
  });

  it('is neither dropped nor told by a page of another Schoology in that tab', async () => {
    await stage(stores.db, staged('op-1', off('1'), on('2')));
    const elsewhere = { tabId: 7, origin: 'https://other.schoology.com' };
    expect(await settleTab(stores, elsewhere, 'dropped')).toEqual([]);
    expect(await flags()).toEqual([['1', false]]);
  });

  it('left over from an earlier browser session keeps its opt-outs', async () => {
    await stage(stores.db, staged('op-1', off('1'), on('2')));
    await settleLeftovers(stores);
    expect(await flags()).toEqual([['1', false]]);
  });

  it('holds its opted-out items back until it is settled', async () => {
    await stage(stores.db, staged('op-1', off('1'), on('2'), off(null, 'New  lab')));
    const items = [item('1'), item('2'), item('3', 'New lab'), item('4', 'Other')];
    expect(unconfirmedItems(await stores.db.getAll('staged'), items)).toEqual(new Set(['1', '3']));
  });
});

describe('a choice for a new item', () => {
  beforeEach(async () => {
    await stage(stores.db, staged('op-1', off(null, 'Lab 4')));
    await settle(stores, 'op-1', 'saved');
  });

  it('goes to the item that Schoology lists under that title', async () => {
    await bindNewItems(stores, section, [item('8', 'Other'), item('9', 'Lab 4')]);
    expect(await flags()).toEqual([['9', false]]);
    expect(await stores.db.count('newItems')).toBe(0);
  });

  it('waits while the list does not show the item yet', async () => {
    await bindNewItems(stores, section, [item('8', 'Other')]);
    expect(await flags()).toEqual([]);
    await bindNewItems(stores, section, [item('9', 'Lab 4')]);
    expect(await flags()).toEqual([['9', false]]);
  });

  it('opts out all items it could mean', async () => {
    await bindNewItems(stores, section, [item('8', 'Lab 4'), item('9', 'Lab 4')]);
    expect(await flags()).toEqual([
      ['8', false],
      ['9', false],
    ]);
  });

  it('leaves what was chosen for the item since', async () => {
    const since = { ...section, opId: 'op-2', source: 'bulk-edit' as const };
    await commitChoices(stores, { ...since, choices: [{ itemId: '9', include: true }] });
    await bindNewItems(stores, section, [item('9', 'Lab 4')]);
    expect(await flags()).toEqual([['9', true]]);
    expect(await stores.db.count('newItems')).toBe(0);
  });

  it('is not about an item of the same title that was chosen for before', async () => {
    const before = { ...section, opId: 'op-0', source: 'bulk-edit' as const };
    const earlier = { ...stores, clock: { now: () => 0 } };
    await commitChoices(earlier, { ...before, choices: [{ itemId: '8', include: true }] });
    await bindNewItems(stores, section, [item('8', 'Lab 4')]);
    expect(await flags()).toEqual([['8', true]]);
    await bindNewItems(stores, section, [item('8', 'Lab 4'), item('9', 'Lab 4')]);
    expect(await flags()).toEqual([
      ['8', true],
      ['9', false],
    ]);
  });

  it('goes to an item that was listed while Schoology’s answer was awaited, whatever a rule said of it', async () => {
    const row = { ...item('9', 'Lab 4'), planned: null, aboveMaximum: 0 };
    await stores.db.put('items', { ...row, firstSeenAt: 2 });
    const byRule = { ...section, opId: 'op-2', source: 'rule' as const };
    await commitChoices(stores, { ...byRule, choices: [{ itemId: '9', include: true }] });
    await bindNewItems(stores, section, [item('9', 'Lab 4')]);
    expect(await flags()).toEqual([['9', false]]);
  });

  it('is not about an item of the same title that was listed before', async () => {
    const row = { ...item('8', 'Lab 4'), planned: null, aboveMaximum: 0 };
    await stores.db.put('items', { ...row, firstSeenAt: 0 });
    await bindNewItems(stores, section, [item('8', 'Lab 4')]);
    expect(await flags()).toEqual([]);
    expect(await stores.db.count('newItems')).toBe(1);
  });

  it('shows at what may be its item while the list has not been read', async () => {
    const shown = [
      { itemId: '8', title: 'Other' },
      { itemId: '9', title: ' Lab  4' },
      { itemId: '10', title: null },
    ];
    expect(await waitingOptOuts(stores.db, section, shown)).toEqual(new Set(['9']));
    expect(await waitingOptOuts(stores.db, { ...section, sectionId: '2' }, shown)).toEqual(
      new Set(),
    );
    await bindNewItems(stores, section, [item('9', 'Lab 4')]);
    expect(await waitingOptOuts(stores.db, section, shown)).toEqual(new Set());
  });

  it('goes to the item on whose page its tab lands', async () => {
    const page = { origin: section.origin, itemId: '9', title: 'Lab 4' };
    expect(await bindToLanding(stores, 8, page)).toBeNull();
    expect(await bindToLanding(stores, 7, { ...page, title: 'Another item' })).toBeNull();
    expect(await bindToLanding(stores, 7, page)).toMatchObject({ include: false });
    expect(await flags()).toEqual([['9', false]]);
  });

  it('stays in its own section', async () => {
    await bindNewItems(stores, { ...section, sectionId: '2' }, [item('9', 'Lab 4')]);
    expect(await flags()).toEqual([]);
  });
});
