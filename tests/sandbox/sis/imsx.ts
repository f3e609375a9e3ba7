import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** codeMinor values of OneRoster 1.2 (oneroster.md 1.5). */
export type CodeMinor =
  | 'invaliddata'
  | 'invalid_filter_field'
  | 'unauthorisedrequest'
  | 'forbidden'
  | 'unknownobject'
  | 'server_busy'
  | 'internal_server_error';

/** The bare imsx_StatusInfo object of the 1.2 JSON binding. */
export const imsxBody = (codeMinor: CodeMinor, description: string): Record<string, unknown> => ({
  imsx_codeMajor: 'failure',
  imsx_severity: 'error',
  imsx_description: description,
  imsx_CodeMinor: {
    imsx_codeMinorField: [
      { imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: codeMinor },
    ],
  },
});

/** The same in the body of 1.1, whose codes are written with spaces (oneroster.md 1.5). */
const statusInfoSet = (codeMinor: CodeMinor, description: string): Record<string, unknown> => ({
  statusInfoSet: [
    {
      imsx_codeMajor: 'failure',
      imsx_codeMinor: codeMinor === 'unknownobject' ? 'unknown object' : codeMinor,
      imsx_severity: 'error',
      imsx_description: description,
    },
  ],
});

/** A refusal with its body. */
export const refuse = (
  c: Context,
  status: ContentfulStatusCode,
  codeMinor: CodeMinor,
  description: string,
): Response =>
  c.json((c.get('version') === '1.1' ? statusInfoSet : imsxBody)(codeMinor, description), status);
