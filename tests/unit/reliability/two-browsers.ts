import { IDBFactory } from 'fake-indexeddb';
import type { RoamingChoice } from '../../../lib/model/roaming-choice.ts';
import { readFlags } from '../../../lib/storage/flag-store.ts';
import { readRecords } from '../../../lib/storage/roaming-record.ts';
import { type Computer, section, startComputer } from './computer.ts';
import { createInternet } from './internet.ts';
import { createSyncService } from './sync-service.ts';

/** Storage in memory: a browser without the others' sync service. */
const memory = () => createSyncService().join().area;

/** Two computers of one teacher, with one Schoology, one SIS and the browser's sync service between them. */
export async function startTwoBrowsers(): Promise<{ a: Computer; b: Computer }> {
  const service = createSyncService();
  const internet = await createInternet();
  const start = (name: string): Promise<Computer> =>
    startComputer({
      name,
      disk: new IDBFactory(),
      local: memory(),
      session: memory(),
      profile: service.join(),
      internet,
    });
  return { a: await start('browser-a'), b: await start('browser-b') };
}

/** What the browser does by itself once it has time: everything told, delivered and heard, in both. */
export async function settle(...computers: Computer[]): Promise<void> {
  do {
    for (const { app } of computers) await (await app()).roaming.tell();
    for (const { profile } of computers) await profile.deliverAll();
  } while (computers.some(({ profile }) => profile.waiting() > 0));
}

/** What has arrived at a browser about an item, whether it is in force there or not. */
export const arrivedOf = ({ profile }: Computer, itemId: string): RoamingChoice[] =>
  readRecords(profile.stored())
    .flatMap(({ choices }) => choices)
    .filter((choice) => choice.itemId === itemId);

/** The choices in force, by item id. */
export async function choicesOf({ app }: Computer): Promise<Record<string, boolean>> {
  const flags = await readFlags((await app()).db, section);
  return Object.fromEntries([...flags.values()].map(({ itemId, include }) => [itemId, include]));
}
