import * as z from 'zod/mini';
import { submittedPrefix } from '../model/submitted-copy.ts';
import { once } from '../once.ts';
import type { Database } from './database.ts';
import { readFlags } from './flag-store.ts';
import type { KeyValue } from './key-value.ts';
import { nobodysTab, stage } from './staged-store.ts';

const copySchema = once(() => {
  const id = z.string().check(z.regex(/^\d{1,20}$/));
  return z.object({
    origin: z.string(),
    sectionId: id,
    source: z.enum(['dialog', 'bulk-edit', 'native']),
    choices: z.array(z.object({ itemId: z.nullable(id), title: z.string(), include: z.boolean() })),
    at: z.number(),
  });
});

/** What a page left when it was posted under a dying background: staged now, so that its items wait. */
export async function recoverCopies({
  local,
  db,
}: {
  local: KeyValue;
  db: Database;
}): Promise<void> {
  const copies = Object.entries(await local.get(null)).filter(([name]) =>
    name.startsWith(submittedPrefix),
  );
  for (const [name, value] of copies) {
    const opId = name.slice(submittedPrefix.length);
    const parsed = copySchema().safeParse(value);
    if (parsed.success && !(await isSettled(db, opId, parsed.data))) {
      await stage(db, { ...parsed.data, opId, tabId: nobodysTab });
    }
    await local.remove(name);
  }
}

/** The action is known by its opId on the flags it wrote. */
async function isSettled(
  db: Database,
  opId: string,
  section: z.infer<ReturnType<typeof copySchema>>,
): Promise<boolean> {
  const flags = await readFlags(db, section);
  return [...flags.values()].some((flag) => flag.opId === opId);
}

export const dropCopy = (local: KeyValue, opId: string): Promise<void> =>
  local.remove(`${submittedPrefix}${opId}`);
