import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { remembering } from '../../../lib/storage/remembering.ts';

const disk = fakeBrowser.storage.local;

beforeEach(() => fakeBrowser.reset());

describe('an area that remembers', () => {
  it('asks once for what is there and for what is not, and never for what it was not told to keep', async () => {
    await disk.set({ a: 1, other: 2 });
    const area = remembering(disk, (key) => key !== 'other');
    const asked = vi.spyOn(disk, 'get');
    for (let n = 0; n < 2; n++) {
      expect(await area.get('a')).toEqual({ a: 1 });
      expect(await area.get(['a', 'b'])).toEqual({ a: 1 });
    }
    expect(asked.mock.calls).toEqual([[['a']], [['b']]]);
    await area.get('other');
    await area.get('other');
    await area.get(null);
    expect(asked).toHaveBeenCalledTimes(5);
  });

  it('knows what is written and removed through it', async () => {
    const area = remembering(disk, () => true);
    expect(await area.get('a')).toEqual({});
    await area.set({ a: 1 });
    expect(await area.get('a')).toEqual({ a: 1 });
    await area.remove('a');
    expect(await area.get('a')).toEqual({});
  });

  it('asks anew for what has changed, and for nothing else', async () => {
    await disk.set({ a: 1, b: 1 });
    const area = remembering(disk, () => true);
    await area.get(['a', 'b']);
    await disk.set({ a: 2, b: 2 });
    area.forget(['a']);
    expect(await area.get(['a', 'b'])).toEqual({ a: 2, b: 1 });
  });

  it('does not keep what was being read when it changed', async () => {
    await disk.set({ a: 1 });
    const area = remembering(disk, () => true);
    const early = area.get('a'); // answered with the old value, which may come after the change is told
    area.forget(['a']);
    await early;
    await disk.set({ a: 2 });
    expect(await area.get('a')).toEqual({ a: 2 });
  });

  it('does not keep a reading that failed', async () => {
    await disk.set({ a: 1 });
    const area = remembering(disk, () => true);
    vi.spyOn(disk, 'get').mockRejectedValueOnce(new Error('damaged'));
    await expect(area.get('a')).rejects.toThrow('damaged');
    expect(await area.get('a')).toEqual({ a: 1 });
  });
});
