import * as z from 'zod/mini';
import type { Answer } from '../answer.ts';
import { unreadable } from './refusal.ts';

/** The body of a success as `schema` has it. Throws SisError NOT_THE_SIS when it cannot be read so. */
export function read<T>(schema: z.ZodMiniType<T>, { body, status }: Answer): T {
  const parsed = z.safeParse(schema, body);
  if (!parsed.success) throw unreadable(status);
  return parsed.data;
}
