import { browser } from 'wxt/browser';
import type { SectionKey } from '../../lib/model/item-key.ts';
import { isLmsPage } from '../../lib/schoology/hosts.ts';
import { sectionIdOf } from '../../lib/schoology/pages.ts';

/**
 * The section to begin with: the one named in the page's own address (`#all`, or `#origin=…&section=…`), else the
 * one whose course is open in the current tab. Null = nothing says.
 */
export async function findSection(hash: string): Promise<SectionKey | 'all' | null> {
  if (hash === '#all') return 'all';
  const named = new URLSearchParams(hash.slice(1));
  const origin = named.get('origin');
  const sectionId = named.get('section');
  if (origin && sectionId) return { origin, sectionId };
  // Without the `tabs` permission an address is visible only where we have host access: on Schoology.
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.url ? sectionOf(new URL(tab.url)) : null;
}

function sectionOf(url: URL): SectionKey | null {
  const sectionId = isLmsPage(url) ? sectionIdOf(url) : null;
  return sectionId === null ? null : { origin: url.origin, sectionId };
}
