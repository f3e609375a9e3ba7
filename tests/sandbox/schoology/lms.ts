import type { HttpBindings } from '@hono/node-server';
import type { Look } from './look.ts';
import type { SchoologyState } from './state.ts';

export type Session = { token: string; uid: string; formToken: string; message: string };

/** One request the replica has seen. `fields` are the named inputs of a POST. */
export type LmsRequest = {
  method: string;
  host: string;
  path: string;
  query: string;
  popup: boolean;
  signedIn: boolean;
  at: number;
  fields: Record<string, string>;
};

/** What happens after an existing item was saved in a popup (schoology facts 3.1, item 10). */
export type AfterEdit = 'replace' | 'redirect' | 'reload';

/** Everything a test can turn while the replica runs. */
export type Switches = {
  /** Milliseconds every answer is delayed. */
  latency: number;
  /** Feed requests still to be refused with 429 and no Retry-After. */
  busyLeft: number;
  /** Form POSTs still to fail with HTTP 500. */
  failSavesLeft: number;
  /** The feeds' envelope has other key names: a layout the client does not know. */
  shapeChanged: boolean;
  /** Sections that answer 403. */
  forbidden: Set<string>;
  afterEdit: AfterEdit;
  look: Look;
  /** Key of `user_data` in the gradebook feed; both have been reported (schoology facts 5.6). */
  userDataKey: 'enrollment' | 'uid';
  currentPeriodId: string;
};

export type Lms = {
  state: SchoologyState;
  sessions: Map<string, Session>;
  requests: LmsRequest[];
  switches: Switches;
};

export type LmsEnv = { Bindings: HttpBindings; Variables: { session: Session } };
