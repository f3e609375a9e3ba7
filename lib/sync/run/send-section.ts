import { itemKeyText, sectionKeyOf } from '../../model/item-key.ts';
import type { SisError } from '../../sis/sis-client.ts';
import type { Observed } from '../../storage/records.ts';
import type { ReadyItem } from '../plan/plan.ts';
import type { PreparedSection } from '../plan/plan-section.ts';
import type { AckWriter } from './ack-writer.ts';
import type { Active, RunnerDeps } from './active-run.ts';
import type { ItemPorts } from './item-ports.ts';
import { newObserved } from './new-observed.ts';
import type { createOutage } from './outage.ts';
import type { Pace } from './pace.ts';
import { syncItem } from './sync-item.ts';
import type { Limit, Window } from './window.ts';

/** What all sections of a run share. */
export type Sending = {
  acks: AckWriter;
  window: Window;
  pace: Pace;
  outage: ReturnType<typeof createOutage>;
};

/**
 * Sends what a section has to send, all of it side by side: the window lets it through. What one item fails on stops
 * that item; what is about the whole SIS is noted in `own.stopped`, and nothing new is begun.
 */
export async function sendSection(
  deps: RunnerDeps,
  own: Active,
  { observed }: PreparedSection,
  items: ReadyItem[],
  { acks, window, pace, outage }: Sending,
): Promise<void> {
  if (items.length === 0) return;
  const sis = await deps.sis();
  own.sis = sis;
  const ports = {
    sis,
    clock: deps.clock,
    fingerprint: deps.fingerprint,
    pace,
    wrote(sourcedId: string): void {
      outage.answered();
      own.written.add(sourcedId);
    },
  };
  await Promise.all(
    items.map((ready) =>
      window.item(async () => {
        const key = itemKeyText(ready.item);
        const mayGoOn = (): boolean =>
          own.run.state === 'running' && !own.stopped && !own.excluded.has(key);
        const stop = (error: SisError): boolean => {
          if (outage.isSingle(error)) return false;
          own.stopped ??= error;
          return true;
        };
        const limit: Limit = (work) => window.request(work, mayGoOn);
        const itemPorts = { ...ports, limit, mayGoOn, stop, note: acks.note };
        const row = observed.get(ready.lineItem.sourcedId) ?? newObserved(ready);
        await sendItem({ deps, own, acks }, ready, row, itemPorts);
      }),
    ),
  );
}

type InRun = { deps: RunnerDeps; own: Active; acks: AckWriter };

async function sendItem(
  { deps, own, acks }: InRun,
  ready: ReadyItem,
  row: Observed,
  ports: ItemPorts,
): Promise<void> {
  const { item } = ready;
  const flag = await deps.db.get('flags', [item.origin, item.sectionId, item.itemId]);
  const { defaultInclude } = await deps.settings();
  if (!(flag?.include ?? defaultInclude)) own.excluded.add(itemKeyText(item));
  own.currentTitle = item.title;
  const outcome = await syncItem(ready, row, ports);
  if (outcome.kind === 'left') return;
  if (outcome.kind === 'failed') await deps.noteDetail(item, outcome.detail);
  acks.finish(ready, outcome.kind === 'failed' ? outcome.reason.code : null);
  deps.notify(sectionKeyOf(item));
}
