import type { Profile } from '../profile.ts';
import { rejectingWithSisError } from '../rejecting.ts';
import { type SisClient, SisError, type SisTerm, type SisUser } from '../sis-client.ts';
import { type Codec, createCodec, type ReadPage, type Roots } from './codec.ts';
import { findTeachers } from './find-teachers.ts';
import { listAll } from './paging.ts';
import type { Target } from './refusal.ts';
import { createTransport, type Transport, type TransportDeps } from './transport.ts';

export type OneRosterDeps = TransportDeps & { roots: Roots; profile: Profile };

type Service = { deps: OneRosterDeps; codec: Codec; transport: Transport };

/**
 * A SIS over OneRoster. Only GET and PUT are ever used: a POST would make a second line item when repeated, and
 * nothing is deleted in a SIS. Every call rejects with SisError only.
 */
export function createOneRosterClient(deps: OneRosterDeps): SisClient {
  const codec = createCodec(deps.profile, deps.roots);
  const service = { deps, codec, transport: createTransport(deps) };
  return { ...teacherCalls(service), ...listCalls(service), ...putCalls(service) };
}

const list = <T extends { id: string }>(
  { deps, transport }: Service,
  collection: string | URL,
  target: Target,
  read: ReadPage<T>,
  signal?: AbortSignal,
): Promise<T[]> =>
  listAll(
    (page) => transport.get(page, target, signal),
    new URL(collection),
    deps.profile.pageSize,
    read,
  );

function teacherCalls(service: Service): Pick<SisClient, 'findTeachers'> {
  const { url, read } = service.codec;

  async function bySourcedId(id: string, signal?: AbortSignal): Promise<SisUser | null> {
    try {
      return read.user((await service.transport.get(url.teacher(id), 'object', signal)).body);
    } catch (error) {
      if (error instanceof SisError && error.status === 404) return null;
      throw error;
    }
  }

  function byFilter(filter: string, signal?: AbortSignal): Promise<SisUser[]> {
    const filtered = new URL(url.teachers);
    filtered.searchParams.set('filter', filter);
    return list(service, filtered, 'directory', read.users, signal);
  }

  return {
    findTeachers: rejectingWithSisError((identifier, signal) =>
      findTeachers(identifier, {
        bySourcedId: (id) => bySourcedId(id, signal),
        byFilter: (filter) => byFilter(filter, signal),
      }),
    ),
  };
}

function listCalls(
  service: Service,
): Omit<SisClient, 'findTeachers' | 'putLineItem' | 'putResult'> {
  const { url, read } = service.codec;
  const listing = <T extends { id: string }>(
    collection: (id: string) => string,
    target: Target,
    readPage: ReadPage<T>,
  ) =>
    rejectingWithSisError(async (id: string, signal?: AbortSignal) =>
      list(service, collection(id), target, readPage, signal),
    );
  return {
    listClassesOfTeacher: listing(url.classesOfTeacher, 'object', read.classes),
    listStudents: listing(url.students, 'class', read.users),
    listCategories: listing(url.categories, 'class', read.categories),
    listGradingPeriods: listing(url.gradingPeriods, 'object', read.gradingPeriods),
    findTerm: rejectingWithSisError((id, signal) => findTerm(service, id, signal)),
    listLineItems: listing(url.lineItems, 'class', read.lineItems),
    listResults: listing(url.results, 'class', read.results),
  };
}

/** A SIS that does not serve single terms, or not to us, leaves their dates unknown; that stops nothing. */
async function findTerm(
  { codec, transport }: Service,
  id: string,
  signal?: AbortSignal,
): Promise<SisTerm | null> {
  try {
    return codec.read.term((await transport.get(codec.url.term(id), 'object', signal)).body);
  } catch (error) {
    if (error instanceof SisError && error.scope !== 'run') return null;
    throw error;
  }
}

function putCalls({
  deps,
  codec,
  transport,
}: Service): Pick<SisClient, 'putLineItem' | 'putResult'> {
  const { url, encodeLineItem, encodeResult } = codec;
  return {
    putLineItem: rejectingWithSisError(async (item, signal) => {
      const body = encodeLineItem(item, deps.clock.now());
      await transport.put(url.lineItem(item.sourcedId), body, 'line-item', signal);
    }),
    putResult: rejectingWithSisError(async (result, signal) => {
      const body = encodeResult(result, deps.clock.now());
      await transport.put(url.result(result.sourcedId), body, 'result', signal);
    }),
  };
}
