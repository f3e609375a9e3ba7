import type { GetToken } from './oauth.ts';

/** One try of a request, before it is sent. */
export type Attempted = { method: string; url: string };

type HeaderFields = Record<string, string>;

/** What signs requests in; `key` tells two credentials apart. `headers` is called for each try anew. */
export type Credential = {
  key: string;
  headers: (request: Attempted) => HeaderFields | Promise<HeaderFields>;
};

/** Gives the credential to use; `fresh` = the one given before was refused with 401. Rejects with SisError. */
export type SignIn = (options: { fresh: boolean }) => Promise<Credential>;

/** With a bearer token (RFC 6750). */
export const bearer =
  (getToken: GetToken): SignIn =>
  async (options) => {
    const token = await getToken(options);
    return { key: token, headers: () => ({ authorization: `Bearer ${token}` }) };
  };

/** With further headers on every request: a vendor key that the district's policy holds (oneroster.md 2). */
export const withHeaders =
  (extra: HeaderFields, signIn: SignIn): SignIn =>
  async (options) => {
    const { key, headers } = await signIn(options);
    return { key, headers: async (request) => ({ ...extra, ...(await headers(request)) }) };
  };
