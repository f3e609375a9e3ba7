import { SisError } from '../sis-client.ts';

/**
 * The URL with rel `next` in a Link header (RFC 8288), null without one. A next page on another origin is refused with
 * SisError: the token belongs to this one.
 */
export function nextLink(header: string, current: URL): URL | null {
  for (const [, target = '', params = ''] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    if (!relations(params).includes('next')) continue;
    const next = URL.canParse(target, current.href) ? new URL(target, current) : null;
    if (next?.origin === current.origin) return next;
    throw new SisError({
      code: 'REDIRECTED',
      scope: 'run',
      detail: `The list goes on at ${next?.origin ?? 'an unreadable address'}`,
    });
  }
  return null;
}

const relations = (params: string): string[] =>
  (/;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(params)?.slice(1).join('') ?? '')
    .toLowerCase()
    .split(/\s+/);
