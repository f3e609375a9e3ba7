import type { Profile } from '../profile.ts';
import type {
  LineItemPayload,
  ResultPayload,
  SisCategory,
  SisClass,
  SisGradingPeriod,
  SisLineItem,
  SisResult,
  SisTerm,
  SisUser,
} from '../sis-client.ts';
import { codec1p1 } from './codec-1p1.ts';
import { codec1p2 } from './codec-1p2.ts';

/**
 * Service roots. Nothing is derived from one another: some systems serve them from different hosts. OneRoster 1.1 has
 * one service for both.
 */
export type Roots = { rosteringUrl: string; gradebookUrl: string };

/** One page: its usable items, and how many rows it had. Null = the body is not such a collection. */
export type ReadPage<T> = (body: unknown) => { items: T[]; rows: number } | null;

/** One version of OneRoster on the wire: where things are, how they are written and how they are read. */
export type Codec = {
  url: {
    teachers: string;
    teacher: (id: string) => string;
    classesOfTeacher: (teacherId: string) => string;
    students: (classId: string) => string;
    categories: (classId: string) => string;
    gradingPeriods: (termId: string) => string;
    term: (id: string) => string;
    lineItems: (classId: string) => string;
    results: (classId: string) => string;
    lineItem: (id: string) => string;
    result: (id: string) => string;
  };
  /** Bodies of the PUTs; `now` is epoch milliseconds. */
  encodeLineItem: (payload: LineItemPayload, now: number) => unknown;
  encodeResult: (payload: ResultPayload, now: number) => unknown;
  read: {
    user: (body: unknown) => SisUser | null;
    users: ReadPage<SisUser>;
    classes: ReadPage<SisClass>;
    categories: ReadPage<SisCategory>;
    gradingPeriods: ReadPage<SisGradingPeriod>;
    term: (body: unknown) => SisTerm | null;
    lineItems: ReadPage<SisLineItem>;
    results: ReadPage<SisResult>;
  };
};

const codecs: Record<Profile['version'], (roots: Roots, profile: Profile) => Codec> = {
  '1.2': codec1p2,
  '1.1': codec1p1,
};

export const createCodec = (profile: Profile, roots: Roots): Codec =>
  codecs[profile.version](roots, profile);
