import { browser } from 'wxt/browser';
import { ask } from '../../lib/messages.ts';
import type { SectionKey } from '../../lib/model/item-key.ts';
import { isLmsPage } from '../../lib/schoology/hosts.ts';
import { sectionIdOf } from '../../lib/schoology/pages.ts';

/** What the page's own address names: `#all`, `#attention`, or `#origin=…&section=…`. Null = nothing. */
export function namedSection(hash: string): SectionKey | 'all' | null {
  if (hash === '#all' || hash === '#attention') return 'all';
  const named = new URLSearchParams(hash.slice(1));
  const origin = named.get('origin');
  const sectionId = named.get('section');
  return origin && sectionId ? { origin, sectionId } : null;
}

/** The section whose course is open in the current tab. */
export async function sectionOfTab(): Promise<SectionKey | null> {
  // Without the `tabs` permission an address is visible only where we have host access.
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.url ? sectionAt(new URL(tab.url)) : null;
}

async function sectionAt(url: URL): Promise<SectionKey | null> {
  const sectionId = sectionIdOf(url);
  if (sectionId === null || !(isLmsPage(url) || (await isOwnAddress(url)))) return null;
  return { origin: url.origin, sectionId };
}

/** A granted host that is not schoology.com may be the SIS as well as a district's own Schoology. */
async function isOwnAddress({ origin }: URL): Promise<boolean> {
  const { lmsDomains } = await ask('getPanel');
  return lmsDomains.some((domain) => domain.origin === origin);
}
