import type { Exception } from '../model/graded-item.ts';
import type { OneRosterVersion, SisSystem } from '../model/sis-system.ts';
import type { ResultPayload } from './sis-client.ts';

/** How an exception of Schoology's gradebook is written; null = it cannot be said there, so it is not sent. */
type SpecialScore = Pick<ResultPayload, 'scoreStatus' | 'score'> | null;

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
  specialScores: Record<Exception, SpecialScore>;
  /** Rows asked for at a time. Some servers cap a page, at 3000 in one case: they still say where the next begins. */
  pageSize: number;
};

/**
 * OneRoster 1.2 has flags, so nothing needs a number. Excused counts for nothing; missing and incomplete are said
 * without a score, and the SIS decides what they are worth.
 */
const flagged: Profile['specialScores'] = {
  excused: { scoreStatus: 'exempt', score: null },
  missing: { scoreStatus: 'not submitted', score: null },
  incomplete: { scoreStatus: 'partially graded', score: null },
};

/**
 * A score is required in OneRoster 1.1, and some systems want one in 1.2: 0 beside a status that says why. Incomplete
 * has no such status: its 0 would count, and a zero is never invented.
 */
const numeric: Profile['specialScores'] = {
  excused: { scoreStatus: 'exempt', score: 0 },
  missing: { scoreStatus: 'not submitted', score: 0 },
  incomplete: null,
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
  },
  '1.1': {
    titleMax: null,
    wholePoints: false,
    uniqueTitle: null,
    categories: 'all',
    specialScores: numeric,
    pageSize: 500,
  },
};

/** What is known of each system beyond the specification (oneroster.md 2, by product and source). */
const peculiar: Record<SisSystem, Partial<Rules>> = {
  oneroster: {},
  // It finds assignments by title and due date. The title's limit is unknown: 50 is what others of its kind take.
  aeries: { titleMax: 50, uniqueTitle: 'due-day' },
  // Every mark must be numeric, also where 1.2 would not ask for it.
  eschoolplus: { specialScores: numeric },
  'infinite-campus': { titleMax: 49 },
  powerschool: { titleMax: 50 },
  skyward: { titleMax: 49, wholePoints: true, categories: 'all' },
  'sis-connect': { titleMax: 50, uniqueTitle: 'class' },
};

/** The rules of one system over one version of OneRoster. */
export const profileOf = (system: SisSystem, version: OneRosterVersion): Profile => ({
  version,
  ...plain[version],
  ...peculiar[system],
});
