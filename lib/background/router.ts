import * as z from 'zod/mini';
import { LmsError } from '../lms/lms-error.ts';
import type {
  DataOf,
  MessageName,
  PageMessages,
  Reply,
  ReplyOf,
  TabMessages,
} from '../messages.ts';
import type { Reason } from '../model/reason.ts';
import { once } from '../once.ts';
import { SisError } from '../sis/sis-client.ts';
import { dataSchemas } from './message-schemas.ts';
import type { Rescue } from './remove-data.ts';
import type { Speaker } from './sender.ts';
import { StorageUnsafeError } from './storage-unsafe.ts';

type TabSpeaker = Extract<Speaker, { kind: 'tab' }>;

/** One function per message; the compiler holds the table against the message map. */
export type TabHandlers = {
  [K in keyof TabMessages]: (data: DataOf<K>, from: TabSpeaker) => Promise<ReplyOf<K>>;
};
export type PageHandlers = {
  [K in keyof PageMessages]: (data: DataOf<K>) => Promise<ReplyOf<K>>;
};

const envelope = once(() =>
  z.object({
    to: z.literal('background'),
    name: z.string(),
    data: z.optional(z.unknown()),
  }),
);

const isName = (name: string): name is MessageName => Object.hasOwn(dataSchemas, name);

const made = new Map<MessageName, z.ZodMiniType>();

/** What the data of such messages must be. */
function schemaOf(name: MessageName): z.ZodMiniType {
  const schema = made.get(name) ?? dataSchemas[name]();
  made.set(name, schema);
  return schema;
}

/** A message that is not ours to answer, or that this sender may not send. Nothing has been changed. */
const refused: Reply = { ok: false, reason: { code: 'UNKNOWN' } };

/**
 * Answers one message. Content scripts reach the tab handlers only, our own pages the page handlers only; data that
 * does not fit its schema is refused whole. `rescue` answers also where the stores cannot be opened. Never rejects: an error comes back as a reason that can be shown.
 */
export function createRouter(
  handlers: () => Promise<{ tab: TabHandlers; page: Omit<PageHandlers, keyof Rescue> }>,
  rescue: Rescue,
) {
  return async (message: unknown, speaker: Speaker): Promise<Reply> => {
    const parsed = z.safeParse(envelope(), message);
    if (!parsed.success || speaker === null || !isName(parsed.data.name)) return refused;
    const { name } = parsed.data;
    const data = z.safeParse(schemaOf(name), parsed.data.data);
    if (!data.success) return refused;
    try {
      if (speaker.kind === 'page' && Object.hasOwn(rescue, name)) {
        return { ok: true, value: await call(rescue, name, data.data) };
      }
      const { tab, page } = await handlers();
      if (speaker.kind === 'tab') {
        if (!Object.hasOwn(tab, name)) return refused;
        return { ok: true, value: await call(tab, name, data.data, speaker) };
      }
      if (!Object.hasOwn(page, name)) return refused;
      return { ok: true, value: await call(page, name, data.data) };
    } catch (error) {
      return { ok: false, reason: toReason(error) };
    }
  };
}

type AnyHandler = (data: unknown, from?: TabSpeaker) => Promise<unknown>;

/** The schema of `name` has just proved that `data` fits the handler of `name`, which types cannot express. */
const call = (
  table: Rescue | TabHandlers | Omit<PageHandlers, keyof Rescue>,
  name: MessageName,
  data: unknown,
  from?: TabSpeaker,
): Promise<unknown> => (table as unknown as Record<MessageName, AnyHandler>)[name](data, from);

function toReason(error: unknown): Reason {
  if (error instanceof LmsError) return error.reason;
  if (error instanceof SisError) return { code: error.code, params: { detail: error.detail } };
  if (error instanceof StorageUnsafeError) return { code: 'STORAGE_UNSAFE' };
  console.error(error);
  return { code: 'UNKNOWN' };
}
