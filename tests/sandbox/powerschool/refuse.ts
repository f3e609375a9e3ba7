import type { Context } from 'hono';
import type { PowerEnv } from './powerschool.ts';

/** One finding of the validation; `params` name the row (powerschool.md 5). */
export type Finding = { field: string; params?: Record<string, number> };

export type Refusal = {
  status: 400 | 403 | 404 | 409 | 412 | 500;
  message: string;
  errors?: Finding[];
};

/** The error shape of the service: `{message, errors}`. */
export const refuse = (c: Context<PowerEnv>, { status, message, errors }: Refusal): Response =>
  c.json(errors ? { message, errors } : { message }, status);

export const badBody: Refusal = { status: 400, message: 'The request body could not be read' };

export const notTaught = (sectionsdcid: unknown): Refusal => ({
  status: 403,
  message: `User does not teach section ${sectionsdcid} with access EDIT`,
});
