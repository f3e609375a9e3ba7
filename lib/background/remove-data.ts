import { deleteDB } from 'idb';
import { databaseName } from '../storage/database.ts';
import type { KeyValue } from '../storage/key-value.ts';
import type { AppPorts } from './app.ts';
import type { KeptApp } from './keep-app.ts';
import { serveNowhere } from './lms-domains.ts';
import type { PageHandlers } from './router.ts';
import { StorageUnsafeError } from './storage-unsafe.ts';

/** What can be asked for also when the stores cannot be opened. */
export type Rescue = Pick<PageHandlers, 'removeData' | 'repairStorage'>;

export const createRescue = (ports: AppPorts, app: KeptApp): Rescue => ({
  /** With the database goes the key of every fingerprint in it, so what a disk may still hold of them says nothing. */
  async removeData({ otherBrowsers }) {
    await app.between(async () => {
      await deleteDatabase();
      await empty(ports.local);
      await empty(ports.session);
      if (otherBrowsers && ports.sync) await empty(ports.sync);
      await ports.wakeAt(null);
      ports.awake.end(null);
      await serveNowhere(ports);
    });
    ports.notify(null);
    return { removed: true };
  },

  /** The opt-outs come back from the mirror and from other browsers, as after any loss of the database. */
  async repairStorage() {
    if (await isNewer(app)) throw new StorageUnsafeError('a newer version wrote the database');
    await app.between(deleteDatabase);
    ports.notify(null);
    return { repaired: true };
  },
});

async function empty(area: KeyValue): Promise<void> {
  await area.remove(Object.keys(await area.get(null)));
}

/** A newer build's database is whole: it needs that build again, and must not be deleted. */
const isNewer = (app: KeptApp): Promise<boolean> =>
  app().then(
    () => false,
    (error: unknown) =>
      error instanceof StorageUnsafeError &&
      error.cause instanceof DOMException &&
      error.cause.name === 'VersionError',
  );

const deleteDatabase = (): Promise<void> =>
  deleteDB(databaseName, {
    // Only this worker opens it; a connection that is still there lets go when it is told to.
    blocked: () => undefined,
  });
