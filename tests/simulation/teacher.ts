import type { GradedItem } from '../../lib/model/graded-item.ts';
import { type Profile, profileOf } from '../../lib/sis/profile.ts';
import type { SisClient, SisError } from '../../lib/sis/sis-client.ts';
import type { Observed, RunRecord } from '../../lib/storage/records.ts';
import type { ReadyItem, ResultWrite } from '../../lib/sync/plan/plan.ts';
import type { ItemPorts } from '../../lib/sync/run/item-ports.ts';
import { createPace, type Pace, spreadAfter } from '../../lib/sync/run/pace.ts';
import { pauseRun } from '../../lib/sync/run/pause.ts';
import { syncItem } from '../../lib/sync/run/sync-item.ts';
import { openWindow } from '../../lib/sync/run/window.ts';
import type { VirtualTime } from './virtual-time.ts';

/** As in lib/background/app.ts. */
const concurrency = 6;
const profile: Profile = profileOf('oneroster', '1.2');

/** An item whose scores all have changed, and what the SIS has acknowledged of it. */
type Work = { ready: ReadyItem; row: Observed; left: ResultWrite[] };

type Run = Pick<RunRecord, 'limited' | 'resumesAt' | 'startedAt'>;

/** A pause: when it ended and requests were made again, and the range out of which chance took that instant (ms). */
type Pause = { endedAt: number; earliest: number; latest: number };

export type Teacher = {
  /** When Sync was pressed, and when the last score was acknowledged; null = not yet (ms). */
  pressedAt: number;
  finishedAt: number | null;
  pauses: Pause[];
};

const graded: GradedItem = {
  origin: 'https://district.schoology.com',
  sectionId: '1',
  itemId: '1',
  title: 'Item',
  kind: 'assignment',
  categoryId: null,
  periodId: null,
  due: null,
  points: 10,
  published: true,
  countsInGrade: true,
};

function work(lineItemId: string, students: number): Work {
  const left = Array.from({ length: students }, (_, n) => ({
    hash: 'new',
    payload: {
      sourcedId: `${lineItemId}-${n}`,
      lineItemId,
      studentId: String(n),
      scoreStatus: 'fully graded' as const,
      score: 9,
      missing: false,
      incomplete: false,
    },
  }));
  const lineItem = {
    sourcedId: lineItemId,
    title: 'Item',
    assignDate: '',
    dueDate: '',
    classId: '',
    schoolId: '',
    categoryId: '',
    gradingPeriodId: null,
    maxPoints: 10,
  };
  const none = {
    ...{ unchanged: 0, unlinked: 0, cleared: 0, unsayable: 0, notNumeric: 0, differs: 0 },
    ...{ held: [], kept: [], itemDiffers: false, itemChanged: null, gone: false, found: null },
    landing: { classTitle: null, categoryTitle: null, periodTitle: null, dueDay: null },
  };
  const ready: ReadyItem = {
    kind: 'ready',
    item: graded,
    lineItem,
    lineItemHash: '',
    putLineItem: false,
    results: left,
    ...none,
  };
  const { origin, sectionId, itemId } = graded;
  const times = { lastAttemptAt: null, lastSuccessAt: null, failure: null };
  const row = { origin, sectionId, itemId, lineItemId, lineItem: '', results: {}, ...times };
  return { ready, row, left };
}

/**
 * One teacher's run, from the press to the last score, as it goes noted in `teacher`. What is sent, what a refusal stops
 * and when the run goes on is the extension's own code; reading, planning and writing down are left out.
 */
export async function runTeacher(
  teacher: Teacher,
  time: VirtualTime,
  put: () => Promise<void>,
  { items, students, random }: { items: number; students: number; random: () => number },
): Promise<void> {
  const run: Run = { resumesAt: null, startedAt: time.clock.now() };
  const open = new Set(Array.from({ length: items }, (_, n) => work(String(n), students)));
  for (;;) {
    const pause = await oneLife(teacher, time, put, open, run, random);
    if (!pause) break;
    await time.sleep(pause.endedAt - time.clock.now());
    teacher.pauses.push(pause);
  }
  teacher.finishedAt = time.clock.now();
}

/** The pace of a life; a wish that it sits out is noted as a pause, though the worker stays awake for it. */
function noting(
  teacher: Teacher,
  { clock, sleep }: Pick<VirtualTime, 'clock' | 'sleep'>,
  random: () => number,
  limited: number | undefined,
): Pace {
  let began = false;
  let restsFor = 0;
  const pace = createPace({
    clock,
    limited,
    random() {
      began = true;
      return random();
    },
    sleep(duration) {
      restsFor = duration;
      return sleep(duration);
    },
  });
  return {
    ...pace,
    slowDown(notBefore) {
      began = false;
      const goesOn = pace.slowDown(notBefore);
      if (began) {
        const now = clock.now();
        const earliest = notBefore ?? now;
        const latest = earliest + spreadAfter(earliest - now);
        teacher.pauses.push({ endedAt: now + restsFor, earliest, latest });
      }
      return goesOn;
    },
  };
}

/** Sends until all is sent (null) or the SIS wants a pause, which is then set. */
async function oneLife(
  teacher: Teacher,
  { clock, sleep }: VirtualTime,
  put: () => Promise<void>,
  open: Set<Work>,
  run: Run,
  random: () => number,
): Promise<Pause | null> {
  const pace = noting(teacher, { clock, sleep }, random, run.limited);
  const window = openWindow(run, { concurrency, profile, clock, pace });
  const own: { stopped: SisError | null } = { stopped: null };
  let acknowledged = 0;
  const ports: ItemPorts = {
    // The rest of the SIS is not asked.
    sis: { putResult: put } as unknown as SisClient,
    clock,
    limit: (work) => window.request(work, () => own.stopped === null),
    pace,
    mayGoOn: () => own.stopped === null,
    stop: (error) => {
      own.stopped ??= error;
      return true;
    },
    note: () => undefined,
    wrote: () => void acknowledged++,
    fingerprint: () => 'new',
  };
  await Promise.all(
    [...open].map((one) =>
      window.item(async () => {
        await syncItem(one.ready, one.row, ports);
        one.left = one.left.filter(({ payload }) => !(payload.studentId in one.row.results));
        one.ready.results = one.left;
        if (one.left.length === 0) open.delete(one);
      }),
    ),
  );
  if (own.stopped === null) return null;
  const { notBefore } = own.stopped;
  const given = { now: clock.now(), notBefore, acknowledged };
  const endAt = (of: Run, chance: () => number): number => {
    pauseRun(of, { ...given, random: chance });
    return of.resumesAt ?? 0;
  };
  const [earliest, latest] = [endAt({ ...run }, () => 0), endAt({ ...run }, () => 1)];
  return { endedAt: endAt(run, random), earliest, latest };
}
