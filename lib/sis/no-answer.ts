import { ForeignOriginError } from '../net/guarded-fetch.ts';
import { SisError } from './sis-client.ts';

/**
 * What it means that no answer came. Cancelling is the caller's own wish; a host that is not configured was never
 * asked; without a network nothing is wrong with the SIS.
 */
export function noAnswer(
  cause: unknown,
  signal: AbortSignal | undefined,
  online: boolean,
): SisError {
  if (cause instanceof SisError) return cause;
  if (signal?.aborted) return new SisError({ code: 'CANCELLED', scope: 'run' });
  if (cause instanceof ForeignOriginError) {
    return new SisError({ code: 'NOT_CONFIGURED', scope: 'run', detail: cause.message });
  }
  return new SisError({ code: online ? 'SIS_DOWN' : 'OFFLINE', scope: 'run' });
}

/** What the browser believes; it is only ever sure of "no". */
export const browserIsOnline = (): boolean => globalThis.navigator?.onLine !== false;
