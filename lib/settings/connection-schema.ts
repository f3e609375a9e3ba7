import * as z from 'zod/mini';
import { authTypes, oneRosterVersions, sisSystems } from '../model/sis-system.ts';
import { isSecureUrl } from '../net/guarded-fetch.ts';
import { once } from '../once.ts';

const url = z.string().check(
  z.maxLength(2000),
  z.refine((text) => URL.canParse(text) && isSecureUrl(new URL(text))),
);
export const originSchema = url.check(
  z.refine((text) => URL.canParse(text) && new URL(text).origin === text),
);

/** A connection as a page or a file may ask for it. */
export const connectionSchema = once(() => {
  const urlOrNone = z.union([url, z.literal('')]);
  return z.strictObject({
    system: z.enum(sisSystems),
    version: z.enum(oneRosterVersions),
    authType: z.enum(authTypes),
    sisName: z.string().check(z.maxLength(100)),
    rosteringUrl: url,
    gradebookUrl: url,
    authorizationUrl: urlOrNone,
    tokenUrl: urlOrNone,
    clientId: z.string().check(z.maxLength(500)),
    scopes: z.array(z.string().check(z.maxLength(500))).check(z.maxLength(50)),
    teacherEmail: z.string().check(z.maxLength(320)),
  });
});
