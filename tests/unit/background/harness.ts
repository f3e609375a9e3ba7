import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type App, type AppPorts, startApp } from '../../../lib/background/app.ts';
import type { Badge } from '../../../lib/background/badge.ts';
import type { SectionKey } from '../../../lib/model/item-key.ts';
import type { StoredItem } from '../../../lib/storage/records.ts';
import { createSyncService } from '../reliability/sync-service.ts';
import { policyOf } from '../settings/policy-of.ts';

const origin = 'https://app.schoology.com';
export const algebra: SectionKey = { origin, sectionId: '10000001' };
export const biology: SectionKey = { origin, sectionId: '10000002' };

/** The background over an empty disk, with a browser that has a toolbar button and nothing else. */
export async function background() {
  const badges: Badge[] = [];
  const notify = vi.fn();
  const ports: AppPorts = {
    clock: { now: () => 1_000 },
    fetch: () => Promise.reject(new TypeError('no network')),
    newId: () => crypto.randomUUID(),
    version: '1.2.3',
    local: fakeBrowser.storage.local,
    session: fakeBrowser.storage.session,
    sync: createSyncService().join().area,
    managed: policyOf(() => ({})),
    hasHostAccess: async () => false,
    openLmsOrigins: async () => [],
    serveOrigins: async () => undefined,
    sendReferer: async () => undefined,
    askAeries: async () => null,
    signInWindow: { redirectUrl: '', open: () => Promise.reject(new Error('no window')) },
    openPanel: async () => undefined,
    wakeAt: async () => undefined,
    random: () => 0.5,
    showNotice: async () => undefined,
    notify,
    showBadge: async (badge) => void badges.push(badge),
    awake: { begin: () => undefined, end: () => undefined },
    alone: (work) => work(),
  };
  const lives = {
    lost: () => undefined,
    async next() {
      app = await startApp(ports, lives);
      return app;
    },
  };
  let app = await startApp(ports, lives);
  for (const section of [algebra, biology]) {
    await app.db.put('sections', {
      ...section,
      title: section.sectionId,
      categories: [],
      readAt: 1_000,
      problem: null,
    });
  }
  return {
    /** Of the life that is on: a move to another SIS begins the next. */
    get app() {
      return app;
    },
    notify,
    badge: () => badges.at(-1),
  };
}

/** Puts items on the disk as a reading does: their sections are counted again. */
export async function putItems({ db }: App, ...items: StoredItem[]): Promise<void> {
  const tx = db.transaction(['items', 'summaries'], 'readwrite');
  for (const item of items) {
    await tx.objectStore('items').put(item);
    await tx.objectStore('summaries').delete([item.origin, item.sectionId]);
  }
  await tx.done;
}

export const anItem = (
  section: SectionKey,
  itemId: string,
  planned: StoredItem['planned'],
): StoredItem => ({
  ...section,
  itemId,
  title: `Item ${itemId}`,
  kind: 'assignment',
  categoryId: null,
  periodId: null,
  due: null,
  points: 10,
  published: true,
  countsInGrade: true,
  firstSeenAt: 1_000,
  planned,
});
