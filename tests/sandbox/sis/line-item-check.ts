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
import { lineItemBreaches } from './product-rules.ts';
import type { Sis } from './sis.ts';

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
function danglingRefs(value: JsonObject, { state, product }: Sis): string[] {
  const problems: string[] = [];
  const data = state.classes.find(({ sourcedId }) => sourcedId === refId(value, 'class'));
  if (!data) problems.push('class does not exist');
  if (product.version === '1.2' && refId(value, 'school') !== schoolId) {
    problems.push('school does not exist');
  }
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

/** LineItem of 1.1: no school, and a range of values that must be there (oneroster.md 1.2). */
const olderLineItem: Shape = {
  required: {
    ...Object.fromEntries(
      Object.entries(lineItem.required).filter(([property]) => property !== 'school'),
    ),
    gradingPeriod: ref('academicSession'),
    resultValueMin: number,
    resultValueMax: number,
  },
  optional: { description: text, metadata: object },
};

/** Everything wrong with a line item put under `id`; empty when it is right. */
export function lineItemProblems(value: JsonObject, id: string, sis: Sis): string[] {
  const shape = shapeProblems(value, sis.product.version === '1.1' ? olderLineItem : lineItem);
  if (shape.length > 0) return shape;
  return [
    ...(value.sourcedId === id ? [] : ['sourcedId is not that of the address']),
    ...danglingRefs(value, sis),
    ...lineItemBreaches(value, sis),
  ];
}
