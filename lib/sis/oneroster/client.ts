import type { Profile } from '../profile.ts';
import { type SisClient, SisError, type SisUser } from '../sis-client.ts';
import { createCodec, type ReadPage, type Roots } from './codec.ts';
import { findTeachers } from './find-teachers.ts';
import { listAll } from './paging.ts';
import type { Target } from './refusal.ts';
import { createTransport, type TransportDeps } from './transport.ts';

export type OneRosterDeps = TransportDeps & { roots: Roots; profile: Profile };

/**
 * A SIS over OneRoster. Only GET and PUT are ever used: a POST would make a second line item when repeated, and
 * nothing is deleted in a SIS. Every call rejects with SisError only.
 */
export function createOneRosterClient(deps: OneRosterDeps): SisClient {
  const { clock, profile } = deps;
  const { url, read, encodeLineItem, encodeResult } = createCodec(profile.version, deps.roots);
  const { get, put } = createTransport(deps);

  const list = <T extends { id: string }>(
    collection: string | URL,
    target: Target,
    readPage: ReadPage<T>,
    signal?: AbortSignal,
  ): Promise<T[]> =>
    listAll((page) => get(page, target, signal), new URL(collection), profile.pageSize, readPage);

  async function teacher(id: string, signal?: AbortSignal): Promise<SisUser | null> {
    try {
      return read.user((await get(url.teacher(id), 'object', signal)).body);
    } catch (error) {
      if (error instanceof SisError && error.status === 404) return null;
      throw error;
    }
  }

  function teachersBy(filter: string, signal?: AbortSignal): Promise<SisUser[]> {
    const filtered = new URL(url.teachers);
    filtered.searchParams.set('filter', filter);
    return list(filtered, 'directory', read.users, signal);
  }

  return {
    findTeachers: rejectingWithSisError((identifier, signal) =>
      findTeachers(identifier, {
        bySourcedId: (id) => teacher(id, signal),
        byFilter: (filter) => teachersBy(filter, signal),
      }),
    ),
    listClassesOfTeacher: rejectingWithSisError((id, signal) =>
      list(url.classesOfTeacher(id), 'object', read.classes, signal),
    ),
    listStudents: rejectingWithSisError((id, signal) =>
      list(url.students(id), 'class', read.users, signal),
    ),
    listCategories: rejectingWithSisError((id, signal) =>
      list(url.categories(id), 'class', read.categories, signal),
    ),
    listGradingPeriods: rejectingWithSisError((id, signal) =>
      list(url.gradingPeriods(id), 'object', read.gradingPeriods, signal),
    ),
    listLineItems: rejectingWithSisError((id, signal) =>
      list(url.lineItems(id), 'class', read.lineItems, signal),
    ),
    listResults: rejectingWithSisError((id, signal) =>
      list(url.results(id), 'class', read.results, signal),
    ),
    putLineItem: rejectingWithSisError(async (item, signal) => {
      const body = encodeLineItem(item, clock.now());
      await put(url.lineItem(item.sourcedId), body, 'line-item', signal);
    }),
    putResult: rejectingWithSisError(async (result, signal) => {
      const body = encodeResult(result, clock.now());
      await put(url.result(result.sourcedId), body, 'result', signal);
    }),
  };
}

/** What is thrown before a request is made (a date that is none, an id that is none) concerns this item only. */
const rejectingWithSisError =
  <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
  async (...args: A): Promise<T> => {
    try {
      return await call(...args);
    } catch (error) {
      if (error instanceof SisError) throw error;
      throw new SisError({ code: 'UNKNOWN', scope: 'item', detail: String(error) });
    }
  };
