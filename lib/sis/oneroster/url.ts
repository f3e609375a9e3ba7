import { SisError } from '../sis-client.ts';

/** A service root without the slash at its end. */
export const root = (url: string): string => url.replace(/\/+$/, '');

/** A sourcedId as one part of a path. `.` and `..` would name another resource, escaped or not, so they are refused. */
export function segment(id: string): string {
  if (id === '' || id === '.' || id === '..') {
    throw new SisError({ code: 'REJECTED', scope: 'item', detail: `"${id}" is not a sourcedId` });
  }
  return encodeURIComponent(id);
}
