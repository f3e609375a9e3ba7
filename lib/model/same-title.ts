const normal = (title: string): string => title.normalize().replace(/\s+/g, ' ').trim();

/** Whether a page and Schoology's list mean the same title: they differ in white space and in how accents are coded. */
export const sameTitle = (a: string, b: string): boolean => normal(a) === normal(b);
