import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newItemSettings } from '../../../lib/background/new-item-handlers.ts';
import { readNewItems, saveNewItems } from '../../../lib/settings/new-items.ts';
import { parsePolicy } from '../../../lib/settings/policy.ts';

const { local } = fakeBrowser.storage;
const rules = [{ id: 'a', include: false, test: { by: 'zero-points' as const } }];

describe('what is done with new items', () => {
  it('is nothing until the teacher has said something', async () => {
    expect(await readNewItems(local)).toEqual({ wait: false, rules: [] });
  });

  it('is what was saved', async () => {
    await saveNewItems(local, { wait: true, rules });
    expect(await readNewItems(local)).toEqual({ wait: true, rules });
  });

  it('is to wait where what was saved cannot be read', async () => {
    await local.set({ newItems: { wait: false, rules: [{ test: 'unknown' }] } });
    expect(await readNewItems(local)).toEqual({ wait: true, rules: [] });
  });

  it('is what the district says, whatever the teacher has', async () => {
    await saveNewItems(local, { wait: true, rules });
    expect(await newItemSettings({ local }, { newItemsWait: false })).toEqual({
      wait: false,
      rules,
    });
    expect((await newItemSettings({ local }, { newItemsWait: null })).wait).toBe(true);
  });

  it('can be set by policy', () => {
    expect(parsePolicy({ newItemsWaitForReview: true })).toEqual({
      policy: { newItemsWaitForReview: true },
    });
  });
});
