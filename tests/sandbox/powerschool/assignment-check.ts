import { isObject, type JsonObject } from '../sis/json-object.ts';
import type { PowerState } from './model.ts';
import { badBody, type Finding, notTaught, type Refusal } from './refuse.ts';
import { taught } from './section-routes.ts';

export const listOf = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** Why an assignment is not taken, or null when it is (powerschool.md 2.1, 5). */
export function assignmentRefusal(state: PowerState, body: unknown): Refusal | null {
  const entries = isObject(body) ? listOf(body._assignmentsections) : [];
  if (!isObject(body) || entries.length === 0 || typeof body.yearid !== 'number') return badBody;
  for (const entry of entries) {
    const [section] = taught(state, [Number(entry.sectionsdcid)]) ?? [];
    if (!section) return notTaught(entry.sectionsdcid);
    const errors = [...fieldFindings(entry), ...categoryFindings(state, entry)];
    const inTerm = section.termbins.some(
      ({ startdate, enddate }) =>
        startdate <= String(entry.duedate) && String(entry.duedate) <= enddate,
    );
    if (!inTerm) errors.push({ field: 'The due date is not within the term of the section' });
    if (errors.length > 0) return { status: 409, message: 'Validation failed', errors };
  }
  return null;
}

const isPositive = (value: unknown): value is number => typeof value === 'number' && value > 0;

function fieldFindings(entry: JsonObject): Finding[] {
  const { name, duedate, scoreentrypoints: points, weight, totalpointvalue: total } = entry;
  const rules: [string, boolean][] = [
    ['name', typeof name === 'string' && name.trim() !== '' && name.length <= 50],
    ['duedate', typeof duedate === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(duedate)],
    [
      'scoretype',
      ['POINTS', 'PERCENT', 'GRADESCALE', 'COLLECTED'].includes(String(entry.scoretype)),
    ],
    ['scoreentrypoints', isPositive(points) && points <= 9_999],
    ['totalpointvalue', isPositive(points) && isPositive(weight) && total === points * weight],
    ['iscountedinfinalgrade', typeof entry.iscountedinfinalgrade === 'boolean'],
    ['isscoringneeded', typeof entry.isscoringneeded === 'boolean'],
  ];
  return rules.filter(([, holds]) => !holds).map(([field]) => ({ field: `${field} is not valid` }));
}

function categoryFindings({ categories }: PowerState, entry: JsonObject): Finding[] {
  const [only, second] = listOf(entry._assignmentcategoryassociations);
  const own = categories.find(
    ({ teachercategoryid }) => teachercategoryid === only?.teachercategoryid,
  );
  const offered = own?.isactive === true && !own.excluded.includes(Number(entry.sectionsdcid));
  if (only && !second && only.isprimary === true && offered) return [];
  return [{ field: 'The teacher category is not valid' }];
}
