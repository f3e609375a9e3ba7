import { vi } from 'vitest';
import type { Clock } from '../../../lib/model/clock.ts';
import type { GetToken } from '../../../lib/sis/oauth.ts';
import { createOneRosterClient, type OneRosterDeps } from '../../../lib/sis/oneroster/client.ts';
import { profileOf } from '../../../lib/sis/profile.ts';
import { bearer } from '../../../lib/sis/sign-in.ts';
import { type LineItemPayload, type ResultPayload, SisError } from '../../../lib/sis/sis-client.ts';

/** 2026-10-05 16:30:00.250 UTC. */
export const now = 1_791_217_800_250;
export const clock: Clock = { now: () => now };

const roots = {
  rosteringUrl: 'https://sis.example/ims/oneroster/rostering/v1p2',
  gradebookUrl: 'https://sis.example/ims/oneroster/gradebook/v1p2',
};

type Seen = {
  method: string;
  url: string;
  authorization: string | null;
  contentType: string | null;
  body: unknown;
};

type Reply = Response | (() => Response | Promise<Response>);

/** A fetch that answers with `replies` in turn (the last one again and again) and keeps what it was asked. */
export function fakeFetch(...replies: Reply[]) {
  const seen: Seen[] = [];
  const port: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method, url, headers } = request;
    const text = await request.text();
    seen.push({
      method,
      url,
      authorization: headers.get('authorization'),
      contentType: headers.get('content-type'),
      body: text === '' ? null : parse(text),
    });
    const reply = replies[Math.min(seen.length, replies.length) - 1];
    if (!reply) throw new Error('no reply was prepared');
    return reply instanceof Response ? reply.clone() : reply();
  };
  return { port, seen };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

export const empty = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });

export const networkFailure = () => {
  throw new TypeError('Failed to fetch');
};

/** A client that waits for nothing between repeats and always holds the token `t1`. */
export const client = (
  port: typeof fetch,
  {
    getToken = vi.fn(async ({ fresh }: { fresh: boolean }) => (fresh ? 't2' : 't1')),
    ...overrides
  }: Partial<OneRosterDeps> & { getToken?: GetToken } = {},
) =>
  createOneRosterClient({
    fetch: port,
    roots,
    clock,
    profile: profileOf('oneroster', '1.2'),
    signIn: bearer(getToken),
    retryDelay: () => 0,
    isOnline: () => true,
    ...overrides,
  });

export const lineItem: LineItemPayload = {
  sourcedId: '5113831f-79b6-5312-8bd3-8bfcc6774c0a',
  title: 'Quiz 3',
  assignDate: '2026-10-09T12:00:00Z',
  dueDate: '2026-10-09T12:00:00.000Z',
  classId: 'class-7',
  schoolId: 'school-1',
  categoryId: 'cat/2',
  gradingPeriodId: 'q1',
  maxPoints: 20,
};

export const result: ResultPayload = {
  sourcedId: '1632c6a5-3fb8-5e3b-a2ff-bd74659ce976',
  lineItemId: lineItem.sourcedId,
  studentId: 'stu-1',
  scoreStatus: 'fully graded',
  score: 17.5,
  missing: false,
  incomplete: false,
};

/** The SisError a call rejects with, as plain fields. */
export async function refused(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SisError)) throw new Error(`expected a SisError, got ${String(error)}`);
  const { code, scope, status, detail, notBefore } = error;
  return { code, scope, status, detail, notBefore };
}
