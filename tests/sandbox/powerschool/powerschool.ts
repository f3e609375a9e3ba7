import type { HttpBindings } from '@hono/node-server';
import { initialPowerSchool } from './data.ts';
import type { PowerFault } from './faults.ts';
import type { PowerState } from './model.ts';

/** What the server has seen of one request. */
export type PowerRequest = {
  method: string;
  /** Path and query. */
  path: string;
  /** Parsed JSON; null for none. */
  body: unknown;
  /** null until answered; stays null where the connection was cut. */
  status: number | null;
};

/** How a session that is over answers (powerschool.md 1.1): clients have met all three. */
type SignedOut = 'login-page' | 'redirect' | 'unauthorized';

export type PowerSchool = {
  state: PowerState;
  /** The value of the session cookie that is let in. */
  session: string;
  /** null while the teacher is signed in. */
  signedOut: SignedOut | null;
  faults: PowerFault[];
  requests: PowerRequest[];
};

export type PowerEnv = { Bindings: HttpBindings; Variables: { body: unknown } };

export const newPowerSchool = (): PowerSchool => ({
  state: initialPowerSchool(),
  session: 'a1b2c3',
  signedOut: null,
  faults: [],
  requests: [],
});

/** PowerSchool's cookie for a session. */
export const sessionCookie = ({ session }: PowerSchool): string => `JSESSIONID=${session}`;

/** What stands in the gradebook: titles with what was entered, by student number. */
export function gradebookOf({ state }: PowerSchool): Record<string, Record<string, string | null>> {
  const numberOf = (dcid: number): string =>
    state.students.find((student) => student.dcid === dcid)?.studentnumber ?? '?';
  const entries = [...state.assignments.values()].flatMap(({ sections }) =>
    sections.map(({ name, assignmentsectionid }) => {
      const rows = state.scores.filter((row) => row.assignmentsectionid === assignmentsectionid);
      const entered = rows.map((row) => [numberOf(row.studentsdcid), row.actualscoreentered]);
      return [String(name), Object.fromEntries(entered)] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/** Schoology's own passback has made an assignment in a section. */
export function passBack({ state }: PowerSchool, sectionsdcid: number, name: string): void {
  const assignmentid = state.nextId++;
  const section = { sectionsdcid, name, duedate: '2026-11-02', scoretype: 'POINTS' };
  state.assignments.set(assignmentid, {
    assignmentid,
    body: { createdbyplugin: true },
    sections: [{ ...section, assignmentsectionid: state.nextId++, scoreentrypoints: 10 }],
    without: new Set(),
  });
}

/** The teacher types another score in PowerTeacher Pro. */
export function typeScore(
  { state }: PowerSchool,
  title: string,
  dcid: number,
  score: number,
): void {
  for (const { sections } of state.assignments.values()) {
    for (const { name, assignmentsectionid } of sections) {
      const row = state.scores.find(
        (own) => own.assignmentsectionid === assignmentsectionid && own.studentsdcid === dcid,
      );
      if (name === title && row) Object.assign(row, entered(score));
    }
  }
}

const entered = (score: number) => ({
  actualscoreentered: String(score),
  actualscorekind: 'REAL_SCORE',
  scorepoints: score,
});
