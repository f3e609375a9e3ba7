import type { ReasonCode } from '../model/reason.ts';

/** A line item as the planner asks for it; a codec turns it into the wire shape (OneRoster Gradebook 5, LineItem). */
export type LineItemPayload = {
  sourcedId: string;
  title: string;
  /** ISO 8601 instants, UTC. */
  assignDate: string;
  dueDate: string;
  classId: string;
  schoolId: string;
  categoryId: string;
  /** academicSession of type gradingPeriod, or null where none is sent. */
  gradingPeriodId: string | null;
  /** Points possible, greater than 0. */
  maxPoints: number;
};

type ScoreStatus = 'exempt' | 'fully graded' | 'not submitted' | 'partially graded';

/** A result (one student's score on one line item). `score` is in points and may exceed maxPoints (extra credit). */
export type ResultPayload = {
  sourcedId: string;
  lineItemId: string;
  studentId: string;
  scoreStatus: ScoreStatus;
  score: number | null;
  missing: boolean;
  incomplete: boolean;
};

export type SisClass = {
  id: string;
  title: string;
  schoolId: string;
  /** academicSession ids of the terms the class runs in. */
  termIds: string[];
};
/** `school_uid` as it stands, or the digits at its end, is this id. */
export type UidReading = { of: 'whole' | 'last-digits'; id: string };
export type SisUser = {
  id: string;
  /** Everything a Schoology `school_uid` may equal: identifier, userIds[].identifier, email. */
  identifiers: string[];
  /**
   * What `school_uid` is differs from district to district in some systems: each way it may be read, by name. A roster
   * is read in one way as a whole, and then `identifiers` do not count.
   */
  readings?: Record<string, UidReading>;
  /** As the SIS writes it; '' when it does not say. Only ever shown, never stored and never compared. */
  name: string;
};
export type SisCategory = { id: string; title: string };
/** Dates are `YYYY-MM-DD`, both inclusive. */
export type SisGradingPeriod = { id: string; title: string; startDate: string; endDate: string };
/** A term (academicSession) that classes run in; the same dates. */
export type SisTerm = SisGradingPeriod;
/**
 * A line item as the SIS shows it; null = the SIS does not say. `id` is ours where we made it, also in a SIS that gives
 * ids of its own.
 */
export type SisLineItem = ItemFields & {
  id: string;
  /** A program made it and not a person at the SIS, nor we. Absent also where the SIS does not say. */
  madeByProgram?: true;
};
/** What of a line item a person can change in the SIS. */
export type ItemFields = {
  title: string;
  /** `YYYY-MM-DD` */
  dueDay: string | null;
  points: number | null;
  categoryId: string | null;
};
/** A student's score as the SIS shows it, in points; '' = the SIS names no status. */
export type SisResult = {
  id: string;
  lineItemId: string;
  studentId: string;
  scoreStatus: string;
  score: number | null;
  missing: boolean;
  incomplete: boolean;
};

/** What the sync needs from a SIS. Every call rejects with SisError only. */
export type SisClient = {
  /** Teachers whose sourcedId, identifier or e-mail is `identifier`. */
  findTeachers(identifier: string, signal?: AbortSignal): Promise<SisUser[]>;
  listClassesOfTeacher(teacherId: string, signal?: AbortSignal): Promise<SisClass[]>;
  listStudents(classId: string, signal?: AbortSignal): Promise<SisUser[]>;
  listCategories(classId: string, signal?: AbortSignal): Promise<SisCategory[]>;
  listGradingPeriods(termId: string, signal?: AbortSignal): Promise<SisGradingPeriod[]>;
  /** Null where the SIS does not tell: nothing is concluded from it. */
  findTerm(termId: string, signal?: AbortSignal): Promise<SisTerm | null>;
  listLineItems(classId: string, signal?: AbortSignal): Promise<SisLineItem[]>;
  listResults(classId: string, signal?: AbortSignal): Promise<SisResult[]>;
  putLineItem(payload: LineItemPayload, signal?: AbortSignal): Promise<void>;
  putResult(payload: ResultPayload, signal?: AbortSignal): Promise<void>;
  /**
   * Present where the SIS takes many results of one line item at once. Resolves with one outcome per payload, in
   * their order; rejects when the refusal is about all of them.
   */
  putResults?(payloads: ResultPayload[], signal?: AbortSignal): Promise<ResultOutcome[]>;
};

/**
 * How far a refusal reaches, which decides what the run does next (oneroster.md 6):
 * `score` = this result only; `item` = this line item and its results; `run` = everything waits.
 */
export type SisErrorScope = 'score' | 'item' | 'run';

/** The one error of lib/sis. `detail` is the server's own words: trimmed, one line, shown as inert text. */
export class SisError extends Error {
  readonly code: ReasonCode;
  readonly scope: SisErrorScope;
  readonly status: number | null;
  readonly detail: string;
  /** Epoch ms before which this host must be left alone (429, 503); null = no wish stated. */
  readonly notBefore: number | null;
  constructor(fields: {
    code: ReasonCode;
    scope: SisErrorScope;
    status?: number | null;
    detail?: string;
    notBefore?: number | null;
  }) {
    super(`${fields.code} ${fields.status ?? ''} ${fields.detail ?? ''}`.trim());
    this.name = 'SisError';
    this.code = fields.code;
    this.scope = fields.scope;
    this.status = fields.status ?? null;
    this.detail = fields.detail ?? '';
    this.notBefore = fields.notBefore ?? null;
  }
}

/** What became of one result: acknowledged, or refused. */
export type ResultOutcome = 'done' | SisError;
