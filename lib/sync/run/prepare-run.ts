import { LmsError } from '../../lms/lms-error.ts';
import { itemKeyText } from '../../model/item-key.ts';
import { SisError } from '../../sis/sis-client.ts';
import type { RunRecord } from '../../storage/records.ts';
import { hasWork, type ReadyItem } from '../plan/plan.ts';
import { doubtItems, mustBeRead, planAgainstSis } from '../plan/plan-against-sis.ts';
import type { PreparedSection } from '../plan/plan-section.ts';
import { noteProblem, prepareSection } from '../plan/prepare-section.ts';
import type { Active, RunnerDeps } from './active-run.ts';
import { isPause } from './no-network.ts';
import { isUnforeseen } from './stumble.ts';

/** Says nothing of the section that is being read: it would meet the next one too. */
const isOfRun = (error: SisError): boolean => isPause(error) || isUnforeseen(error);

/** Reads and plans every section of the run. One that cannot be read is left out; the section says why. */
export async function prepareRun(deps: RunnerDeps, own: Active): Promise<PreparedSection[]> {
  const prepared: PreparedSection[] = [];
  for (const section of own.run.sections) {
    if (!(await deps.isKnown(section))) {
      own.run.stopReason = { code: 'SECTION_NOT_SEEN' };
      await noteProblem(deps, section, own.run.stopReason);
      continue;
    }
    try {
      const ready = await prepareSection(deps, section);
      if (ready.problem) own.run.stopReason = ready.problem;
      if (ready.refused && isOfRun(ready.refused)) own.stopped ??= ready.refused;
      own.reading = 'something';
      prepared.push(own.stopped ? ready : await compared(deps, own, ready));
    } catch (error) {
      if (!(error instanceof LmsError)) throw error;
      own.run.stopReason = error.reason;
      if (own.reading === 'nothing' && error.problem === 'no-answer') own.reading = 'no-answer';
    }
  }
  return prepared;
}

function readyItems(
  { planned }: PreparedSection,
  run: Pick<RunRecord, 'todo' | 'only'>,
): ReadyItem[] {
  const wanted = run.todo ?? run.only;
  return planned.filter(
    (entry): entry is ReadyItem =>
      entry.kind === 'ready' && (wanted === null || wanted.includes(itemKeyText(entry.item))),
  );
}

export const itemsToDo = (prepared: PreparedSection, run: RunRecord): ReadyItem[] =>
  readyItems(prepared, run).filter(hasWork);

/** The worker died under the run: something may have arrived that nobody has written down. A pause leaves no doubt. */
export const wasInterrupted = ({ todo, resumesAt }: RunRecord): boolean =>
  todo !== null && resumesAt === null;

/** Looks at the SIS before anything in it is written over. Where it may be read and cannot be now, the run stops. */
async function compared(
  deps: RunnerDeps,
  own: Active,
  prepared: PreparedSection,
): Promise<PreparedSection> {
  const { run } = own;
  const wanted = readyItems(prepared, run);
  if (wasInterrupted(run)) await doubtItems(deps.db, prepared.observed, wanted);
  else if (!wanted.some(hasWork)) return prepared;
  try {
    return await planAgainstSis(deps, prepared);
  } catch (error) {
    if (!(error instanceof SisError)) throw error;
    if (isOfRun(error) || (await mustBeRead(deps.db, prepared, error))) own.stopped ??= error;
    return prepared;
  }
}
