import { sectionKeyOf } from '../model/item-key.ts';
import { SisError } from '../sis/sis-client.ts';
import { recoverCopies } from '../storage/submitted-copies.ts';
import { decide } from '../sync/read-back/decide.ts';
import { previewSections } from '../sync/show/preview-sections.ts';
import type { App } from './app.ts';
import { replanStored } from './choices.ts';
import type { PageHandlers } from './router.ts';
import { StorageUnsafeError } from './storage-unsafe.ts';

/** What a sync would do, and what becomes of values that somebody changed in the SIS. */
export const createReviewHandlers = (
  app: App,
): Pick<PageHandlers, 'preview' | 'decideChanged'> => ({
  async preview({ sections }) {
    if (app.health() === 'locked') throw new StorageUnsafeError('choices not proven whole');
    const run = await app.runner.view();
    // A run reads and plans by itself; a second plan beside it would be stored from before its writes.
    if (run?.state === 'running' && run.resumesAt === null) {
      throw new SisError({ code: 'QUEUED', scope: 'run' });
    }
    await recoverCopies({ local: app.ports.local, db: app.db });
    const preview = await previewSections(app.workspace, sections);
    app.ports.notify(null);
    return preview;
  },

  async decideChanged({ items, choice, studentId }) {
    for (const key of items) {
      await decide(app.workspace, { key, choice, studentId });
      await replanStored(app, sectionKeyOf(key), new Set([key.itemId]));
    }
    app.ports.notify(null);
    return { decided: true };
  },
});
