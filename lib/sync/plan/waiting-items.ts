import type { WaitingItems } from '../../model/history.ts';
import type { PlannedItem } from './plan.ts';

/** The items that something keeps from being sent, by what it is; the first cause of Schoology's order first. */
export function waitingItems(planned: PlannedItem[]): WaitingItems[] {
  const causes = new Map<string, WaitingItems>();
  for (const entry of planned) {
    if (entry.kind !== 'problem') continue;
    const cause = JSON.stringify(entry.reason);
    causes.set(cause, { reason: entry.reason, items: (causes.get(cause)?.items ?? 0) + 1 });
  }
  return [...causes.values()];
}
