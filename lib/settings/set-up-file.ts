import * as z from 'zod/mini';
import { exceptions } from '../model/graded-item.ts';
import { type FileProblem, longestFile } from '../model/set-up-file.ts';
import { specialChoices } from '../model/special-score.ts';
import { connectionSchema, originSchema } from './connection-schema.ts';
import { newItemsSchema } from './new-items-schema.ts';
import { pagePreferencesSchema } from './page-preferences.ts';
import { scheduleSchema } from './schedule.ts';

const format = 'sync-to-sis';
/** 2 added the SIS titles and the special scores: a build that knows only 1 refuses it by its number. */
const version = 2;
const readVersions = [1, version] as const;

const id = z.string().check(z.regex(/^\d{1,20}$/));
const sisId = z.string().check(z.minLength(1), z.maxLength(255));
const name = z.string().check(z.maxLength(500));
/** As the item's sheet keeps it: trimmed, and of something. */
const sisTitle = z.string().check(z.maxLength(2000), z.regex(/^\S(.*\S)?$/s));

/** One course: what was chosen and set for its items, and what was matched by hand. */
const sectionSchema = z.strictObject({
  origin: originSchema,
  sectionId: id,
  title: name,
  /** Item id to whether it syncs. */
  choices: z.record(id, z.boolean()),
  class: z.nullable(z.strictObject({ id: sisId, title: name })),
  /** Schoology category id to SIS category id. */
  categories: z.record(id, sisId),
  /** Item id to the title that the teacher gave it in the SIS. Absent (also in version 1): nothing is said of titles. */
  sisTitles: z.optional(z.record(id, sisTitle)),
  /** What a mark without a score becomes; of a mark that is left out nothing is said. */
  special: z.optional(z.partialRecord(z.enum(exceptions), z.enum(specialChoices))),
});

/** Choices and set-up in one file. No secret, no title of Schoology's of an item, no student. */
const fileSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(readVersions),
  /** ISO 8601, UTC. */
  savedAt: z.string().check(z.maxLength(40)),
  sections: z.array(sectionSchema).check(z.maxLength(1000)),
  connection: z.nullable(connectionSchema()),
  lmsOrigins: z.array(originSchema).check(z.maxLength(50)),
  pagePreferences: pagePreferencesSchema(),
  schedule: scheduleSchema(),
  newItems: newItemsSchema(),
});

export type SetUpFile = z.infer<typeof fileSchema>;
export type SetUpSection = z.infer<typeof sectionSchema>;

/** The file as text. */
export const writeSetUp = (
  content: Omit<SetUpFile, 'format' | 'version' | 'savedAt'>,
  now: number,
): string => {
  const file: SetUpFile = { format, version, savedAt: new Date(now).toISOString(), ...content };
  return JSON.stringify(file, null, 2);
};

const head = z.object({ format: z.literal(format), version: z.unknown() });

/** Reads a file whole, or says what is wrong with it and where: half a file is nobody's set-up. */
export function parseSetUp(text: string): { file: SetUpFile } | { problem: FileProblem } {
  if (text.length > longestFile) return refuse('too-large');
  const json = parseJson(text);
  if (json === undefined) return refuse('not-ours');
  const ours = z.safeParse(head, json);
  if (!ours.success) return refuse('not-ours');
  const { version: written } = ours.data;
  if (!readVersions.some((one) => one === written)) return refuse('other-version', String(written));
  const parsed = z.safeParse(fileSchema, json);
  if (parsed.success) return { file: parsed.data };
  return refuse('damaged', parsed.error.issues[0]?.path.join('.') ?? '');
}

const refuse = (code: FileProblem['code'], detail = ''): { problem: FileProblem } => ({
  problem: { code, detail: detail.slice(0, 200) },
});

/** Undefined = it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
