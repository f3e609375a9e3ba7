import type { LineItemPayload, ResultPayload } from '../sis-client.ts';
import { type Context, lineItemOf, ref, resultOf } from './encode.ts';

/** `PUT /lineItems/{sourcedId}` of OneRoster 1.2. */
export const encodeLineItem1p2 = (item: LineItemPayload, context: Context): unknown => ({
  lineItem: {
    ...lineItemOf(item, context),
    school: ref(context.rostering, 'orgs', 'org', item.schoolId),
  },
});

/** `PUT /results/{sourcedId}` of OneRoster 1.2. Flags are strings in the JSON binding. */
export const encodeResult1p2 = (result: ResultPayload, context: Context): unknown => ({
  result: {
    ...resultOf(result, context),
    ...(result.score !== null && { score: result.score }),
    missing: String(result.missing),
    incomplete: String(result.incomplete),
  },
});
