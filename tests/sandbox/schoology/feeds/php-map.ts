/** A map as Schoology's PHP writes it: an empty one is `[]`, not `{}`. */
export const phpMap = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> | [] => {
  const map = Object.fromEntries(entries);
  return Object.keys(map).length === 0 ? [] : map;
};
