import { isLmsPage } from '../schoology/hosts.ts';
import { sectionIdOf } from '../schoology/pages.ts';
import { t } from '../text.ts';

/** What `contextMenus.create` takes, of what we use. */
type MenuItem = {
  id: string;
  title: string;
  contexts: ['page'] | ['action'];
  documentUrlPatterns?: string[];
};

/** An entry on Schoology's pages, and the same on the toolbar button, which belongs to no page. */
export const menuItems = (patterns: string[]): MenuItem[] => [
  { id: 'tab:page', title: t('menuOpenTab'), contexts: ['page'], documentUrlPatterns: patterns },
  { id: 'side:page', title: t('menuOpenSide'), contexts: ['page'], documentUrlPatterns: patterns },
  { id: 'tab:action', title: t('menuOpenTab'), contexts: ['action'] },
  { id: 'side:action', title: t('menuOpenSide'), contexts: ['action'] },
];

/** Which of the two an entry opens; null = it is none of ours. */
export const opens = (id: string | number): 'tab' | 'side' | null => {
  const [where] = String(id).split(':');
  return where === 'tab' || where === 'side' ? where : null;
};

/**
 * What comes after # in the panel's address so that it begins with the course of this page; '' = the page is of none.
 * `served` = the districts' own origins.
 */
export function panelHash(address: string | undefined, served: string[]): string {
  if (address === undefined || !URL.canParse(address)) return '';
  const url = new URL(address);
  const section = sectionIdOf(url);
  if (section === null || !(isLmsPage(url) || served.includes(url.origin))) return '';
  return String(new URLSearchParams({ origin: url.origin, section }));
}
