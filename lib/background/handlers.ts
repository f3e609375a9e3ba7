import type { App } from './app.ts';
import { createPageHandlers } from './page-handlers.ts';
import type { Rescue } from './remove-data.ts';
import type { PageHandlers, TabHandlers } from './router.ts';
import { createTabHandlers } from './tab-handlers.ts';

type Handlers = { tab: TabHandlers; page: Omit<PageHandlers, keyof Rescue> };

/** The handlers of the life that is on. They are made once in a life: some remember what is under way. */
export function createHandlers(app: () => Promise<App>): () => Promise<Handlers> {
  const made = new WeakMap<App, Handlers>();
  return async () => {
    const running = await app();
    const known = made.get(running);
    if (known) return known;
    const handlers = { tab: createTabHandlers(running), page: createPageHandlers(running) };
    made.set(running, handlers);
    return handlers;
  };
}
