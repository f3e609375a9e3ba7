import type { ClientAuth } from 'oauth4webapi';

/**
 * HTTP Basic client authentication (RFC 6749 2.3.1), escaping only the characters that mean something else unescaped.
 *
 * The library's own ClientSecretBasic also escapes `-`, `_` and `.`, which servers that do not undo the escaping take
 * for another client id: a UUID would never be known to them. Both kinds of server read this form alike.
 */
export const basicAuth =
  (secret: string): ClientAuth =>
  (_server, { client_id: id }, _body, headers) => {
    const credentials = `${escaped(id).replaceAll(':', '%3A')}:${escaped(secret)}`;
    headers.set('authorization', `Basic ${btoa(credentials)}`);
  };

const escaped = (text: string): string => text.replace(/[%+]|[^\x20-\x7e]/gu, encodeURIComponent);
