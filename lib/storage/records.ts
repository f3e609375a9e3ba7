import type { GradedItem, GradingCategory, GradingPeriod } from '../model/graded-item.ts';
import type { RunTrigger, WaitingItems } from '../model/history.ts';
import type { ItemKey, SectionKey } from '../model/item-key.ts';
import type { Landing } from '../model/landing.ts';
import type { ChosenIn, FlagSource, ReadBack, SelectOption } from '../model/panel-view.ts';
import type { Reason, ReasonCode } from '../model/reason.ts';
import type { SpecialScores } from '../model/special-score.ts';
import type { KnownNumber } from '../sis/aeries/numbers.ts';
import type { Known } from '../sis/powerschool/assignment-ids.ts';
import type { ItemFields, SisCategory, SisGradingPeriod, SisTerm } from '../sis/sis-client.ts';

/** What is on disk. No row holds a student's name or score: ids are opaque, scores are keyed hashes. */

export type StoredSection = SectionKey & {
  title: string;
  categories: GradingCategory[];
  /** Absent in what was stored before the panel showed them. */
  periods?: GradingPeriod[];
  /** Last time Schoology was read whole for this section. */
  readAt: number | null;
  /** Why the last reading or linking did not succeed. */
  problem: Reason | null;
  /** What came of reading back what the last run sent; absent while nothing has been sent. */
  readBack?: ReadBack;
  /** The SIS has let its scores be read here. */
  readable?: true;
};

/** What the last plan said of an item: enough for the panel, nothing to send from. */
export type Planned = {
  /** Writes a sync would make now. */
  changes: number;
  reason: Reason | null;
  /** The reason keeps the item from syncing (as against a remark on a synced one). */
  blocked: boolean;
  /** Everything that a teacher should know of an item that syncs; absent = nothing, or planned by an older build. */
  remarks?: Reason[];
  /** Where it stands in the SIS once it is sent; absent for an item that is opted out. */
  landing?: Landing;
};

export type StoredItem = GradedItem & {
  firstSeenAt: number;
  planned: Planned | null;
  /** New since the section was first read, and to be looked at by the teacher; a flag takes precedence. */
  toReview?: true;
  /** How many of its scores are above its points; absent until the section is read again by a version that counts them. */
  aboveMaximum?: number;
};

/** What the teacher has set for one item. */
export type ItemSettings = ItemKey & { sisTitle: string };

/** What the teacher has set for one section. */
export type SectionSettings = SectionKey & { special: SpecialScores };

export type FlagRecord = ItemKey & {
  include: boolean;
  /** Grows with every change of this flag; orders them without trusting clocks. */
  rev: number;
  changedAt: number;
  source: ChosenIn;
  /** The action that wrote it: the same action again changes nothing. */
  opId: string;
  /** Present on opt-outs only, which makes their index (and its count) sparse. */
  optOut?: 1;
  /**
   * An opt-out restored from the mirror, which keeps no revisions: `rev` may be too low, so it wins over what another
   * browser says until it has been compared once.
   */
  unproven?: true;
};

/** A choice was taken back, so that the default holds again; other browsers must hear of that too. */
export type ClearedFlag = ItemKey & Pick<FlagRecord, 'rev'>;

/** What is known here of a section's choices in the teacher's other browsers. */
export type RoamingSection = SectionKey & {
  /**
   * The teacher has looked at its list in this browser, or another browser that knew its choices has told them;
   * null = neither, so nothing of it may be sent.
   */
  known: 'looked' | 'heard' | null;
  /** Grows with every change of what there is to tell others. */
  rev: number;
  /** The last `rev` that the browser's sync service has taken. */
  pushed: number;
  /** What the sync service held for this section when it was last put in force. */
  merged: string | null;
};

export type LinkRecord = SectionKey & {
  classId: string | null;
  classTitle: string | null;
  schoolId: string | null;
  termIds: string[];
  automatic: boolean;
  classOptions: SelectOption[];
  /** Schoology uid to SIS user sourcedId. */
  students: Record<string, string>;
  /** Uids with a district id that the SIS class does not know. */
  unmatched: string[];
  /** Those among `students` whom the teacher joined; absent = none. */
  studentsByHand?: Record<string, string>;
  /** Schoology category id to SIS category sourcedId. */
  categories: Record<string, { sisId: string; automatic: boolean }>;
  sisCategories: SisCategory[];
  periods: SisGradingPeriod[];
  /** Those of `termIds` whose dates the SIS tells; absent = not asked yet. */
  terms?: SisTerm[];
  readAt: number;
};

type Failure = Reason & { at: number };

/** What the SIS last acknowledged for one line item, as keyed hashes. On disk it is two rows, `observed-rows.ts`. */
export type Observed = ItemKey & {
  lineItemId: string;
  lineItem: string | null;
  /** Student sourcedId to hash. */
  results: Record<string, string>;
  /** What the SIS did not take, and why, by student sourcedId; absent = it took all. */
  refused?: Record<string, { code: ReasonCode; hash: string }>;
  lastAttemptAt: number | null;
  lastSuccessAt: number | null;
  failure: Failure | null;
  /** The title the SIS has; the item may since have been renamed or deleted in Schoology. */
  title?: string;
  /** What the SIS shows for what we last put: as it was read back, or until then as it would be shown unaltered. */
  shows?: InSis;
  /** What it shows instead where somebody has changed it since. */
  changed?: InSis;
  /** Scores that the SIS shows otherwise than they were sent, as last read. */
  differs?: number;
  /** The SIS has listed this line item; `gone` = it lists it no more. */
  listed?: true;
  gone?: true;
  /** Something may have been written that was never acknowledged: nothing there is taken for somebody's change. */
  unsure?: true;
  /** The grading period that it was last put into. */
  periodId?: string | null;
};

/** The part that the panel shows: a list of items reads no row that grows with the number of students. */
export type ObservedItem = Omit<Observed, ScoreFields> & { scoresSent: number };

/** The part that only a plan reads. */
export type ResultHashes = SectionKey & Pick<Observed, 'lineItemId' | ScoreFields>;

type ScoreFields = 'results' | 'refused' | 'shows' | 'changed';

/**
 * How the items of a section stand, counted. Whatever changes an item, a flag, a link or an acknowledgement deletes
 * its section's summary in the same transaction; the next view that needs it counts again.
 */
export type StoredSummary = SectionKey & {
  /** What held where there was no flag; under another default the counts are others. */
  defaultInclude: boolean;
  /** Items on the list of the run under way: they count as pending. A shorter list is another count. */
  queued: number;
  items: number;
  /** Items with something to send. */
  pending: number;
  failed: number;
  optedOut: number;
  /** Line items that nothing is sent of any more, and that the SIS still has. */
  stillInSis: number;
  /** Items that somebody has to mend. */
  attention: number;
};
/** A line item's own fields (no student data among them), and scores as keyed hashes by student sourcedId. */
type InSis = { item: ItemFields | null; scores: Record<string, string> };

/**
 * What the teacher chose about a value that was changed in the SIS: for one score, or with studentId '' for the line
 * item. It is about that one value (`value`, a keyed hash): another change asks anew.
 */
export type DecisionRecord = ItemKey & {
  lineItemId: string;
  studentId: string;
  value: string;
  choice: 'keep' | 'send';
  at: number;
};

/**
 * Which assignment of a SIS that takes no ids of ours a line item became, or is about to become. `sis` is the origin of
 * that SIS: another one's ids mean other assignments.
 */
export type AssignmentRecord = (Known | KnownNumber) & { sis: string; lineItemId: string };

/** What is kept of a section in a SIS that the connection was moved away from (sis-rows.ts). */
export type OtherSisRows = SectionKey & {
  sis: string;
  link: LinkRecord | null;
  observed: ObservedItem[];
  resultHashes: ResultHashes[];
  decisions: DecisionRecord[];
};

export type StagedChoice = { itemId: string | null; title: string; include: boolean };

/** Choices of a form that was submitted and whose fate is not known yet. */
export type StagedChoices = SectionKey & {
  opId: string;
  tabId: number;
  source: FlagSource;
  choices: StagedChoice[];
  /** Item that the form deletes in Schoology; its row goes when Schoology has done it. */
  forget?: string;
  at: number;
};

/** A saved choice for an item whose id Schoology has not told us yet. */
export type NewItemChoice = SectionKey & {
  id: string;
  tabId: number;
  title: string;
  include: boolean;
  source: FlagSource;
  at: number;
  /** It has waited long: it binds no item any more, and one of its title waits for the teacher. */
  lapsed?: true;
};

/** What a run did for one item. No title, no student. */
export type RunOutcome = {
  /** itemKeyText */
  item: string;
  /** Scores the SIS acknowledged in this run, also where the item then failed; not those just before a sudden death. */
  scores: number;
  problem: ReasonCode | null;
};

type RunState = 'running' | 'cancelling' | 'done' | 'cancelled' | 'stopped';

export type RunRecord = {
  id: string;
  trigger: RunTrigger;
  sections: SectionKey[];
  /** itemKeyText of what is still to do; null until the run has planned. */
  todo: string[] | null;
  /** Restricts the run to these items (retry); null = everything with changes. */
  only: string[] | null;
  /** Digest of the plan that the teacher has confirmed although it is a big change. */
  confirmed?: string;
  total: number;
  done: number;
  failed: number;
  /** In the order in which the SIS first acknowledged or refused something of each item. */
  outcomes?: RunOutcome[];
  /** Included items that something kept from being sent when the run was planned last. */
  waiting?: WaitingItems[];
  /** It was interrupted, and went on in another life of the background. */
  resumed?: true;
  state: RunState;
  stopReason: Reason | null;
  resumesAt: number | null;
  /** Pauses in a row after which the SIS took little (pause.ts); absent = it has not limited this run. */
  limited?: number;
  /** Since when the run has been waiting for a network (epoch ms); null or absent = it is not. */
  noNetworkSince?: number | null;
  /** Lives in a row that an unforeseen error has ended, with no item done since `since` (epoch ms); null or absent = none. */
  stumbles?: { since: number; times: number } | null;
  startedAt: number;
  finishedAt: number | null;
};

/** Proof that the flag store is whole; its twin lives in storage.local. */
export type Sentinel = {
  installId: string;
  /** Grows with every transaction that changes a flag. */
  epoch: number;
  /** Number of opt-outs in `flags`. */
  optOuts: number;
  /** Keys the hashes in `observed`. Base64. */
  hashKey: string;
  health: 'whole' | 'restored' | 'locked';
};
