import type { JsonObject } from '../sis/json-object.ts';

/** The gradebook of one teacher as PowerTeacher Pro keeps it (powerschool.md 2). Every key is a DCID. */
type Student = { id: number; dcid: number; studentnumber: string; lastfirst: string };

type TermBin = { storecode: string; startdate: string; enddate: string };

export type PowerSection = {
  sectionsdcid: number;
  coursename: string;
  expression: string;
  termabbreviation: string;
  /** TERMS.ID; its hundreds are the year. */
  termid: number;
  termbins: TermBin[];
  /** STUDENTS.DCID of those enrolled. */
  roster: number[];
};

type Category = {
  teachercategoryid: number;
  name: string;
  isactive: boolean;
  defaultpublishoption: string | null;
  /** Sections in which it is not offered. */
  excluded: number[];
};

export const flagNames = [
  'islate',
  'iscollected',
  'isexempt',
  'ismissing',
  'isabsent',
  'isincomplete',
] as const;

export type ScoreRow = Record<(typeof flagNames)[number], boolean> & {
  assignmentscoreid: number;
  assignmentsectionid: number;
  studentsdcid: number;
  actualscoreentered: string | null;
  actualscorekind: string | null;
  scorepoints: number | null;
};

/** An assignment as it was sent, with the ids that the server gave. */
export type StoredAssignment = {
  assignmentid: number;
  body: JsonObject;
  sections: JsonObject[];
  /** Students of its sections who are not on it. */
  without: Set<number>;
};

export type PowerState = {
  teacher: { username: string; firstName: string; lastName: string };
  yearid: number;
  students: Student[];
  sections: PowerSection[];
  categories: Category[];
  assignments: Map<number, StoredAssignment>;
  scores: ScoreRow[];
  /** The next id of whatever is made next: the server's own, never the client's. */
  nextId: number;
};
