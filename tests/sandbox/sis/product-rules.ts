import { type JsonObject, refId } from './json-object.ts';
import type { Product } from './product.ts';
import type { Sis } from './sis.ts';

const day = (value: unknown): string => String(value).slice(0, 10);

/** Another line item of the class that this product could not tell from the one that is put. */
function hasTwin(value: JsonObject, { state, product }: Sis): boolean {
  if (product.uniqueTitle === null) return false;
  return [...state.lineItems.values()].some(
    (other) =>
      other.sourcedId !== value.sourcedId &&
      refId(other, 'class') === refId(value, 'class') &&
      String(other.title).toLowerCase() === String(value.title).toLowerCase() &&
      (product.uniqueTitle === 'class' || day(other.dueDate) === day(value.dueDate)),
  );
}

/** What this product refuses beyond the specification. */
export function lineItemBreaches(value: JsonObject, sis: Sis): string[] {
  const { titleMax, wholePoints } = sis.product;
  const breaches: string[] = [];
  if (titleMax !== null && String(value.title).length > titleMax) breaches.push('title too long');
  if (wholePoints && !Number.isInteger(value.resultValueMax)) {
    breaches.push('points possible must be a whole number');
  }
  if (hasTwin(value, sis)) breaches.push('multiple matches found for title');
  return breaches;
}

export const resultBreaches = (value: JsonObject, { numericScores }: Product): string[] =>
  numericScores && typeof value.score !== 'number' ? ['a numeric score is required'] : [];
