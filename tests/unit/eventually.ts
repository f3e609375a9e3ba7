import { vi } from 'vitest';

/** What `look` gives once it does not throw any more. On a busy machine that may take seconds, so this one is patient. */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(look, { timeout: 20_000 });
