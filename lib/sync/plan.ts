import type { GradedItem, Score, SectionSnapshot } from '../model/graded-item.ts';
import type { Reason } from '../model/reason.ts';
import { lineItemId } from '../sis/ids.ts';
import type { Profile } from '../sis/profile.ts';
import type { LineItemPayload, ResultPayload } from '../sis/sis-client.ts';
import type { FlagRecord, LinkRecord, Observed } from '../storage/records.ts';
import { duplicateTitles } from './duplicate-titles.ts';
import {
  decisionKey,
  type Finding,
  findItem,
  findScore,
  type ItemFinding,
  nothingKnown,
  type SisKnowledge,
} from './findings.ts';
import { type Fingerprint, sentButUnknown } from './fingerprint.ts';
import { checkItem, isGraded } from './preflight.ts';
import { toResult } from './score-result.ts';
import { differingFields, fieldsWanted } from './sis-value.ts';

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
  /** What was read of the SIS and decided about it; absent = only what `observed` remembers of it. */
  sis?: SisKnowledge;
};

export type ResultWrite = { payload: ResultPayload; hash: string };

/** A score that differs from the SIS's because somebody changed it there. `value` is the fingerprint of theirs. */
type HeldWrite = ResultWrite & { value: string };

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
  /** Scores that somebody changed in the SIS since our last write: not sent until the teacher has decided. */
  held: HeldWrite[];
  /** The same, and the teacher has decided that the SIS keeps its own. */
  kept: HeldWrite[];
  /** Scores that the SIS shows otherwise than they were sent, though nobody has touched them. */
  differs: number;
  /** The SIS shows the line item's title, date or points otherwise than they were sent, though nobody touched them. */
  itemDiffers: boolean;
  /**
   * Somebody changed the line item in the SIS: `held` = it and its scores wait for the teacher; `told` = nothing of
   * ours would undo it, so it is only told; `kept` = the SIS keeps its own.
   */
  itemChanged: 'held' | 'told' | 'kept' | null;
  /** The SIS lists the line item no more. It is not made again unless the teacher asks for it by name. */
  gone: boolean;
  /** What the SIS was found to show, for what is stored; null = it was not read. */
  found: Found | null;
};

/** One look at a line item in the SIS. `scores` by student sourcedId; `hash` is of what we would send. */
export type Found = {
  item: ItemFinding | null;
  scores: Record<string, Finding & { hash: string }>;
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

/** The SIS shows nothing of the item otherwise than it was sent. */
export const isAsSent = ({ differs, itemDiffers, held, itemChanged, gone }: ReadyItem): boolean =>
  differs === 0 && !itemDiffers && held.length === 0 && itemChanged === null && !gone;

/** Nothing of the item is kept from the SIS: once its work is done, it is there as Schoology has it. */
export const isWhole = ({ unlinked, held, itemChanged, gone }: ReadyItem): boolean =>
  unlinked === 0 && held.length === 0 && itemChanged !== 'held' && !gone;

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
  { observed, fingerprint, profile, sis = nothingKnown }: PlanInput,
): ReadyItem {
  const known = observed.get(lineItem.sourcedId);
  const lineItemHash = fingerprint(lineItem);
  const place: Place = { known, sis, fingerprint };
  const inSis = findItem(lineItem, place);
  const planned: ReadyItem = {
    kind: 'ready',
    item,
    lineItem,
    lineItemHash,
    ...itemWrite(lineItem, lineItemHash, inSis, place),
    results: [],
    unchanged: 0,
    unlinked: 0,
    cleared: 0,
    unsayable: 0,
    held: [],
    kept: [],
    differs: sis.reading ? 0 : (known?.differs ?? 0),
    itemDiffers: known?.lineItem === lineItemHash && isShownOtherwise(lineItem, inSis, known),
    gone: inSis === 'gone',
    found: sis.reading && { item: inSis === 'gone' ? null : inSis, scores: {} },
  };
  for (const score of scores) {
    const studentId = students[score.uid];
    const payload =
      studentId === undefined ? null : toResult(score, lineItem.sourcedId, studentId, profile);
    if (studentId === undefined) planned.unlinked += hasValue(score) ? 1 : 0;
    else if (payload === null && score.exception !== null) planned.unsayable++;
    else if (payload === null) planned.cleared += known?.results[studentId] === undefined ? 0 : 1;
    else addResult(planned, { payload, hash: fingerprint(payload) }, place);
  }
  // Scores go nowhere without their line item, and 88 of 100 must not become 88 of 50.
  return planned.gone || planned.itemChanged === 'held' ? { ...planned, results: [] } : planned;
}

/** In which category it stands is the SIS's business: some keep all that comes from outside in one (oneroster.md 2). */
function isShownOtherwise(
  lineItem: LineItemPayload,
  inSis: ItemFinding | 'gone',
  known: Observed,
): boolean {
  if (inSis === 'gone' || inSis.kind === 'changed') return false;
  const shown = inSis.now ?? known.shows?.item;
  if (!shown) return false;
  return differingFields(shown, fieldsWanted(lineItem)).some((name) => name !== 'categoryId');
}

type Place = { known: Observed | undefined; sis: SisKnowledge; fingerprint: Fingerprint };

/** What becomes of the line item. What somebody changed in the SIS is not overwritten without the teacher. */
function itemWrite(
  lineItem: LineItemPayload,
  hash: string,
  inSis: ItemFinding | 'gone',
  { known, sis }: Place,
): Pick<ReadyItem, 'putLineItem' | 'itemChanged'> {
  if (inSis === 'gone') return { putLineItem: false, itemChanged: null };
  const due = known?.lineItem !== hash;
  if (inSis.kind !== 'changed') return { putLineItem: due, itemChanged: null };
  const decided = sis.decisions.get(decisionKey(lineItem.sourcedId, ''));
  if (decided?.value === inSis.value) {
    return decided.choice === 'send'
      ? { putLineItem: true, itemChanged: null }
      : { putLineItem: false, itemChanged: 'kept' };
  }
  const points = inSis.now?.points ?? null;
  const otherPoints = points !== null && points !== lineItem.maxPoints;
  return { putLineItem: false, itemChanged: due || otherPoints ? 'held' : 'told' };
}

const hasValue = (score: Score): boolean => score.points !== null || score.exception !== null;

function addResult(planned: ReadyItem, write: ResultWrite, place: Place): void {
  const { payload, hash } = write;
  const { known, sis } = place;
  const found = findScore(payload, hash, place);
  if (planned.found) planned.found.scores[payload.studentId] = { ...found, hash };
  const { value } = found;
  const acknowledged = known?.results[payload.studentId];
  if (found.kind === 'changed' && value !== null) {
    const decided = sis.decisions.get(decisionKey(payload.lineItemId, payload.studentId));
    const choice = decided?.value === value ? decided.choice : null;
    if (choice === 'send') planned.results.push(write);
    else (choice === 'keep' ? planned.kept : planned.held).push({ ...write, value });
  } else if (found.kind === 'equal' && acknowledged !== sentButUnknown) {
    planned.unchanged++;
  } else if (acknowledged === hash && !(known?.unsure && value !== null)) {
    planned.unchanged++;
    if (found.kind === 'other') planned.differs++;
  } else {
    planned.results.push(write);
  }
}
