import { describe, expect, it } from 'vitest';
import type { ItemRow } from '../../../lib/model/panel-view.ts';
import type { ReasonCode } from '../../../lib/model/reason.ts';
import { type TotalsCause, totalsCauses } from '../../../lib/model/totals.ts';
import type { StoredItem } from '../../../lib/storage/records.ts';
import { type TotalsInput, totalsLines } from '../../../lib/sync/show/totals.ts';
import { aRow } from '../components/fake-views.ts';
import { item, link } from './course.ts';

type Entry = TotalsInput['items'][number];

const entry = (
  itemId: string,
  stored: Partial<StoredItem> = {},
  row: Partial<ItemRow> = {},
): Entry => ({
  item: { ...item(itemId), firstSeenAt: 0, planned: null, aboveMaximum: 0, ...stored },
  row: aRow(itemId, row),
});

const planned = (code: ReasonCode): Partial<StoredItem> => ({
  planned: { changes: 0, reason: { code }, blocked: false },
});

/** A section where nothing is to be told: one synced item, one category each side. */
const even: TotalsInput = { items: [entry('1')], link, profile: { wholePoints: false } };

const lineOf = (cause: TotalsCause, input: Partial<TotalsInput>) =>
  totalsLines({ ...even, ...input }).find((line) => line.cause === cause);

const homework = { sisId: 'cat-hw', automatic: true };
const threeCategories = [
  { id: 'cat-hw', title: 'Homework' },
  { id: 'cat-lab', title: 'Labs' },
  { id: 'cat-final', title: 'Final' },
];

/** Each cause with an input in which it applies, and to how much. */
const applying: [TotalsCause, number, Partial<TotalsInput>][] = [
  [
    'not-sent-yet',
    2,
    {
      items: [
        entry('1'),
        entry('2', {}, { status: 'pending' }),
        entry('3', {}, { status: 'failed' }),
        entry('4', { published: false }, { status: 'pending' }),
        entry('5', {}, { status: 'opted-out', include: false }),
      ],
    },
  ],
  [
    'opted-out',
    1,
    {
      items: [
        entry('1', {}, { status: 'opted-out', include: false }),
        entry('2', { countsInGrade: false }, { status: 'opted-out', include: false }),
      ],
    },
  ],
  [
    'unpublished',
    1,
    {
      items: [
        entry('1', { published: false }),
        entry('2', { published: false }, { scoresSent: 0 }),
      ],
    },
  ],
  ['no-category', 1, { items: [entry('1', { categoryId: null })] }],
  ['not-in-grade', 1, { items: [entry('1', { countsInGrade: false })] }],
  [
    'unmatched-category',
    1,
    { items: [entry('1', {}, { reason: { code: 'CATEGORY_UNMAPPED' } }), entry('2')] },
  ],
  ['shared-category', 2, { link: { ...link, categories: { 70001: homework, 70002: homework } } }],
  ['unused-category', 2, { link: { ...link, sisCategories: threeCategories } }],
  ['special-scores', 1, { items: [entry('1', planned('SPECIAL_NOT_SENT')), entry('2')] }],
  ['cleared-scores', 1, { items: [entry('1', planned('SCORE_CLEARED')), entry('2')] }],
  ['unlinked-students', 2, { link: { ...link, unmatched: ['8', '9'] } }],
  [
    'extra-credit',
    2,
    { items: [entry('1', { aboveMaximum: 3 }), entry('2', { points: 0 }), entry('3')] },
  ],
  [
    'whole-points',
    1,
    {
      items: [entry('1', {}, { reason: { code: 'POINTS_NOT_WHOLE' } })],
      profile: { wholePoints: true },
    },
  ],
];

/** What Schoology's feed does not tell, whatever the section is like. */
const untold: TotalsCause[] = ['factor', 'drop-lowest', 'weights', 'rounding', 'changed-in-sis'];

describe('why totals may differ', () => {
  it.each(applying)('%s applies to %i', (cause, count, input) => {
    expect(lineOf(cause, input)).toEqual({ cause, applies: 'yes', count });
  });

  it.each(applying.map(([cause]) => cause))('%s does not apply where there is none', (cause) => {
    expect(lineOf(cause, {})).toEqual({ cause, applies: 'no', count: 0 });
  });

  it.each(untold)('%s is said to be unknown, never guessed', (cause) => {
    expect(lineOf(cause, {})).toEqual({ cause, applies: 'unknown', count: 0 });
  });

  it('tells each cause once', () => {
    expect(totalsLines(even).map(({ cause }) => cause)).toEqual([...totalsCauses]);
    expect([...applying.map(([cause]) => cause), ...untold].toSorted()).toEqual(
      totalsCauses.toSorted(),
    );
  });

  it('knows nothing of the SIS while the section is not linked', () => {
    const unlinked = ['shared-category', 'unused-category', 'unlinked-students'] as const;
    for (const cause of unlinked) {
      expect(lineOf(cause, { link: null })?.applies).toBe('unknown');
    }
  });

  it('does not know extra credit of items that were read before it was counted', () => {
    const { aboveMaximum, ...before } = entry('1').item;
    expect(aboveMaximum).toBe(0);
    const items = [{ item: before, row: aRow('1') }];
    expect(lineOf('extra-credit', { items })?.applies).toBe('unknown');
  });
});
