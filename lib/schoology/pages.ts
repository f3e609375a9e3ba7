/** Pages of Schoology by their path (facts 1.2). Pure: a predicate sees nothing but the URL. */

/** A URL, or a link of a page: the browser has parsed its address already. */
export type Address = Pick<URL, 'pathname'>;

/** CSM rewrites the hash and popups add a query (facts 6.4), so only the path counts. */
function pathOf({ pathname }: Address): string {
  let end = pathname.length;
  while (pathname[end - 1] === '/') end -= 1;
  return pathname.slice(0, end) || '/';
}

/** Every page of Schoology asks all of these: a word is looked for before a pattern has to be made ready. */
const isCoursePage = (url: Address, page: string): boolean => {
  const path = pathOf(url);
  return path.endsWith(`/${page}`) && /^\/course\/\d+\/[a-z-]+$/.test(path);
};

export const isMaterials = (url: Address): boolean => isCoursePage(url, 'materials');

export const isGradebook = (url: Address): boolean => isCoursePage(url, 'grades');

/** A plain page reached from the gradebook's dots menu, never a popup (facts 4.2). */
export const isBulkEdit = (url: Address): boolean => isCoursePage(url, 'assignments-edit');

/** The address of a form that makes a new item. */
export function isCreateForm(url: Address): boolean {
  const path = pathOf(url);
  return (
    /^\/course\/\d+\/materials\/assignments\/add(?:_assessment|_grade_column)?$/.test(path) ||
    /^\/course\/\d+\/materials\/discussion\/create$/.test(path) ||
    /^\/course\/\d+\/(?:materials\/)?external_tool\/(?:add|create)$/.test(path)
  );
}

/** A word of the path, and the path. `<verb>/` may stand before or after the number: `/assignment/delete/<N>` is seen, edit is not (facts 1.2). */
const itemPaths: readonly [word: string, path: () => RegExp][] = [
  ['/assignment/', () => /^\/assignment\/(?:[a-z_-]+\/)?(\d+)(?:\/|$)/],
  ['/assessments/', () => /^\/course\/\d+\/assessments\/(?:[a-z_-]+\/)?(\d+)(?:\/|$)/],
  [
    '/materials/',
    () => /^\/course\/\d+\/materials\/(?:assignments|discussion)\/(?:[a-z_-]+\/)?(\d+)(?:\/|$)/,
  ],
  [
    '/external_tool/',
    () => /^(?:\/course\/\d+)?(?:\/materials)?\/external_tool\/(?:[a-z_-]+\/)?(\d+)(?:\/|$)/,
  ],
];

/** The graded item a URL is about (its page, or its edit or delete form); null when it names none. */
export function itemIdOf(url: Address): string | null {
  const path = pathOf(url);
  for (const [word, pattern] of itemPaths) {
    const id = path.includes(word) ? pattern().exec(path)?.[1] : undefined;
    if (id !== undefined) return id;
  }
  return null;
}

const servedWords = [
  '/materials',
  '/grades',
  '/assignments-edit',
  '/assignment/',
  '/assessments/',
  '/external_tool/',
];

/**
 * Whether any of the pages above may be at this address. By words alone: every page of Schoology asks this, and only
 * where it may be so is the rest asked.
 */
export function mayBeServed({ pathname }: Address): boolean {
  for (const word of servedWords) if (pathname.includes(word)) return true;
  return false;
}

export const isItemPage = (url: Address): boolean => itemIdOf(url) !== null;

/** The section a URL is in. `/course/<id>` is what Schoology's API calls a section (facts 2.3). */
export const sectionIdOf = (url: Address): string | null =>
  /^\/course\/(\d+)(?:\/|$)/.exec(pathOf(url))?.[1] ?? null;
