import { describe, expect, it } from 'vitest';
import { type SyncFacts, syncStatus } from '../../../lib/model/sync-status.ts';

const synced: SyncFacts = {
  include: true,
  planned: { changes: 0, reason: null, blocked: false },
  scoresSent: 24,
  lastSuccessAt: 1000,
  failure: null,
  running: false,
};
const refused = { code: 'REJECTED', params: { sent: 27, total: 28 } } as const;
const unmapped = { code: 'CATEGORY_UNMAPPED', params: { category: 'Labs' } } as const;

describe('syncStatus', () => {
  const cases: [string, Partial<SyncFacts>, string, string | null][] = [
    ['everything acknowledged', {}, 'synced', null],
    [
      'a remark on a synced item',
      { planned: { changes: 0, reason: { code: 'SCORE_CLEARED' }, blocked: false } },
      'synced',
      'SCORE_CLEARED',
    ],
    [
      'never sent',
      {
        lastSuccessAt: null,
        scoresSent: 0,
        planned: { changes: 25, reason: null, blocked: false },
      },
      'pending',
      'NOT_YET_SYNCED',
    ],
    ['never planned on this device', { planned: null }, 'pending', 'NOT_YET_SYNCED'],
    [
      'changed since',
      { planned: { changes: 5, reason: null, blocked: false } },
      'pending',
      'UPDATES_AVAILABLE',
    ],
    [
      'on the list of the run',
      { running: true, planned: { changes: 5, reason: null, blocked: false } },
      'pending',
      'QUEUED',
    ],
    [
      'not syncable',
      { planned: { changes: 0, reason: unmapped, blocked: true } },
      'pending',
      'CATEGORY_UNMAPPED',
    ],
    [
      'a failure stays while there is something to send',
      { failure: refused, planned: { changes: 1, reason: null, blocked: false } },
      'failed',
      'REJECTED',
    ],
    ['a failure outlives an earlier success', { failure: refused }, 'failed', 'REJECTED'],
    [
      'what the teacher must mend now comes before an old failure',
      { failure: refused, planned: { changes: 0, reason: unmapped, blocked: true } },
      'pending',
      'CATEGORY_UNMAPPED',
    ],
    [
      'some students are not in the SIS',
      { planned: { changes: 3, reason: { code: 'STUDENT_NOT_LINKED' }, blocked: true } },
      'pending',
      'STUDENT_NOT_LINKED',
    ],
    ['opted out after it was sent', { include: false }, 'opted-out', 'STILL_IN_SIS'],
    [
      'opted out, never sent',
      { include: false, lastSuccessAt: null, scoresSent: 0 },
      'opted-out',
      'NEVER_SENT',
    ],
    [
      'opted out after some scores arrived',
      { include: false, lastSuccessAt: null, scoresSent: 3 },
      'opted-out',
      'STILL_IN_SIS',
    ],
    [
      'opted out wins over a failure and a run',
      { include: false, failure: refused, running: true },
      'opted-out',
      'STILL_IN_SIS',
    ],
  ];
  it.each(cases)('%s', (_, facts, status, code) => {
    const derived = syncStatus({ ...synced, ...facts });
    expect([derived.status, derived.reason?.code ?? null]).toEqual([status, code]);
  });

  it('counts the updates', () => {
    const { reason } = syncStatus({
      ...synced,
      planned: { changes: 5, reason: null, blocked: false },
    });
    expect(reason?.params).toEqual({ n: 5 });
  });
});
