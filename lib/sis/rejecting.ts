import { SisError } from './sis-client.ts';

/** A value that is none: a date, an id. */
const isOfValue = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof RangeError;

/**
 * The call, rejecting with SisError only. What is thrown before a request is made is UNKNOWN. A value that is none
 * concerns this item only; anything else is the browser's refusal of a call of ours (a store that cannot be read or
 * written, a worker that is going) and would meet the next item too. `detail` is then the error's name alone.
 */
export const rejectingWithSisError =
  <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
  async (...args: A): Promise<T> => {
    try {
      return await call(...args);
    } catch (error) {
      if (error instanceof SisError) throw error;
      if (isOfValue(error)) {
        throw new SisError({ code: 'UNKNOWN', scope: 'item', detail: String(error) });
      }
      const detail = error instanceof Error ? error.name : typeof error;
      throw new SisError({ code: 'UNKNOWN', scope: 'run', detail });
    }
  };
