import { type App, type AppPorts, startApp } from './app.ts';

export type KeptApp = (() => Promise<App>) & {
  /** Ends this life, does `work` while there is none, and begins the next, whatever became of the work. */
  between: (work: () => Promise<void>) => Promise<void>;
};

/**
 * The app of this life of the worker: started with the first question, and anew after a start that failed or when the
 * browser has closed the database under it. Without the latter every later call would fail until the worker dies.
 */
export function keepApp(ports: AppPorts): KeptApp {
  let current: Promise<App> | null = null;
  let pause: Promise<unknown> = Promise.resolve();

  const app = (): Promise<App> => {
    if (current) return current;
    const forget = (): void => {
      if (current === started) current = null;
    };
    const next = (): Promise<App> => {
      forget();
      return app();
    };
    const started = startApp(ports, { lost: forget, next }).catch((error: unknown) => {
      forget();
      throw error;
    });
    current = started;
    return started;
  };

  async function between(work: () => Promise<void>): Promise<void> {
    const before = current;
    const done = pause.then(async () => {
      const running = await before?.catch(() => null); // one that never started has nothing to end
      await running?.end();
      await work();
    });
    pause = done.catch(() => undefined); // the caller hears of it
    // Whoever asks meanwhile waits for the next life.
    const next = pause.then(() => {
      current = null;
      return app();
    });
    next.catch(() => undefined); // whoever asks hears of it
    current = next;
    await done;
    await next;
  }

  return Object.assign(app, { between });
}
