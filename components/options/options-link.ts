/** The options page at one of its parts. */
export const optionsPage = (part: 'connection' | 'sections'): string => `options.html#${part}`;
