import * as z from 'zod/mini';
import type { Clock } from '../../model/clock.ts';
import type { ReasonCode } from '../../model/reason.ts';
import { errorDetail } from '../error-detail.ts';
import { browserIsOnline } from '../no-answer.ts';
import { retryAfter } from '../retry-after.ts';
import { SisError } from '../sis-client.ts';
import type { PortalReply, PortalRequest } from './portal-messages.ts';
import { gradebooksPage, portalReply } from './replies.ts';

export type PortalDeps = {
  /** Asks the script in an open gradebook tab of Aeries; null = there is no such tab. */
  ask: (request: PortalRequest) => Promise<unknown>;
  clock: Clock;
  isOnline?: () => boolean;
};

/** Both reject with SisError. */
export type Portal = {
  read<T>(schema: z.ZodMiniType<T>, request: PortalRequest, signal?: AbortSignal): Promise<T>;
  write(request: PortalRequest, signal?: AbortSignal): Promise<void>;
};

/** The verbs of the portal, with every answer checked and every refusal named. */
export function createPortalCalls({ ask, clock, isOnline = browserIsOnline }: PortalDeps): Portal {
  async function reply(request: PortalRequest, signal?: AbortSignal): Promise<PortalReply> {
    if (signal?.aborted) throw new SisError({ code: 'CANCELLED', scope: 'run' });
    const answer = await ask(request);
    if (answer === null) throw waiting('SIS_TAB_MISSING');
    const parsed = z.safeParse(portalReply, answer);
    if (!parsed.success) throw notUnderstood(request.verb);
    if (parsed.data.kind === 'no-answer') throw waiting(isOnline() ? 'SIS_DOWN' : 'OFFLINE');
    return parsed.data;
  }

  async function read<T>(
    schema: z.ZodMiniType<T>,
    request: PortalRequest,
    signal?: AbortSignal,
  ): Promise<T> {
    const answer = await reply(request, signal);
    if (answer.kind !== 'page') throw refusal(answer, clock.now());
    const parsed = z.safeParse(schema, answer.page);
    if (!parsed.success) throw notUnderstood(request.verb);
    return parsed.data;
  }

  async function write(request: PortalRequest, signal?: AbortSignal): Promise<void> {
    const answer = await reply(request, signal);
    if (answer.kind === 'done') return;
    if (answer.kind === 'signed-out' && request.verb === 'mark') {
      // It may be this mark alone that is refused: the dashboard knows whether the session is over.
      await read(gradebooksPage, { verb: 'gradebooks' }, signal);
      throw new SisError({ code: 'NO_PERMISSION', scope: 'item' });
    }
    throw refusal(answer, clock.now());
  }

  return { read, write };
}

const waiting = (code: ReasonCode): SisError => new SisError({ code, scope: 'run' });

/** Nothing is concluded from such a page: least of all that there are no assignments. */
const notUnderstood = (what: string): SisError =>
  new SisError({ code: 'SIS_LAYOUT_CHANGED', scope: 'run', detail: errorDetail(what) });

/** What a reply other than the wanted one means (aeries.md 2; statuses as in oneroster.md 6). */
function refusal(reply: PortalReply, now: number): SisError {
  switch (reply.kind) {
    case 'signed-out':
      return waiting('SIS_SIGNED_OUT');
    case 'not-understood':
      return notUnderstood(reply.what);
    case 'refused':
      return statusRefusal(reply, now);
    default:
      return notUnderstood(reply.kind);
  }
}

function statusRefusal(
  { status, retryAfter: wish, words }: Extract<PortalReply, { kind: 'refused' }>,
  now: number,
): SisError {
  const detail = errorDetail(bodyOf(words));
  const wanted = retryAfter(new Headers(wish === null ? {} : { 'retry-after': wish }), now);
  if (status === 429) {
    return new SisError({ code: 'RATE_LIMITED', scope: 'run', status, detail, notBefore: wanted });
  }
  if (status === 408 || status >= 500) {
    return new SisError({ code: 'SIS_DOWN', scope: 'run', status, detail, notBefore: wanted });
  }
  const code = codes[status] ?? 'REJECTED';
  return new SisError({ code, scope: 'item', status, detail });
}

const codes: Record<number, ReasonCode> = {
  403: 'NO_PERMISSION',
  404: 'CLASS_GONE',
  409: 'CONFLICT',
  412: 'CONFLICT',
};

function bodyOf(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return words;
  }
}
