/** Reference of OneRoster: all three members are required (oneroster.md 1.2). */
export type Ref = { href: string; sourcedId: string; type: string };

export type SisPerson = {
  sourcedId: string;
  role: 'student' | 'teacher';
  givenName: string;
  familyName: string;
  identifier: string;
  email: string;
  /** Further identifiers, each of its own type. */
  userIds: { type: string; identifier: string }[];
};

export type SisClassData = {
  sourcedId: string;
  title: string;
  classCode: string;
  teacherIds: string[];
  studentIds: string[];
  categoryIds: string[];
};

export type SisSession = {
  sourcedId: string;
  title: string;
  type: 'term' | 'gradingPeriod';
  startDate: string;
  endDate: string;
  parentId: string | null;
};

/** Line items and results are kept as they were put. */
export type Stored = Record<string, unknown>;

export type SisState = {
  people: SisPerson[];
  classes: SisClassData[];
  sessions: SisSession[];
  categories: { sourcedId: string; title: string }[];
  lineItems: Map<string, Stored>;
  results: Map<string, Stored>;
};
