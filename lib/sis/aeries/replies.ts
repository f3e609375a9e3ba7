import * as z from 'zod/mini';
import type {
  AssignmentPage,
  GradebooksPage,
  PortalReply,
  ScoresPage,
  SettingsPage,
} from './portal-messages.ts';

/** What comes out of a tab is checked like anything that comes in: the page around our script is not ours. */
const number = z.int().check(z.nonnegative());
const text = z.string().check(z.maxLength(2000));
const school = z.string().check(z.regex(/^\d{1,6}$/));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const letter = z.string().check(z.regex(/^[A-Z]$/));
const list = <T extends z.ZodMiniType>(row: T) => z.array(row).check(z.maxLength(20_000));

export const gradebooksPage: z.ZodMiniType<GradebooksPage> = z.object({
  gradebooks: list(z.object({ number, term: letter, name: text })),
});

export const scoresPage: z.ZodMiniType<ScoresPage> = z.object({
  students: list(
    z.object({
      permanentId: z.string().check(z.regex(/^\d{1,15}$/)),
      number,
      active: z.boolean(),
      school: z.nullable(school),
    }),
  ),
  assignments: list(
    z.object({ number, title: text, category: text, points: z.number().check(z.nonnegative()) }),
  ),
  marks: list(
    z.object({ assignment: number, student: number, school, mark: text, applicable: z.boolean() }),
  ),
});

export const settingsPage: z.ZodMiniType<SettingsPage> = z.object({
  categories: list(z.object({ id: text, name: text })),
  terms: list(z.object({ letter: text, name: text, end: day })),
});

export const assignmentPage: z.ZodMiniType<AssignmentPage> = z.object({
  title: text,
  due: z.nullable(day),
  school: text,
  titleMax: z.nullable(number),
});

export const portalReply: z.ZodMiniType<PortalReply> = z.union([
  z.object({ kind: z.literal('page'), page: z.unknown() }),
  z.object({ kind: z.enum(['done', 'signed-out', 'no-answer']) }),
  z.object({ kind: z.literal('not-understood'), what: text }),
  z.object({
    kind: z.literal('refused'),
    status: z.int(),
    retryAfter: z.nullable(text),
    words: text,
  }),
]);
