import type { Exception } from '../model/graded-item.ts';
import type { OneRosterVersion, SisSystem } from '../model/sis-system.ts';
import type { SpecialChoice } from '../model/special-score.ts';
import type { ResultPayload } from './sis-client.ts';

/** What is written for an exception of Schoology's gradebook. */
type SpecialScore = Pick<ResultPayload, 'scoreStatus' | 'score'>;

/**
 * The ways in which a SIS can be told of an exception: by its status alone, or by a 0 that counts. Null = there is no
 * such way. `usual` is what happens where the teacher has chosen nothing; it is never the 0.
 */
type SpecialWays = {
  usual: Exclude<SpecialChoice, 'zero'>;
  flag: SpecialScore | null;
  zero: SpecialScore | null;
};

/** What differs between SIS products, as data. */
export type Profile = {
  /** The wire codec (lib/sis/oneroster/codec.ts). */
  version: OneRosterVersion;
  /** Longest title the SIS takes, in characters; null = no limit known. */
  titleMax: number | null;
  /** Points possible must be a whole number. */
  wholePoints: boolean;
  /** Two items of a class may not have the same title, at all or on the same due day; null = they may. */
  uniqueTitle: 'class' | 'due-day' | null;
  /** Where categories are listed: of the class, or of the whole SIS. */
  categories: 'class' | 'all';
  specialScores: Record<Exception, SpecialWays>;
  /** Rows asked for at a time. Some servers cap a page, at 3000 in one case: they still say where the next begins. */
  pageSize: number;
  /**
   * Requests that may ever be in flight at once (lib/sync/run/window.ts finds out how many are borne). 100 is what a
   * browser lets through over HTTP/2. Where a system is known to be one server per district, or to keep a teacher's
   * place in its session, it is asked no more than a browser does over HTTP/1.1.
   */
  maxInFlight: number;
};

/**
 * OneRoster 1.2 has flags, so nothing needs a number. Excused counts for nothing; missing and incomplete are said
 * without a score, and the SIS decides what they are worth.
 */
const flagged: Profile['specialScores'] = {
  excused: { usual: 'flag', flag: { scoreStatus: 'exempt', score: null }, zero: null },
  missing: {
    usual: 'flag',
    flag: { scoreStatus: 'not submitted', score: null },
    zero: { scoreStatus: 'not submitted', score: 0 },
  },
  incomplete: {
    usual: 'flag',
    flag: { scoreStatus: 'partially graded', score: null },
    zero: { scoreStatus: 'partially graded', score: 0 },
  },
};

/**
 * A score is required in OneRoster 1.1, and some systems want one in 1.2. Exempt makes its 0 count for nothing; no
 * other status is sure to, so missing and incomplete are left blank until the teacher says that they are worth 0.
 */
const numeric: Profile['specialScores'] = {
  excused: { usual: 'flag', flag: { scoreStatus: 'exempt', score: 0 }, zero: null },
  missing: { usual: 'blank', flag: null, zero: { scoreStatus: 'not submitted', score: 0 } },
  incomplete: { usual: 'blank', flag: null, zero: { scoreStatus: 'partially graded', score: 0 } },
};

type Rules = Omit<Profile, 'version'>;

/** The specification itself sets no limit on titles, points or names (oneroster.md 1.2). */
const plain: Record<OneRosterVersion, Rules> = {
  '1.2': {
    titleMax: null,
    wholePoints: false,
    uniqueTitle: null,
    categories: 'class',
    specialScores: flagged,
    pageSize: 500,
    maxInFlight: 100,
  },
  '1.1': {
    titleMax: null,
    wholePoints: false,
    uniqueTitle: null,
    categories: 'all',
    specialScores: numeric,
    pageSize: 500,
    maxInFlight: 100,
  },
};

/** What is known of each system beyond the specification (oneroster.md 2, by product and source). */
const peculiar: Record<SisSystem, Partial<Rules>> = {
  oneroster: {},
  // It finds assignments by title and due date. The title's limit is unknown: 50 is what others of its kind take.
  aeries: { titleMax: 50, uniqueTitle: 'due-day', maxInFlight: 6 },
  // Every mark must be numeric, also where 1.2 would not ask for it.
  eschoolplus: { specialScores: numeric },
  'infinite-campus': { titleMax: 49 },
  powerschool: { titleMax: 50, maxInFlight: 6 },
  skyward: { titleMax: 49, wholePoints: true, categories: 'all' },
  'sis-connect': { titleMax: 50, uniqueTitle: 'class' },
};

/** The rules of one system over one version of OneRoster. */
export const profileOf = (system: SisSystem, version: OneRosterVersion): Profile => ({
  version,
  ...plain[version],
  ...peculiar[system],
});
