import * as z from 'zod/mini';
import { once } from '../once.ts';
import type { UpgradeTransaction } from './database.ts';

/** Rows at a time: all of four years' at once would be tens of megabytes. */
const batch = 500;

/** What was added to a row of today: until version 3 it held the hashes too. */
const oldSchema = once(() => z.object({ results: z.record(z.string(), z.string()) }));

/** To version 3: the hashes of a line item's results move to a row of their own, and their number stays. */
export async function splitObserved(tx: UpgradeTransaction): Promise<void> {
  const items = tx.objectStore('observed');
  const hashes = tx.objectStore('resultHashes');
  let rows = await items.getAll(null, batch);
  while (rows.length > 0) {
    // Waited for, so that an abort is told once, by the upgrade, and not by every write that was under way.
    await Promise.all(
      rows.map(async (old) => {
        const { results, ...row } = { ...old, ...oldSchema().parse(old) };
        const { lineItemId, origin, sectionId } = row;
        await hashes.put({ lineItemId, origin, sectionId, results });
        await items.put({ ...row, scoresSent: Object.keys(results).length });
      }),
    );
    rows = await items.getAll(IDBKeyRange.lowerBound(rows.at(-1)?.lineItemId, true), batch);
  }
}
