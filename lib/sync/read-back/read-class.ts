import { resultId } from '../../sis/ids.ts';
import type { SisClient, SisResult } from '../../sis/sis-client.ts';
import type { SisReading } from '../plan/sis-value.ts';

/** Reads a class of the SIS: two lists, however many scores there are. Rejects with SisError. */
export async function readClass(sis: SisClient, classId: string): Promise<SisReading> {
  const [items, results] = await Promise.all([
    sis.listLineItems(classId),
    sis.listResults(classId),
  ]);
  const scores = new Map<string, Map<string, SisResult>>();
  for (const result of results) {
    const ofItem = scores.get(result.lineItemId) ?? new Map<string, SisResult>();
    scores.set(result.lineItemId, ofItem);
    // Two results for one student: ours is the one that we write.
    const isOurs = result.id === resultId(result.lineItemId, result.studentId);
    if (isOurs || !ofItem.has(result.studentId)) ofItem.set(result.studentId, result);
  }
  return { items: new Map(items.map((item) => [item.id, item])), scores };
}
