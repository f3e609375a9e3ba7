import type { HttpBindings } from '@hono/node-server';
import type { FaultDesk } from './faults.ts';
import type { Gate } from './gate.ts';
import type { SisState } from './model.ts';
import type { TokenDesk } from './oauth.ts';
import type { OAuth1Desk } from './oauth1.ts';
import type { Product } from './product.ts';

/** What the SIS has seen of one request; of secrets only whether they were there. */
export type SisRequest = {
  method: string;
  /** Path and query. */
  path: string;
  /** Epoch milliseconds. */
  at: number;
  /** null until answered; stays null for a hung or cut request. */
  status: number | null;
  headers: { cookie: boolean; authorization: 'none' | 'basic' | 'bearer' | 'oauth1' };
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
  product: Product;
  /** Requests signed with OAuth 1.0a: used nonces. */
  oauth1: OAuth1Desk;
};

export type SisEnv = {
  Bindings: HttpBindings;
  Variables: { body: unknown; version: Product['version'] };
};

export const rosteringRoot = '/ims/oneroster/rostering/v1p2';
export const gradebookRoot = '/ims/oneroster/gradebook/v1p2';
