import { SisError, type SisUser } from '../sis-client.ts';

/** The look-ups this needs. Both reject with SisError. */
export type TeacherLookup = {
  /** `GET /teachers/{sourcedId}`; null = there is none. */
  bySourcedId(id: string): Promise<SisUser | null>;
  /** `GET /teachers?filter=…`. */
  byFilter(filter: string): Promise<SisUser[]>;
};

const fold = (text: string): string => text.trim().toLowerCase();

/**
 * The teachers whose sourcedId, identifier or e-mail is `identifier`. What a filter gives is compared again: a server
 * that does not know filters answers with everybody.
 */
export async function findTeachers(
  identifier: string,
  { bySourcedId, byFilter }: TeacherLookup,
): Promise<SisUser[]> {
  const wanted = fold(identifier);
  if (wanted === '') return [];
  const same = ({ id, identifiers }: SisUser): boolean =>
    [id, ...identifiers].some((known) => fold(known) === wanted);
  if (wanted.includes('@')) {
    return (await byFilter(filterOn('email', identifier.trim()))).filter(same);
  }
  const teacher = await bySourcedId(identifier.trim());
  if (teacher) return [teacher];
  return (await byIdentifier(identifier.trim(), byFilter)).filter(same);
}

/** `identifier` is optional in OneRoster, and a server that cannot filter by it (400, 422) knows nobody by it. */
async function byIdentifier(
  identifier: string,
  byFilter: TeacherLookup['byFilter'],
): Promise<SisUser[]> {
  try {
    return await byFilter(filterOn('identifier', identifier));
  } catch (error) {
    if (error instanceof SisError && error.code === 'REJECTED') return [];
    throw error;
  }
}

/**
 * `field='value'` (OneRoster 1.2, 3.3). There is no way to write a quote inside the quotes, so o'brien@… is looked for
 * by its longest part without one (`~` = contains).
 */
function filterOn(field: string, value: string): string {
  if (!value.includes("'")) return `${field}='${value}'`;
  const [longest = ''] = value.split("'").toSorted((a, b) => b.length - a.length);
  return `${field}~'${longest}'`;
}
