import type { LineItemPayload, ResultPayload } from '../sis-client.ts';
import { type Context, lineItemOf, resultOf } from './encode.ts';

/** `PUT /lineItems/{sourcedId}` of OneRoster 1.1, which knows no school (oneroster.md 1.2). */
export const encodeLineItem1p1 = (item: LineItemPayload, context: Context): unknown => ({
  lineItem: lineItemOf(item, context),
});

/** `PUT /results/{sourcedId}` of OneRoster 1.1: a score is required and there are no flags. */
export const encodeResult1p1 = (result: ResultPayload, context: Context): unknown => ({
  result: { ...resultOf(result, context), score: result.score },
});
