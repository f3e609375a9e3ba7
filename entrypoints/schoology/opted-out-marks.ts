import type { Anchor } from '../../lib/schoology/forms.ts';
import { isItemPage, isMaterials, itemIdOf, sectionIdOf } from '../../lib/schoology/pages.ts';
import { find, findAll } from '../../lib/schoology/selectors.ts';
import { t } from '../../lib/text.ts';
import type { Feature, FeatureKind, PageState } from './feature.ts';
import { make, removeDeadCopies } from './marks.ts';
import type { Ports } from './ports.ts';
import { insertAt } from './sync-row.ts';

/** Where the marks of a page go, by item id. */
type Places = { sectionId: string; items: Map<string, Anchor> };

const titleOf = (anchor: Anchor): HTMLElement => ('after' in anchor ? anchor.after : anchor.inside);

const linkedUrl = (link: Element | null, base: URL): URL | null => {
  const href = link?.getAttribute('href');
  return href && URL.canParse(href, base) ? new URL(href, base) : null;
};

function placesOf({ document, url }: Ports): Places | null {
  const page = url();
  const crumb = linkedUrl(find('breadcrumbCourse', document), page);
  const sectionId = sectionIdOf(page) ?? (crumb === null ? null : sectionIdOf(crumb));
  if (sectionId === null) return null;
  const items = new Map<string, Anchor>();
  if (isMaterials(page)) {
    for (const row of findAll('materialRow', document)) {
      const title = find('materialTitle', row);
      if (title !== null) items.set(row.id.slice('n-'.length), { inside: title });
    }
  }
  const own = itemIdOf(page);
  const heading = find('pageTitle', document);
  // Not inside: what stands in the heading is the item's title.
  if (own !== null && heading !== null) items.set(own, { after: heading });
  return items.size === 0 ? null : { sectionId, items };
}

/** A small mark on opted-out items in the materials list and on an item's own page. */
export const optedOutMarks: FeatureKind = {
  isNeeded: ({ location }) => isMaterials(location) || isItemPage(location),
  start: startOptedOutMarks,
};

function startOptedOutMarks(ports: Ports, page: PageState): Feature {
  const marks = new Map<HTMLElement, HTMLElement>();
  const seen = new WeakSet<HTMLElement>();
  let settled: Promise<unknown> | null = null;

  const mark = (anchor: Anchor): void => {
    const title = titleOf(anchor);
    if (marks.get(title)?.isConnected) return;
    const node = make(ports.document, 'span', { class: 'sync-to-sis-mark' }, t('markOptedOut'));
    marks.set(title, node);
    insertAt(anchor, node);
  };
  const unmark = (title: HTMLElement): void => {
    marks.get(title)?.remove();
    marks.delete(title);
  };
  const read = async ({ sectionId, items }: Places): Promise<void> => {
    await page.started;
    await page.saves.settled();
    const reply = await ports.ask('getOptedOut', { sectionId, itemIds: [...items.keys()] });
    const out = new Set(reply.itemIds);
    for (const [itemId, anchor] of items) {
      const title = titleOf(anchor);
      removeDeadCopies(title.parentElement ?? title);
      if (out.has(itemId)) mark(anchor);
      else unmark(title);
    }
  };
  return {
    scan() {
      const places = placesOf(ports);
      if (places === null) return;
      const titles = [...places.items.values()].map(titleOf);
      const isNew = titles.some((title) => !seen.has(title));
      if (!isNew && settled === page.saves.settled()) return;
      settled = page.saves.settled();
      for (const title of titles) seen.add(title);
      read(places).catch(() => {}); // Without an answer nothing is known, and nothing is marked.
    },
    submitted() {},
    block() {
      for (const node of marks.values()) node.remove();
      return false;
    },
  };
}
