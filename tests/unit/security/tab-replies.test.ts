// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import type { ReplyOf, TabMessages } from '../../../lib/messages.ts';
import { type Computer, section } from '../reliability/computer.ts';
import { afterFullRun, canariesIn } from './full-run.ts';
import { rightData } from './messages.ts';

const id = z.string().check(z.regex(/^\d{1,20}$/));
const chosenIn = z.nullable(
  z.enum(['dialog', 'bulk-edit', 'panel', 'native', 'rule', 'imported', 'restored']),
);
const time = z.nullable(z.number());
const count = z.number();

/** Everything that an answer to a web page's process may hold. A field more is a failure. */
const replies = {
  reportLayout: z.strictObject({ noted: z.literal(true) }),
  getSectionState: z.strictObject({
    state: z.nullable(z.strictObject({ pending: count, failed: count, lastSuccessAt: time })),
  }),
  getOptedOut: z.strictObject({ itemIds: z.array(id) }),
  openPanel: z.strictObject({ opened: z.literal(true) }),
  getItems: z.strictObject({
    sisName: z.string(),
    defaultInclude: z.boolean(),
    items: z.array(
      z.strictObject({
        itemId: id,
        include: z.boolean(),
        optOutWaits: z.optional(z.literal(true)),
        chosenIn,
        lastSuccessAt: time,
        scoresSent: count,
      }),
    ),
  }),
  stageChoices: z.strictObject({ staged: z.literal(true) }),
  forgetItem: z.strictObject({ staged: z.literal(true) }),
  settleChoices: z.strictObject({ settled: z.boolean() }),
  // Its own opIds come back to it.
  findLost: z.strictObject({ lost: z.array(z.enum(['staged-by-tab-7'])) }),
  pageStarted: z.strictObject({
    // What this very tab has staged comes back to it, and nothing else.
    carried: z.array(
      z.strictObject({ itemId: z.nullable(id), title: z.string(), include: z.boolean() }),
    ),
  }),
} satisfies { [K in keyof TabMessages]: z.ZodMiniType<ReplyOf<K>> };

const names = Object.keys(replies) as (keyof TabMessages)[];

let computer: Computer;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  computer = await afterFullRun();
});

describe('answers to a page of Schoology', () => {
  it.each(names)('to %s hold what is written down here and no student data', async (name) => {
    const { sectionId } = section;
    const items = computer.lms.items(sectionId).map(({ nid, title }) => ({ itemId: nid, title }));
    const asked = {
      ...rightData,
      getItems: { sectionId, items },
      getOptedOut: { sectionId, itemIds: items.map(({ itemId }) => itemId) },
    };
    const reply = await computer.askFromTab(name, asked[name]);
    expect(reply).toMatchObject({ ok: true });
    const { value } = z.object({ value: z.unknown() }).parse(reply);
    expect(replies[name].safeParse(value).error).toBeUndefined();
    expect(canariesIn(computer, JSON.stringify(reply))).toEqual([]);
  });

  it('are a reason from a closed list, without words, when something fails', async () => {
    const { db } = await computer.app();
    db.close();
    for (const name of names) {
      const reply = await computer.askFromTab(name, rightData[name]);
      if (reply.ok) continue; // asks nothing of the database
      expect(Object.keys(reply.reason), name).toEqual(['code']);
      expect(canariesIn(computer, JSON.stringify(reply))).toEqual([]);
    }
  });

  it('are nothing at all for what our own pages may ask', async () => {
    for (const name of ['getSection', 'getOpenStudents', 'sync'] as const) {
      expect(await computer.askFromTab(name, rightData[name])).toEqual({
        ok: false,
        reason: { code: 'UNKNOWN' },
      });
    }
  });
});
