import {
  type LineItemPayload,
  type ResultPayload,
  type SisClient,
  SisError,
} from '../../../lib/sis/sis-client.ts';

/** A SIS in memory that keeps what is put, records every write and refuses what a test tells it to. */
export function createFakeSis() {
  const lineItems = new Map<string, LineItemPayload>();
  const results = new Map<string, ResultPayload>();
  const writes: string[] = [];
  const reads: string[] = [];
  let unreadable: SisError | null = null;
  let refuse: (id: string, write: number) => SisError | null = () => null;
  let before: (id: string, write: number) => Promise<void> | void = () => undefined;
  let after: (id: string, write: number) => void = () => undefined;

  async function put(name: string, keep: () => void): Promise<void> {
    const write = writes.push(name);
    await before(name, write);
    const error = refuse(name, write);
    if (error) throw error;
    keep();
    after(name, write);
  }

  const client: SisClient = {
    findTeachers: async () => [{ id: 'teacher-1', identifiers: ['T-1'], name: '' }],
    listClassesOfTeacher: async () => [
      { id: 'class-1', title: 'ALG1-02', schoolId: 'school-1', termIds: ['term-1'] },
    ],
    listStudents: async () =>
      ['1', '2', '3'].map((n) => ({
        id: `stu-${n}`,
        identifiers: [`S-${n}`],
        name: `Student ${n}`,
      })),
    listCategories: async () => [{ id: 'cat-hw', title: 'Homework' }],
    listGradingPeriods: async () => [
      { id: 'gp-2', title: 'Q2', startDate: '2026-10-19', endDate: '2026-12-18' },
    ],
    findTerm: async () => ({
      id: 'term-1',
      title: 'Semester 1',
      startDate: '2026-08-17',
      endDate: '2026-12-18',
    }),
    async listLineItems() {
      reads.push('line items');
      if (unreadable) throw unreadable;
      return [...lineItems.values()].map((item) => ({
        id: item.sourcedId,
        title: item.title,
        dueDay: item.dueDate.slice(0, 10),
        points: item.maxPoints,
        categoryId: item.categoryId,
      }));
    },
    async listResults() {
      reads.push('results');
      if (unreadable) throw unreadable;
      return [...results.values()].map((result) => ({ ...result, id: result.sourcedId }));
    },
    putLineItem: (payload) =>
      put(payload.title, () => void lineItems.set(payload.sourcedId, payload)),
    putResult: (payload) =>
      put(
        `${titleOf(payload.lineItemId)}/${payload.studentId}`,
        () => void results.set(payload.sourcedId, payload),
      ),
  };
  const titleOf = (id: string): string => lineItems.get(id)?.title ?? '?';

  return {
    client,
    writes,
    /** Lists of the class that were asked for. */
    reads,
    /** From now on the class cannot be read; null = it can. */
    refuseReads(error: SisError | null): void {
      unreadable = error;
    },
    /** For a way of writing that a test makes itself. */
    keepResult: (payload: ResultPayload): void => void results.set(payload.sourcedId, payload),
    /** Somebody types a score into the SIS; null clears it. */
    typeScore(title: string, studentId: string, score: number | null): void {
      for (const [id, result] of results) {
        if (titleOf(result.lineItemId) !== title || result.studentId !== studentId) continue;
        if (score === null) results.delete(id);
        else results.set(id, { ...result, scoreStatus: 'fully graded', score });
      }
    },
    /** Somebody changes a line item in the SIS, or with null deletes it. */
    editItem(title: string, change: Partial<LineItemPayload> | null): void {
      for (const [id, item] of lineItems) {
        if (item.title !== title) continue;
        if (change) lineItems.set(id, { ...item, ...change });
        else lineItems.delete(id);
      }
    },
    /** Titles with the scores of stu-1, stu-2 and stu-3, where there are any. */
    gradebook: (): Record<string, Record<string, number | null>> =>
      Object.fromEntries(
        [...lineItems.values()].map(({ title, sourcedId }) => [
          title,
          Object.fromEntries(
            [...results.values()]
              .filter(({ lineItemId }) => lineItemId === sourcedId)
              .map(({ studentId, score }) => [studentId, score]),
          ),
        ]),
      ),
    refuseWhen(test: typeof refuse): void {
      refuse = test;
    },
    /** Runs before a write is judged and kept; a promise holds the write. */
    beforeWrite(hook: typeof before): void {
      before = hook;
    },
    /** Runs when a write is kept and before its answer leaves. */
    afterWrite(hook: typeof after): void {
      after = hook;
    },
  };
}

export const rejected = (detail = 'score is out of range'): SisError =>
  new SisError({ code: 'REJECTED', scope: 'score', status: 422, detail });
