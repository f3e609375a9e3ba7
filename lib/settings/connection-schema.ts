import * as z from 'zod/mini';
import { authTypes, oneRosterVersions, sisSystems } from '../model/sis-system.ts';
import { isSecureUrl } from '../net/guarded-fetch.ts';
import { once } from '../once.ts';

const isSecure = (text: string): boolean => URL.canParse(text) && isSecureUrl(new URL(text));
const url = z.string().check(z.maxLength(2000), z.refine(isSecure));

/** The last one that was right: hundreds of items of one message name the same, and to parse it takes a while. */
let right: string | null = null;

function isOrigin(text: string): boolean {
  if (text === right) return true;
  const isOne = isSecure(text) && new URL(text).origin === text;
  if (isOne) right = text;
  return isOne;
}

export const originSchema = z.string().check(z.maxLength(2000), z.refine(isOrigin));

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
