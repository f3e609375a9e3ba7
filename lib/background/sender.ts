/** The parts of `runtime.MessageSender` that are looked at. */
export type Sender = {
  id?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined } | undefined;
};

/** Who is speaking: a content script in a Schoology tab, one of our own pages, or nobody we answer. */
export type Speaker = { kind: 'tab'; origin: string; tabId: number } | { kind: 'page' } | null;

/**
 * Judges a sender by what the browser says of it, never by what it says of itself. A compromised page can forge
 * messages with its content script's rights, so a tab speaks only for its own origin and only from its top frame.
 */
export async function identify(
  sender: Sender,
  own: { id: string; origin: string },
  isLms: (url: URL) => boolean | Promise<boolean>,
): Promise<Speaker> {
  if (sender.id !== own.id || sender.url === undefined || !URL.canParse(sender.url)) return null;
  const url = new URL(sender.url);
  // Extension addresses have the origin "null" in some engines: compare by prefix, slash included.
  if (sender.url.startsWith(`${own.origin}/`)) return { kind: 'page' };
  const tabId = sender.tab?.id;
  if (tabId === undefined || sender.frameId !== 0 || !(await isLms(url))) return null;
  return { kind: 'tab', origin: url.origin, tabId };
}

/** Schoology's own hosts; the districts' own addresses come from the settings. */
export const isSchoology = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' && hostname.endsWith('.schoology.com');
