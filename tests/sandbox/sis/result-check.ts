import {
  type Check,
  day,
  flag,
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
import { resultBreaches } from './product-rules.ts';
import type { Sis } from './sis.ts';

const plainStatus = oneOf(
  'exempt',
  'fully graded',
  'not submitted',
  'partially graded',
  'submitted',
);

const scoreStatus: Check = (value) =>
  typeof value === 'string' && /^ext:[a-zA-Z0-9.\-_]+$/.test(value) ? null : plainStatus(value);

/** Result of OneRoster Gradebook 1.2 (oneroster.md 1.2). A score may exceed the line item's maximum. */
const result: Shape = {
  required: {
    sourcedId: normalizedText,
    status: oneOf('active', 'tobedeleted'),
    dateLastModified: instant,
    lineItem: ref('lineItem'),
    student: ref('user'),
    scoreStatus,
    scoreDate: day,
  },
  optional: {
    class: ref('class'),
    scoreScale: ref('scoreScale'),
    score: number,
    textScore: text,
    comment: text,
    learningObjectiveSet: list,
    late: flag,
    missing: flag,
    incomplete: flag,
    inProgress: flag,
    metadata: object,
  },
};

/** Result of 1.1: a score must be there, and there are no flags (oneroster.md 1.2). */
const olderResult: Shape = {
  required: { ...result.required, score: number },
  optional: { comment: text, metadata: object },
};

function danglingRefs(value: JsonObject, state: SisState): string[] {
  const lineItem = state.lineItems.get(refId(value, 'lineItem'));
  if (!lineItem) return ['lineItem does not exist'];
  const studentId = refId(value, 'student');
  const known = state.people.some(
    ({ sourcedId, role }) => role === 'student' && sourcedId === studentId,
  );
  if (!known) return ['student does not exist'];
  const classId = refId(lineItem, 'class');
  const enrolled = state.classes.some(
    ({ sourcedId, studentIds }) => sourcedId === classId && studentIds.includes(studentId),
  );
  return enrolled ? [] : ['student is not enrolled in the class of the lineItem'];
}

/** Everything wrong with a result put under `id`; empty when it is right. */
export function resultProblems(value: JsonObject, id: string, sis: Sis): string[] {
  const shape = shapeProblems(value, sis.product.version === '1.1' ? olderResult : result);
  if (shape.length > 0) return shape;
  return [
    ...(value.sourcedId === id ? [] : ['sourcedId is not that of the address']),
    ...danglingRefs(value, sis.state),
    ...resultBreaches(value, sis.product),
  ];
}
