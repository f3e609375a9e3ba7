import { schoolId } from './data.ts';
import {
  instant,
  list,
  normalizedText,
  number,
  object,
  oneOf,
  ref,
  type Shape,
  shapeProblems,
  text,
} from './field-checks.ts';
import { type JsonObject, refId } from './json-object.ts';
import type { SisState } from './model.ts';

/** LineItem of OneRoster Gradebook 1.2 (oneroster.md 1.2). */
const lineItem: Shape = {
  required: {
    sourcedId: normalizedText,
    status: oneOf('active', 'tobedeleted'),
    dateLastModified: instant,
    title: normalizedText,
    assignDate: instant,
    dueDate: instant,
    class: ref('class'),
    school: ref('org'),
    category: ref('category'),
  },
  optional: {
    description: text,
    gradingPeriod: ref('academicSession'),
    academicSession: ref('academicSession'),
    scoreScale: ref('scoreScale'),
    resultValueMin: number,
    resultValueMax: number,
    learningObjectiveSet: list,
    metadata: object,
  },
};

/** References to things that this SIS does not have. */
function danglingRefs(value: JsonObject, state: SisState): string[] {
  const problems: string[] = [];
  const data = state.classes.find(({ sourcedId }) => sourcedId === refId(value, 'class'));
  if (!data) problems.push('class does not exist');
  if (refId(value, 'school') !== schoolId) problems.push('school does not exist');
  if (data && !data.categoryIds.includes(refId(value, 'category'))) {
    problems.push('category does not exist in this class');
  }
  const period = state.sessions.find(
    ({ sourcedId, type }) =>
      type === 'gradingPeriod' && sourcedId === refId(value, 'gradingPeriod'),
  );
  if (value.gradingPeriod !== undefined && !period) problems.push('gradingPeriod does not exist');
  return problems;
}

/** Everything wrong with a line item put under `id`; empty when it is right. */
export function lineItemProblems(value: JsonObject, id: string, state: SisState): string[] {
  const shape = shapeProblems(value, lineItem);
  if (shape.length > 0) return shape;
  return [
    ...(value.sourcedId === id ? [] : ['sourcedId is not that of the address']),
    ...danglingRefs(value, state),
  ];
}
