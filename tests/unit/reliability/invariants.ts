import { expect } from 'vitest';
import type { SectionKey } from '../../../lib/model/item-key.ts';
import type { Database } from '../../../lib/storage/database.ts';
import { readFlags } from '../../../lib/storage/flag-store.ts';
import type { Mirror } from '../../../lib/storage/mirror.ts';

/*
 * What "nothing lost" means, so that it can be checked (reliability-performance.md 2.1). Each takes what it needs to
 * know of a world: the stores, what the SIS has and was asked, and the rows as shown.
 */

type Stores = { db: Database; mirror: Mirror };
type Row = readonly [status: string, reason: string | null, lastSuccessAt: number | null];

/** A choice that was shown as saved is there, after whatever has happened since. */
export async function I1({ db }: Stores, section: SectionKey, optedOut: string[]): Promise<void> {
  const flags = await readFlags(db, section);
  for (const itemId of optedOut) expect(flags.get(itemId)?.include, `I1: ${itemId}`).toBe(false);
}

/** Nothing was asked of the SIS that speaks of an item that was opted out. */
export function I2(asked: string[], titles: string[]): void {
  const leaked = asked.filter((text) => titles.some((title) => text.includes(title)));
  expect(leaked, 'I2').toEqual([]);
}

/** Every change is in the SIS, or shown as failed with a reason, or waits and says for what. */
export function I3(rows: Row[]): void {
  const silent = rows.filter(([status, reason]) => status !== 'synced' && reason === null);
  expect(silent, 'I3').toEqual([]);
}

/** Whatever was repeated, the SIS has each thing once and as it was last. */
export function I4(inSis: unknown, expected: unknown): void {
  expect(inSis, 'I4').toEqual(expected);
}

/** The flags, their count and their second copy are of one moment, and no submitted form is left half done. */
export async function I5({ db, mirror }: Stores): Promise<void> {
  const sentinel = await db.get('meta', 'sentinel');
  const optOuts = await db.countFromIndex('flags', 'optOut');
  expect(sentinel, 'I5').toMatchObject({ health: 'whole', optOuts });
  const head = { optOuts, epoch: sentinel?.epoch };
  expect(await mirror.read(), 'I5').toMatchObject({ whole: true, head });
}

/** Called Synced, with a time, is only what the SIS has as it is now in Schoology. */
export function I6(row: Row, inSis: unknown, inSchoology: unknown): void {
  const [status, , at] = row;
  if (status !== 'synced') return;
  expect(at, 'I6').not.toBeNull();
  expect(inSis, 'I6').toEqual(inSchoology);
}

/** While it cannot be proven what was opted out, or where things go, nothing leaves. */
export function I7(puts: unknown[]): void {
  expect(puts, 'I7').toEqual([]);
}

/**
 * Neither what is `said` where others may read it (logs, badge, notices, broadcasts) nor what is `atRest` in clear holds
 * a secret: a student's name or score, a token. Nothing is said either of what may be `kept`: titles, opaque ids.
 */
export function I8(
  { said, atRest }: { said: unknown[]; atRest: unknown[] },
  { secrets, kept }: { secrets: string[]; kept: string[] },
): void {
  const foundIn = (texts: unknown[], canaries: string[]): string[] => {
    const text = texts.map(textOf).join('\n');
    return canaries.filter((canary) => text.includes(canary));
  };
  expect(foundIn(said, [...secrets, ...kept]), 'I8: said').toEqual([]);
  expect(foundIn(atRest, secrets), 'I8: at rest').toEqual([]);
}

/** As a person would read it, errors with their stack and cause. */
const textOf = (value: unknown): string =>
  value instanceof Error
    ? `${value.stack} ${value.message} ${textOf(value.cause)}`
    : String(JSON.stringify(value));
