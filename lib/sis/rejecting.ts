import { SisError } from './sis-client.ts';

/**
 * The call, rejecting with SisError only. What is thrown before a request is made (a date or an id that is none, a store
 * that cannot be written) concerns this item only.
 */
export const rejectingWithSisError =
  <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
  async (...args: A): Promise<T> => {
    try {
      return await call(...args);
    } catch (error) {
      if (error instanceof SisError) throw error;
      throw new SisError({ code: 'UNKNOWN', scope: 'item', detail: String(error) });
    }
  };
