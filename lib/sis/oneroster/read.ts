import * as z from 'zod/mini';
import type { SisTerm, SisUser } from '../sis-client.ts';
import type { Codec, ReadPage } from './codec.ts';

/*
 * What is read, as loosely as servers write it: ids as text or number, optional fields missing or of another type,
 * unknown ones left out. A row without a usable id is left out too: nothing could refer to it.
 */
const id = z.pipe(
  z.union([z.string().check(z.minLength(1)), z.number()]),
  z.transform((value) => String(value)),
);
const text = z.catch(
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((value) => String(value)),
  ),
  '',
);
const ref = z.object({ sourcedId: id });
/** A reference that a server may leave out. */
const refOrNone = z.catch(z.nullable(ref), null);
const day = z.pipe(
  z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}/)),
  z.transform((value) => value.slice(0, 10)),
);
const score = z.catch(
  z.pipe(
    z.union([z.number(), z.string().check(z.regex(/^-?\d+(\.\d+)?$/))]),
    z.transform((value): number | null => Number(value)),
  ),
  null,
);
/** A flag: text in the JSON binding of 1.2, a boolean with some servers, and nothing at all in 1.1. */
const flag = z.catch(
  z.pipe(
    z.union([z.boolean(), z.string()]),
    z.transform((value) => String(value).toLowerCase() === 'true'),
  ),
  false,
);
/** The usable entries of a list; none when it is not a list. */
const listOf = <T>(entry: z.ZodMiniType<T>) =>
  z.catch(
    z.pipe(
      z.array(z.unknown()),
      z.transform((list) => usable(list, entry)),
    ),
    [],
  );

const entity = { sourcedId: id, status: text };
const titled = z.object({ ...entity, title: text });
const userRow = z.object({
  ...entity,
  identifier: text,
  email: text,
  givenName: text,
  familyName: text,
  userIds: listOf(z.object({ identifier: text })),
});
const classRow = z.object({ ...entity, title: text, school: ref, terms: listOf(ref) });
const sessionRow = z.object({ ...entity, title: text, startDate: day, endDate: day });
const lineItemRow = z.object({
  ...entity,
  title: text,
  dueDate: z.catch(z.nullable(day), null),
  resultValueMax: score,
  category: refOrNone,
});
const resultRow = z.object({
  ...entity,
  lineItem: ref,
  student: ref,
  scoreStatus: text,
  score,
  missing: flag,
  incomplete: flag,
});
const userAnswer = z.object({ user: userRow });
const termAnswer = z.object({ academicSession: sessionRow });

function usable<T>(rows: unknown[], row: z.ZodMiniType<T>): T[] {
  return rows.flatMap((value) => {
    const parsed = z.safeParse(row, value);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The collection's list under the first of `names` that holds one, without what is marked for deletion. */
const page =
  <R extends { status: string }, T>(
    names: string[],
    row: z.ZodMiniType<R>,
    toItem: (row: R) => T,
  ): ReadPage<T> =>
  (body) => {
    for (const name of names) {
      const answer = z.safeParse(z.object({ [name]: z.array(z.unknown()) }), body);
      const rows = answer.data?.[name];
      if (rows) {
        const live = usable(rows, row).filter(({ status }) => status !== 'tobedeleted');
        return { items: live.map(toItem), rows: rows.length };
      }
    }
    return null;
  };

const toTitled = ({ sourcedId, title }: z.infer<typeof titled>): { id: string; title: string } => ({
  id: sourcedId,
  title,
});

const toUser = (row: z.infer<typeof userRow>): SisUser => ({
  id: row.sourcedId,
  identifiers: [
    ...new Set([row.identifier, row.email, ...row.userIds.map((it) => it.identifier)]),
  ].filter(Boolean),
  name: [row.givenName, row.familyName].filter(Boolean).join(' '),
});

/** `GET /teachers/{sourcedId}`. */
function user(body: unknown): SisUser | null {
  const parsed = z.safeParse(userAnswer, body);
  return parsed.success ? toUser(parsed.data.user) : null;
}

const toSession = (row: z.infer<typeof sessionRow>): SisTerm => ({
  id: row.sourcedId,
  title: row.title,
  startDate: row.startDate,
  endDate: row.endDate,
});

/** `GET /terms/{sourcedId}`. */
function term(body: unknown): SisTerm | null {
  const parsed = z.safeParse(termAnswer, body);
  return parsed.success ? toSession(parsed.data.academicSession) : null;
}

/** The answers of either version, under the names that the specification and its implementers give their lists. */
export const readers: Codec['read'] = {
  user,
  users: page(['users', 'students', 'teachers'], userRow, toUser),
  classes: page(['classes'], classRow, (row) => ({
    id: row.sourcedId,
    title: row.title,
    schoolId: row.school.sourcedId,
    termIds: row.terms.map(({ sourcedId }) => sourcedId),
  })),
  categories: page(['categories'], titled, toTitled),
  gradingPeriods: page(['academicSessions', 'gradingPeriods'], sessionRow, toSession),
  term,
  lineItems: page(['lineItems'], lineItemRow, (row) => ({
    id: row.sourcedId,
    title: row.title,
    dueDay: row.dueDate,
    points: row.resultValueMax,
    categoryId: row.category?.sourcedId ?? null,
  })),
  results: page(['results'], resultRow, (row) => ({
    id: row.sourcedId,
    lineItemId: row.lineItem.sourcedId,
    studentId: row.student.sourcedId,
    scoreStatus: row.scoreStatus,
    score: row.score,
    missing: row.missing,
    incomplete: row.incomplete,
  })),
};
