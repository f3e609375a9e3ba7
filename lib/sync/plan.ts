import type { GradedItem, Score, SectionSnapshot } from '../model/graded-item.ts';
import type { Reason } from '../model/reason.ts';
import { lineItemId } from '../sis/ids.ts';
import type { Profile } from '../sis/profile.ts';
import type { LineItemPayload, ResultPayload } from '../sis/sis-client.ts';
import type { FlagRecord, LinkRecord, Observed } from '../storage/records.ts';
import { duplicateTitles } from './duplicate-titles.ts';
import type { Fingerprint } from './fingerprint.ts';
import { checkItem, isGraded } from './preflight.ts';
import { toResult } from './score-result.ts';

export type PlanInput = {
  snapshot: SectionSnapshot;
  flags: ReadonlyMap<string, Pick<FlagRecord, 'include'>>;
  /** What applies where there is no flag. */
  defaultInclude: boolean;
  /** Items whose opt-out was submitted to Schoology but not yet seen to be saved. */
  unconfirmed: ReadonlySet<string>;
  /** Items that are new; without a flag they wait for the teacher. */
  toReview: ReadonlySet<string>;
  /** Null while the section is not linked to a SIS class. */
  link: LinkRecord | null;
  /** By line item sourcedId. */
  observed: ReadonlyMap<string, Observed>;
  profile: Profile;
  fingerprint: Fingerprint;
};

export type ResultWrite = { payload: ResultPayload; hash: string };

/** An item that can be sent. `results` are only those that differ from what the SIS acknowledged. */
export type ReadyItem = {
  kind: 'ready';
  item: GradedItem;
  lineItem: LineItemPayload;
  lineItemHash: string;
  /** False when the SIS already acknowledged exactly this line item. */
  putLineItem: boolean;
  results: ResultWrite[];
  /** Results the SIS already holds unchanged. */
  unchanged: number;
  /** Students with a score whom the SIS class does not know. */
  unlinked: number;
  /** Scores we sent that Schoology no longer shows. They are reported, never overwritten. */
  cleared: number;
  /** Exceptions (an Incomplete, say) that this SIS has no words for. They are reported, not sent. */
  unsayable: number;
};

export type PlannedItem =
  | { kind: 'opted-out'; item: GradedItem }
  /** Nothing is wrong, there is nothing to send. */
  | { kind: 'skipped'; item: GradedItem; reason: Reason }
  /** Something must be mended first. */
  | { kind: 'problem'; item: GradedItem; reason: Reason }
  | ReadyItem;

/** Something of the item differs from what the SIS acknowledged. */
export const hasWork = ({ putLineItem, results }: ReadyItem): boolean =>
  putLineItem || results.length > 0;

/**
 * What a sync of this section would do, item by item, in Schoology's order. Pure: the same input gives the same
 * plan. An opted-out item produces nothing that could be sent.
 */
export function plan(input: PlanInput): PlannedItem[] {
  const scores = byItem(input.snapshot.scores);
  const active = new Set(
    input.snapshot.members
      .filter((member) => member.role === 'student' && member.active && member.schoolUid !== '')
      .map(({ uid }) => uid),
  );
  const duplicates = duplicateTitles(
    input.snapshot.items.filter(
      (item) => isIncluded(item, input) && !isToReview(item, input) && isGraded(item),
    ),
    input.profile.uniqueTitle,
  );
  return input.snapshot.items.map((item) => {
    const own = (scores.get(item.itemId) ?? []).filter(({ uid }) => active.has(uid));
    return planItem(item, own, input, duplicates);
  });
}

function byItem(scores: Score[]): Map<string, Score[]> {
  const groups = new Map<string, Score[]>();
  for (const score of scores) {
    const group = groups.get(score.itemId);
    if (group) group.push(score);
    else groups.set(score.itemId, [score]);
  }
  return groups;
}

const isIncluded = ({ itemId }: GradedItem, { flags, defaultInclude }: PlanInput): boolean =>
  flags.get(itemId)?.include ?? defaultInclude;

const isToReview = ({ itemId }: GradedItem, { flags, toReview }: PlanInput): boolean =>
  toReview.has(itemId) && !flags.has(itemId);

function planItem(
  item: GradedItem,
  scores: Score[],
  input: PlanInput,
  duplicates: ReadonlySet<string>,
): PlannedItem {
  if (!isIncluded(item, input)) return { kind: 'opted-out', item };
  if (input.unconfirmed.has(item.itemId)) {
    return { kind: 'problem', item, reason: { code: 'CHOICE_UNCONFIRMED' } };
  }
  if (isToReview(item, input))
    return { kind: 'problem', item, reason: { code: 'NEW_ITEM_REVIEW' } };
  const checked = checkItem(item, input, duplicates);
  if (checked.kind !== 'ok') return { kind: checked.kind, item, reason: checked.reason };
  const { link, ...landing } = checked;
  const id = lineItemId(item, link.classId);
  const lineItem: LineItemPayload = {
    sourcedId: id,
    title: item.title,
    assignDate: landing.due,
    dueDate: landing.due,
    classId: link.classId,
    schoolId: link.schoolId,
    categoryId: landing.categoryId,
    gradingPeriodId: landing.gradingPeriodId,
    maxPoints: landing.maxPoints,
  };
  return ready(item, lineItem, scores, link.students, input);
}

function ready(
  item: GradedItem,
  lineItem: LineItemPayload,
  scores: Score[],
  students: Record<string, string>,
  { observed, fingerprint, profile }: PlanInput,
): ReadyItem {
  const known = observed.get(lineItem.sourcedId);
  const lineItemHash = fingerprint(lineItem);
  const planned: ReadyItem = {
    kind: 'ready',
    item,
    lineItem,
    lineItemHash,
    putLineItem: known?.lineItem !== lineItemHash,
    results: [],
    unchanged: 0,
    unlinked: 0,
    cleared: 0,
    unsayable: 0,
  };
  for (const score of scores) {
    const studentId = students[score.uid];
    const payload =
      studentId === undefined ? null : toResult(score, lineItem.sourcedId, studentId, profile);
    if (studentId === undefined) planned.unlinked += hasValue(score) ? 1 : 0;
    else if (payload === null && score.exception !== null) planned.unsayable++;
    else if (payload === null) planned.cleared += known?.results[studentId] === undefined ? 0 : 1;
    else addResult(planned, payload, fingerprint(payload), known);
  }
  return planned;
}

const hasValue = (score: Score): boolean => score.points !== null || score.exception !== null;

function addResult(
  planned: ReadyItem,
  payload: ResultPayload,
  hash: string,
  known: Observed | undefined,
): void {
  if (known?.results[payload.studentId] === hash) planned.unchanged++;
  else planned.results.push({ payload, hash });
}
