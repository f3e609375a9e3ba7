/** Titles are compared as a SIS would: without regard to case and spaces around. */
const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/**
 * A title of at most `max` characters that is none of `taken`: as it is, else cut at a word, else with a number. Null
 * when the title may stay. Lengths are in characters as people count them (code points).
 */
export function suggestTitle(
  title: string,
  max: number | null,
  taken: readonly string[],
): string | null {
  const others = new Set(taken.map(fold));
  const isFree = (candidate: string): boolean => !others.has(fold(candidate));
  const whole = cut(title, max);
  for (let n = 1; n <= taken.length + 1; n++) {
    const end = n === 1 ? '' : ` (${n})`;
    const candidate =
      n === 1 ? whole : `${cut(title, max === null ? null : max - end.length)}${end}`;
    if (isFree(candidate)) return candidate === title ? null : candidate;
  }
  return null;
}

/** At the last word that fits; a single word that is too long is cut where the room ends. */
function cut(title: string, max: number | null): string {
  const characters = [...title];
  if (max === null || characters.length <= max) return title;
  const head = characters.slice(0, max).join('');
  const atWord = /\s/.test(characters[max] ?? '') ? head : head.replace(/\s+\S*$/u, '');
  return (atWord || head).replace(/[\s,;:–—-]+$/u, '');
}
