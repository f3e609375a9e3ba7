import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** The portal of one Aeries teacher, as far as one client's pages show it (aeries.md 3, 4). */
type Student = {
  /** STU.ID. */
  permanentId: number;
  /** School-local. */
  number: number;
  school: number;
  state: 'active' | 'inactive';
};

export type PortalAssignment = {
  number: number;
  title: string;
  category: string;
  type: 'F' | 'S';
  /** `MM/DD/YYYY`. */
  assigned: string;
  due: string;
  points: number;
  maxScore: number;
  /** A field of Aeries' own that nobody outside knows of: it must come back as it went out. */
  narrative: string;
  visibleToParents: boolean;
};

export type PortalGradebook = {
  number: number;
  term: string;
  name: string;
  school: number;
  students: Student[];
  assignments: PortalAssignment[];
  categories: { id: string; name: string; percent: number }[];
  /** Stored marks by `{assignment}:{student number}`; a blank where there is none. */
  marks: Map<string, string>;
  /** Cells that are not applicable. */
  notApplicable: Set<string>;
};

type Fault = {
  method: string;
  /** Over path and query. */
  match: RegExp;
  /** `before`: nothing is done. `lost`: done, and the connection is cut. `done`: done, then answered so. */
  mode: 'before' | 'lost' | 'done';
  status?: ContentfulStatusCode;
  /** A JSON object, or a page. */
  body?: string | Record<string, unknown>;
  headers?: Record<string, string>;
};

export type AeriesRequest = { method: string; path: string; body: string; status: number | null };

export type Aeries = {
  /** What stands before /gradebook. */
  application: string;
  /** Value of the session cookie `s` that is let in; the teacher is signed out when it is ''. */
  session: string;
  /** Where the district signs teachers in, if not at Aeries itself. */
  signsInAt: string | null;
  gradebooks: PortalGradebook[];
  terms: { name: string; end: string }[];
  /** The gradebook that the session remembers, `4711/F`. */
  current: string | null;
  /** Every page is that of the current gradebook, whatever was asked: as if another tab had moved it. */
  stuck: boolean;
  titleMax: number;
  tokens: Set<string>;
  nextToken: number;
  faults: Fault[];
  requests: AeriesRequest[];
};
