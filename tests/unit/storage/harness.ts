import { fakeBrowser } from 'wxt/testing/fake-browser';
import { checkStores, confirmStores } from '../../../lib/storage/check-stores.ts';
import { databaseName, openDatabase } from '../../../lib/storage/database.ts';
import { createMirror } from '../../../lib/storage/mirror.ts';

/**
 * The stores as one life of the worker sees them; `wake` again is the next life over the same disk. `wrap` stands
 * between the code and its ports.
 */
export async function wake(wrap: <T extends object>(port: T) => T = (port) => port) {
  let ids = 0;
  const opened = await openDatabase(() => undefined);
  const db = wrap(opened);
  const mirror = wrap(createMirror(fakeBrowser.storage.local));
  const deps = {
    db,
    mirror,
    clock: { now: () => 1_000 },
    newId: () => `id-${++ids}`,
    newHashKey: () => '00'.repeat(32),
  };
  const sentinel = await checkStores(deps);
  return {
    ...deps,
    sentinel,
    confirm: () => confirmStores(deps),
    sleep: () => opened.close(),
  };
}

/** The browser lost its IndexedDB files: the database opens empty and says nothing (reliability 1.4). */
export const loseDatabase = (): Promise<void> =>
  new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase(databaseName);
    request.onsuccess = () => done();
    request.onerror = () => failed(request.error);
  });
