import type { PortalReply } from '../portal-messages.ts';
import { NotUnderstoodError } from './find.ts';

/** What a page of Aeries gives the script in it. */
export type PortalPorts = {
  /** The page's own: same origin, with its cookies. */
  fetch: typeof fetch;
  /** What stands before `/gradebook` in the tab's address (aeries.md 1). */
  base: string;
  parse: (html: string) => Document;
};

/** Thrown instead of a page, and answered to the background. */
export class PortalRefusal extends Error {
  readonly reply: PortalReply;
  constructor(reply: PortalReply) {
    super(reply.kind);
    this.name = 'PortalRefusal';
    this.reply = reply;
  }
}

const timeout = 20_000;
/** The largest page there is: 40 students with a year of assignments, several times over. */
const maxCharacters = 20_000_000;

/** Reaches the origin of the page and no other, also where the answer leads elsewhere. */
export async function call(
  ports: PortalPorts,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(timeout);
    const headers = { 'X-Requested-With': 'XMLHttpRequest', ...init.headers };
    const own = { mode: 'same-origin', credentials: 'same-origin', cache: 'no-store' } as const;
    return await ports.fetch(`${ports.base}${path}`, { ...own, ...init, headers, signal });
  } catch {
    throw new PortalRefusal({ kind: 'no-answer' });
  }
}

/** A good session answers where it was asked; one that is over leads to the sign-in page (aeries.md 2). */
export const ledToSignIn = ({ redirected, url }: Response): boolean =>
  redirected && /login/i.test(new URL(url).pathname);

/** A sign-in at another host is not followed there, which looks like a lost network: then it is asked for itself. */
const leadsElsewhere = (ports: PortalPorts, path: string): Promise<boolean> =>
  call(ports, path, { redirect: 'manual' }).then(
    ({ type }) => type === 'opaqueredirect',
    () => false,
  );

const signedOut = (): PortalRefusal => new PortalRefusal({ kind: 'signed-out' });

export async function refused(response: Response): Promise<PortalRefusal> {
  const words = (await response.text().catch(() => '')).slice(0, 2000);
  const retryAfter = response.headers.get('retry-after');
  return new PortalRefusal({ kind: 'refused', status: response.status, retryAfter, words });
}

/**
 * A page, and surely the one asked for: Aeries remembers one gradebook by session, so the final address must still hold
 * `path`. Throws PortalRefusal or NotUnderstoodError.
 */
export async function fetchPage(ports: PortalPorts, path: string): Promise<Document> {
  const response = await call(ports, path).catch(async (error: unknown) => {
    throw (await leadsElsewhere(ports, path)) ? signedOut() : error;
  });
  if (ledToSignIn(response) || response.status === 401) throw signedOut();
  if (!response.ok) throw await refused(response);
  const text = await response.text().catch(() => {
    throw new PortalRefusal({ kind: 'no-answer' });
  });
  if (text.length > maxCharacters) throw new NotUnderstoodError('size');
  const page = ports.parse(text);
  if (page.querySelector('input[name="Password_Aeries"], input#Password_Aeries')) throw signedOut();
  const { pathname, search } = new URL(response.url);
  if (!`${pathname}${search}`.toLowerCase().includes(path.toLowerCase())) {
    throw new NotUnderstoodError('another page came back');
  }
  return page;
}
