/** Pages of Schoology by their path (facts 1.2). Pure: a predicate sees nothing but the URL. */

/** A URL, or a link of a page: the browser has parsed its address already. */
type Address = Pick<URL, 'pathname'>;

/** CSM rewrites the hash and popups add a query (facts 6.4), so only the path counts. */
const pathOf = (url: Address): string => url.pathname.replace(/\/+$/, '') || '/';

const first = (url: Address, patterns: readonly RegExp[]): string | null => {
  for (const pattern of patterns) {
    const id = pattern.exec(pathOf(url))?.[1];
    if (id !== undefined) return id;
  }
  return null;
};

export const isMaterials = (url: URL): boolean => /^\/course\/\d+\/materials$/.test(pathOf(url));

export const isGradebook = (url: URL): boolean => /^\/course\/\d+\/grades$/.test(pathOf(url));

/** A plain page reached from the gradebook's dots menu, never a popup (facts 4.2). */
export const isBulkEdit = (url: URL): boolean =>
  /^\/course\/\d+\/assignments-edit$/.test(pathOf(url));

const createPaths = [
  /^\/course\/\d+\/materials\/assignments\/add(?:_assessment|_grade_column)?$/,
  /^\/course\/\d+\/materials\/discussion\/create$/,
  /^\/course\/\d+\/(?:materials\/)?external_tool\/(?:add|create)$/,
];

/** The address of a form that makes a new item. */
export const isCreateForm = (url: URL): boolean =>
  createPaths.some((pattern) => pattern.test(pathOf(url)));

/** `<verb>/` may stand before or after the number: `/assignment/delete/<N>` is seen, edit is not (facts 1.2). */
const itemPaths = [
  /^\/assignment\/(?:[a-z_-]+\/)?(\d+)(?:\/|$)/,
  /^\/course\/\d+\/assessments\/(?:[a-z_-]+\/)?(\d+)(?:\/|$)/,
  /^\/course\/\d+\/materials\/(?:assignments|discussion)\/(?:[a-z_-]+\/)?(\d+)(?:\/|$)/,
  /^(?:\/course\/\d+)?(?:\/materials)?\/external_tool\/(?:[a-z_-]+\/)?(\d+)(?:\/|$)/,
];

/** The graded item a URL is about (its page, or its edit or delete form); null when it names none. */
export const itemIdOf = (url: Address): string | null => first(url, itemPaths);

export const isItemPage = (url: URL): boolean => itemIdOf(url) !== null;

/** The section a URL is in. `/course/<id>` is what Schoology's API calls a section (facts 2.3). */
export const sectionIdOf = (url: URL): string | null => first(url, [/^\/course\/(\d+)(?:\/|$)/]);
