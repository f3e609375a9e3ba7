import type { GradedItem, Score, SectionSnapshot } from '../../model/graded-item.ts';
import type { Landing } from '../../model/landing.ts';
import type { Reason } from '../../model/reason.ts';
import { sisTitleOf, type TeacherSettings } from '../../model/teacher-settings.ts';
import type { Profile } from '../../sis/profile.ts';
import type { LineItemPayload, ResultPayload } from '../../sis/sis-client.ts';
import type { FlagRecord, LinkRecord, Observed } from '../../storage/records.ts';
import {
  type Finding,
  type ItemFinding,
  nothingKnown,
  type SisKnowledge,
} from '../read-back/findings.ts';
import { duplicateTitles } from './duplicate-titles.ts';
import type { Fingerprint } from './fingerprint.ts';
import { type Judging, judgingOf } from './judge-score.ts';
import { landingOf } from './landing.ts';
import { checkItem, isGraded } from './preflight.ts';
import { readyItem } from './ready-item.ts';

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
  settings: TeacherSettings;
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
  landing: Landing;
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
  /** Letters and rubric levels without points. They are reported, not sent. */
  notNumeric: number;
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
  | { kind: 'skipped'; item: GradedItem; landing: Landing; reason: Reason }
  /** Something must be mended first. */
  | { kind: 'problem'; item: GradedItem; landing: Landing; reason: Reason }
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
  const { snapshot, profile, settings } = input;
  const scoresOf = scoresByItem(snapshot);
  const duplicates = duplicateTitles(
    snapshot.items.filter(
      (item) => isIncluded(item, input) && !isToReview(item, input) && isGraded(item),
    ),
    profile.uniqueTitle,
    (item) => sisTitleOf(item, settings),
  );
  return snapshot.items.map((item) => planItem(item, scoresOf(item), input, duplicates));
}

/** The scores of each item, of active students only; without a district id it is a test account, which no SIS has. */
export function scoresByItem({
  members,
  scores,
}: Pick<SectionSnapshot, 'members' | 'scores'>): (item: GradedItem) => Score[] {
  const active = new Set(
    members
      .filter((member) => member.role === 'student' && member.active && member.schoolUid !== '')
      .map(({ uid }) => uid),
  );
  const groups = byItem(scores.filter(({ uid }) => active.has(uid)));
  return ({ itemId }) => groups.get(itemId) ?? [];
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
  const landing = landingOf(item, input.link);
  if (input.unconfirmed.has(item.itemId)) {
    return { kind: 'problem', item, landing, reason: { code: 'CHOICE_UNCONFIRMED' } };
  }
  if (isToReview(item, input)) {
    return { kind: 'problem', item, landing, reason: { code: 'NEW_ITEM_REVIEW' } };
  }
  const checked = checkItem(item, input, duplicates);
  if (checked.kind !== 'ok') return { kind: checked.kind, item, landing, reason: checked.reason };
  const { link } = checked;
  const judging = judgingOf(item, link, input.observed, judgingRules(input));
  if (!judging) throw new Error('a checked item has a class');
  const lineItem: LineItemPayload = {
    sourcedId: judging.lineItemId,
    title: checked.title,
    assignDate: checked.due,
    dueDate: checked.due,
    classId: link.classId,
    schoolId: link.schoolId,
    categoryId: checked.categoryId,
    gradingPeriodId: checked.gradingPeriodId,
    maxPoints: checked.maxPoints,
  };
  return readyItem({ item, landing, lineItem }, scores, judging, input.sis ?? nothingKnown);
}

export const judgingRules = ({
  profile,
  settings,
  fingerprint,
}: Pick<PlanInput, 'profile' | 'settings' | 'fingerprint'>): Pick<
  Judging,
  'rules' | 'fingerprint'
> => ({
  rules: { specialScores: profile.specialScores, chosen: settings.special },
  fingerprint,
});
