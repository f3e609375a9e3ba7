import * as z from 'zod/mini';
import { itemKinds } from '../model/graded-item.ts';
import { once } from '../once.ts';

/** As stored, and as a page may ask for it. */
export const newItemsSchema = once(() => {
  const words = z.string().check(z.minLength(1), z.maxLength(200));
  const test = z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('category'), title: words }),
    z.strictObject({ by: z.literal('kind'), kind: z.enum(itemKinds) }),
    z.strictObject({ by: z.literal('zero-points') }),
    z.strictObject({ by: z.literal('title'), begins: words }),
  ]);
  const rule = z.strictObject({
    id: z.string().check(z.maxLength(64)),
    include: z.boolean(),
    test,
  });
  return z.strictObject({
    wait: z.boolean(),
    rules: z.array(rule).check(z.maxLength(100)),
  });
});
