import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Profile } from '../../../lib/sis/profile.ts';
import type { SisClient } from '../../../lib/sis/sis-client.ts';

/** What a SIS holds of one item: student, score and status, in its own words. */
export type Held = [student: string, score: number | string | null, status: string][];

/** `isLost`: it is done, and the connection is cut. Else nothing is done, and it is answered so. */
export type ScoreFault =
  | { isLost: true }
  | {
      isLost?: false;
      status: ContentfulStatusCode;
      /** A page if it is text, else JSON. */
      body: string | Record<string, unknown>;
      headers?: Record<string, string>;
    };

/** A SIS that has the class of the small course, and the client that goes to it. */
export type Connected = {
  client: SisClient;
  profile: Profile;
  held(title: string): Held;
  /** Statuses of the writes it has seen, oldest first; null = the connection was cut. */
  writes(): (number | null)[];
  /** How often a score, or scores, have been sent. */
  scoreWrites(): number;
  /** The next `times` requests that send a score run into this. */
  fail(fault: ScoreFault, times: number): void;
  clearFaults(): void;
  close(): Promise<void>;
};
