import { portalProfile } from '../../../lib/sis/aeries/profile.ts';
import { profileOf } from '../../../lib/sis/profile.ts';
import { marksOf } from '../../sandbox/aeries/data.ts';
import type { PowerSchool } from '../../sandbox/powerschool/powerschool.ts';
import { aeriesServer } from '../sandbox/aeries-server.ts';
import { powerSchoolServer } from '../sandbox/powerschool-server.ts';
import { aeriesClient, memoryNumbers } from '../sis/aeries/aeries-client.ts';
import { memoryIds, powerClient } from '../sis/powerschool/power-client.ts';
import type { Connected, Held } from './connected.ts';
import { key } from './course.ts';
import type { startLife } from './harness.ts';

const powerScore = /\/ws\/xte\/score\?/;
const aeriesScore = /\/api\/.*\/scores\//;

const isScoreOf =
  (wanted: string, match: RegExp) =>
  ({ method, path }: { method: string; path: string }): boolean =>
    method === wanted && match.test(path);

/** The servers of a file stay for its other tests. */
const close = async (): Promise<void> => undefined;

type Life = Awaited<ReturnType<typeof startLife>>;

/** The two systems that are written in a teacher's own session. To be called where a test file declares its hooks. */
export function sessionSystems() {
  const powerSchool = powerSchoolServer();
  const aeries = aeriesServer();
  return {
    powerSchool: (): Connected => ({
      client: powerClient(powerSchool, memoryIds().ids),
      profile: profileOf('powerschool', '1.2'),
      held: (title) => rowsOf(powerSchool.power, title),
      writes: () =>
        powerSchool.power.requests
          .filter(
            ({ method, path }) =>
              method === 'PUT' || (method === 'POST' && path.endsWith('/assignment')),
          )
          .map(({ status }) => status),
      scoreWrites: () => powerSchool.power.requests.filter(isScoreOf('PUT', powerScore)).length,
      fail(fault, times) {
        const at = { method: 'PUT', match: powerScore } as const;
        const own = fault.isLost
          ? ({ ...at, mode: 'cut-after' } as const)
          : ({ ...at, ...fault, mode: 'before' } as const);
        powerSchool.power.faults.push(...Array.from({ length: times }, () => own));
      },
      clearFaults: () => void powerSchool.power.faults.splice(0),
      close,
    }),

    aeries(): Connected {
      // Schoology's ids of this course end in the digits. The other gradebook must not look like the same class.
      const [own, other] = aeries.aeries.gradebooks;
      for (const [n, student] of (own?.students ?? []).entries()) student.permanentId = n + 1;
      other?.students.splice(0);
      return {
        client: aeriesClient(aeries.ask, memoryNumbers().numbers),
        profile: portalProfile,
        held: (title) =>
          Object.entries(marksOf(aeries.aeries)[title] ?? {}).map(([id, mark]) => [id, mark, '']),
        writes: () =>
          aeries.aeries.requests
            .filter(({ method }) => method === 'POST' || method === 'PUT')
            .map(({ status }) => status),
        scoreWrites: () => aeries.aeries.requests.filter(isScoreOf('POST', aeriesScore)).length,
        fail(fault, times) {
          const at = { method: 'POST', match: aeriesScore } as const;
          const own = fault.isLost
            ? ({ ...at, mode: 'lost' } as const)
            : ({ ...at, ...fault, mode: 'before' } as const);
          aeries.aeries.faults.push(...Array.from({ length: times }, () => own));
        },
        clearFaults: () => void aeries.aeries.faults.splice(0),
        close,
      };
    },
  };
}

/** Links the section with a first sync, and then chooses, as only the teacher can, where its Homework goes. */
export async function chooseCategory(life: Life, sisId: string): Promise<void> {
  await life.sync();
  const link = await life.db.get('links', [key.origin, key.sectionId]);
  if (!link) throw new Error('the section has no link');
  const categories = { 70001: { sisId, automatic: false } };
  await life.db.put('links', { ...link, categories });
}

function rowsOf({ state }: PowerSchool, title: string): Held {
  const sections = [...state.assignments.values()].flatMap((assignment) => assignment.sections);
  const ids = sections
    .filter(({ name }) => name === title)
    .map(({ assignmentsectionid }) => assignmentsectionid);
  return state.scores
    .filter(({ assignmentsectionid }) => ids.includes(assignmentsectionid))
    .map(({ studentsdcid, actualscoreentered, isexempt, ismissing, isincomplete }) => [
      String(studentsdcid),
      actualscoreentered,
      [isexempt && 'exempt', ismissing && 'missing', isincomplete && 'incomplete']
        .filter(Boolean)
        .join(' '),
    ]);
}
