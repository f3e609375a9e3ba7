import { type App, type AppPorts, startApp } from './app.ts';

/**
 * The app of this life of the worker: started with the first question, and anew after a start that failed or when the
 * browser has closed the database under it. Without the latter every later call would fail until the worker dies.
 */
export function keepApp(ports: AppPorts): () => Promise<App> {
  let current: Promise<App> | null = null;
  return () => {
    if (current) return current;
    const forget = (): void => {
      if (current === started) current = null;
    };
    const started = startApp(ports, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    current = started;
    return started;
  };
}
