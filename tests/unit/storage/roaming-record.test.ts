import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoamingChoice } from '../../../lib/model/roaming-choice.ts';
import { limits, readRecords, sizeOf, toRecord } from '../../../lib/storage/roaming-record.ts';

const section = { origin: 'https://app.schoology.com', sectionId: '10000003' };
const out = (itemId: string, rev = 1): RoamingChoice => ({ itemId, rev, choice: 'out' });

describe('a section’s choices in the sync service', () => {
  it('are a short text under a key of their own', () => {
    const choices: RoamingChoice[] = [
      out('50000051', 3),
      { itemId: '50000052', rev: 1, choice: 'in' },
      { itemId: '50000053', rev: 2, choice: 'none' },
    ];
    const record = toRecord('install-1', section, { known: true, choices });
    expect(record).toEqual({
      'choices|install-1|https://app.schoology.com|10000003|0/1': {
        known: true,
        choices: '50000051:3o 50000052:1i 50000053:2n',
      },
    });
    expect(readRecords(record)).toMatchObject([{ ...section, choices, whole: true }]);
  });

  it('none at all is a record too: it says that nothing is opted out', () => {
    const record = toRecord('install-1', section, { known: true, choices: [] });
    expect(readRecords(record)).toMatchObject([{ choices: [], whole: true }]);
  });

  it('of a browser that has not looked at the section are choices, and do not make it known', () => {
    const record = toRecord('install-1', section, { known: false, choices: [out('1')] });
    expect(readRecords(record)).toMatchObject([{ choices: [out('1')], whole: false }]);
  });

  it('too many for one value are split, each value within its limit, and come back whole', () => {
    const choices = Array.from({ length: 1_800 }, (_, n) => out(String(50_000_000 + n)));
    const record = toRecord('install-1', section, { known: true, choices });
    const sizes = Object.entries(record).map(([key, value]) => sizeOf(key, value));
    expect(sizes).toHaveLength(4); // 1,800 x 11 characters are 19,800 bytes: three would do, and parts are doubled
    expect(Math.max(...sizes)).toBeLessThanOrEqual(limits.item);
    const [read] = readRecords(record);
    expect(read?.choices).toHaveLength(1_800);
    expect(read?.whole).toBe(true);
  });

  it('split ones of which a part has not arrived do not make the section known', () => {
    const choices = Array.from({ length: 1_800 }, (_, n) => out(String(50_000_000 + n)));
    const [, ...rest] = Object.entries(toRecord('install-1', section, { known: true, choices }));
    const [read] = readRecords(Object.fromEntries(rest));
    expect(read?.whole).toBe(false);
    expect(read?.choices).toHaveLength(1_350);
  });

  it('of two browsers are read together', () => {
    const read = readRecords({
      ...toRecord('install-1', section, { known: true, choices: [out('1')] }),
      ...toRecord('install-2', section, { known: true, choices: [out('2')] }),
    });
    expect(read).toHaveLength(1);
    expect(read[0]?.choices).toEqual([out('1'), out('2')]);
  });

  it('of the same section at another address are another section’s', () => {
    const elsewhere = { ...section, origin: 'https://lms.district.example' };
    const read = readRecords({
      ...toRecord('install-1', section, { known: true, choices: [out('1')] }),
      ...toRecord('install-1', elsewhere, { known: true, choices: [out('2')] }),
    });
    expect(read.map(({ origin, choices }) => [origin, choices])).toEqual([
      ['https://app.schoology.com', [out('1')]],
      ['https://lms.district.example', [out('2')]],
    ]);
  });
});

const key = 'choices|install-1|https://app.schoology.com|10000003|0/1';

describe('what does not have our shape', () => {
  it.each([
    ['another key', { 'choices|x': { known: true, choices: '' } }],
    ['a key with a path', { 'choices|i|https://a.example|../1|0/1': { known: true, choices: '' } }],
    ['a part of none', { [key.replace('0/1', '0/0')]: { known: true, choices: '' } }],
    ['text for a value', { [key]: '50000051:1o' }],
    ['null', { [key]: null }],
    ['a list', { [key]: [] }],
    ['a word among the choices', { [key]: { known: true, choices: '50000051:1o __proto__' } }],
    [
      'a revision that no number holds',
      { [key]: { known: true, choices: `1:${'9'.repeat(30)}o` } },
    ],
    ['a text of a megabyte', { [key]: { known: true, choices: '1:1o '.repeat(200_000) } }],
  ])('%s is nobody’s choice, and makes nothing known', (_, all) => {
    expect(readRecords(all).filter(({ choices, whole }) => whole || choices.length > 0)).toEqual(
      [],
    );
  });

  it('never throws, whatever lies there', () => {
    const anything = fc.dictionary(
      fc.oneof(fc.string(), fc.constant(key), fc.constant('__proto__')),
      fc.oneof(
        fc.jsonValue(),
        fc.record({ known: fc.boolean(), choices: fc.string() }),
        fc.record({ known: fc.constant(true), choices: fc.stringMatching(/^[0-9:oin ]*$/) }),
      ),
    );
    fc.assert(
      fc.property(anything, (all) => {
        for (const { choices, sectionId } of readRecords(all)) {
          expect(sectionId).toMatch(/^\d+$/);
          for (const { rev } of choices) expect(Number.isSafeInteger(rev)).toBe(true);
        }
      }),
    );
  });
});
