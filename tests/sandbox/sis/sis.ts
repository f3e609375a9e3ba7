import type { HttpBindings } from '@hono/node-server';
import type { FaultDesk } from './faults.ts';
import type { Gate } from './gate.ts';
import type { SisState } from './model.ts';
import type { TokenDesk } from './oauth.ts';

/** What the SIS has seen of one request; of secrets only whether they were there. */
export type SisRequest = {
  method: string;
  /** Path and query. */
  path: string;
  /** Epoch milliseconds. */
  at: number;
  /** null until answered; stays null for a hung or cut request. */
  status: number | null;
  headers: { cookie: boolean; authorization: 'none' | 'basic' | 'bearer' };
  /** Parsed JSON where it is JSON, else the text; null for none. */
  body: unknown;
};

export type Sis = {
  state: SisState;
  desk: TokenDesk;
  faults: FaultDesk;
  gate: Gate;
  requests: SisRequest[];
  /** Milliseconds every answer is delayed. */
  latency: number;
  /** The SIS's own origin, known once it listens; hrefs are made of it. */
  origin: string;
};

export type SisEnv = { Bindings: HttpBindings; Variables: { body: unknown } };

export const rosteringRoot = '/ims/oneroster/rostering/v1p2';
export const gradebookRoot = '/ims/oneroster/gradebook/v1p2';
