import { longestPause } from '../../sis/retry-after.ts';
import type { SisError } from '../../sis/sis-client.ts';
import type { RunRecord } from '../../storage/records.ts';

/** The first wait for a network, and how long a run goes on looking for one, in milliseconds. */
const shortestWait = 60_000;
const patience = 8 * 3_600_000;

/** Nobody answered at all: there is no network, or no way to this host. */
export const isNoNetwork = ({ code, status }: SisError): boolean =>
  code === 'OFFLINE' || (code === 'SIS_DOWN' && status === null);

/** Goes by by itself, so the run waits for it. */
export const isPause = (error: SisError): boolean =>
  error.code === 'RATE_LIMITED' || isNoNetwork(error);

/**
 * Lets a run that met no network go on later: each time after as long as the network has been missing, at least a
 * minute and at most 15. False once it has been missing for 8 hours: then the run ends, and the next click is the
 * teacher's. A sleeping computer makes its try when it wakes, whatever the time.
 */
export function waitForNetwork(run: RunRecord, now: number): boolean {
  const since = Math.min(run.noNetworkSince ?? now, now);
  const missing = now - since;
  if (missing > patience) return false;
  run.noNetworkSince = since;
  run.resumesAt = now + Math.min(Math.max(missing, shortestWait), longestPause);
  return true;
}
