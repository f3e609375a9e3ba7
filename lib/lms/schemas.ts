import * as z from 'zod/mini';

/**
 * The shapes of Schoology's internal feeds (schoology facts 5.6), as loose as the facts are: ids come as text or
 * number, an empty map comes as `[]` (PHP), unknown fields are left out, and only what the sync needs is required.
 */
const id = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value) => String(value)),
);
const text = z.catch(
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((value) => String(value)),
  ),
  '',
);
const number = z.pipe(
  z.nullish(z.union([z.number(), z.string()])),
  z.transform((value) => {
    if (value === null || value === undefined || value === '') return null;
    const parsed = Number(value);
    return Number.isFinite(parsed) ? parsed : null;
  }),
);
const flag = z.pipe(
  z.nullish(z.union([z.boolean(), z.number(), z.string()])),
  z.transform((value) => value === true || value === 1 || value === '1'),
);

const mapOf = <T>(value: z.ZodMiniType<T>) =>
  z.pipe(
    z.union([z.record(z.string(), value), z.array(z.never())]),
    z.transform((map): Record<string, T> => (Array.isArray(map) ? {} : map)),
  );

export const coursesAnswer = z.object({
  data: z.object({
    courses: z.array(
      z.object({
        nid: id,
        courseTitle: text,
        sectionTitle: text,
        adminType: z.optional(z.unknown()),
      }),
    ),
  }),
});

export const membersAnswer = z.object({
  body: mapOf(
    z.object({
      id,
      uid: id,
      type: text,
      status: text,
      school_uid: text,
      name_first: text,
      name_last: text,
      name_first_preferred: text,
      use_preferred_first_name: flag,
    }),
  ),
});

const periodEntry = z.object({ id, title: text });

const itemData = z.object({
  id: z.optional(id),
  title: text,
  status: number,
  max_points: number,
  grading_category_id: z.nullish(id),
  grading_period_id: z.nullish(id),
  due_date_text: text,
  is_discussion: flag,
  has_assessment: flag,
  is_lti_assignment: flag,
  is_grade_column: flag,
  exclude_from_grade: flag,
  grading_scale_id: text,
  scale_title: text,
  // Not among the fields that have been seen in this feed (schoology facts 5.6); read where a Schoology sends it.
  factor: number,
});
export type ItemData = z.infer<typeof itemData>;

export const headerAnswer = z.object({
  body: z.object({
    uids: z.array(id),
    grading_period: z.nullish(periodEntry),
    grading_periods: z.array(periodEntry),
    grading_categories: z.array(z.object({ id, title: text })),
    grade_item_data: mapOf(itemData),
  }),
});

/** A grade in points; what is neither empty nor a number is a letter or a rubric level. */
const grade = z.pipe(
  z.nullish(z.union([z.number(), z.string()])),
  z.transform((value) => {
    if (value === null || value === undefined || value === '') return null;
    const parsed = Number(value);
    return Number.isFinite(parsed) ? parsed : ('not numeric' as const);
  }),
);

const cell = z.object({
  uid: id,
  grade_item_nid: id,
  grade,
  submission: text,
  exception: number,
  not_assigned: flag,
});
export type Cell = z.infer<typeof cell>;

export const gradesAnswer = z.object({ body: z.object({ grades: mapOf(mapOf(cell)) }) });

/** `Drupal.settings.s_common` of any page (schoology facts 2.2). */
export const commonSettings = z.object({
  s_common: z.object({
    language: text,
    timezone: text,
    user: z.object({ uid: id }),
  }),
});
