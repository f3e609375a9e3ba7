import { looksLikeHtml } from './answer.ts';

const maxLength = 200;

/** Where the words are, best first, in every shape seen (OneRoster 1.0 to 1.2, OAuth2, problem+json), in lower case. */
const wordFields = ['imsx_description', 'description', 'error_description', 'detail', 'message'];
/** Objects and lists that hold the words further in. */
const wrappers = ['imsx_statusinfo', 'statusinfoset', 'errors', 'error'];
/** Codes, where there are no words. */
const codeFields = [
  'error',
  'imsx_codeminor',
  'codeminor',
  'imsx_codeminorfield',
  'imsx_codeminorfieldvalue',
  'title',
];

/**
 * The server's own words in an error body: one line of at most 200 characters without mark-up, '' when there are none.
 * `body` is parsed JSON or text; the status decides what happened, this only supplies the message.
 */
export function errorDetail(body: unknown): string {
  const words = typeof body === 'string' ? body : wordsIn(body, 0);
  return looksLikeHtml(words) ? '' : oneLine(words);
}

function wordsIn(value: unknown, depth: number): string {
  if (typeof value === 'string') return saysNothing(value) ? '' : value;
  if (typeof value !== 'object' || value === null || depth > 5) return '';
  if (Array.isArray(value)) return firstWords(value.slice(0, 10), depth);
  const fields = new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]));
  const inOrder = [...wordFields, ...wrappers, ...codeFields].map((name) => fields.get(name));
  return firstWords(inOrder, depth);
}

function firstWords(values: unknown[], depth: number): string {
  for (const value of values) {
    const words = wordsIn(value, depth + 1);
    if (words !== '') return words;
  }
  return '';
}

/** Servers leave the codes of a success in the body of a refusal. */
const saysNothing = (text: string): boolean => /^\s*(full[ _]?)?success\s*$/i.test(text);

/** Control characters and the ones that turn the direction of writing could make the words look like others. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

function oneLine(text: string): string {
  const plain = text
    .replace(/<[!/?a-z][^>]*>/gi, ' ')
    .replace(invisible, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...plain];
  return characters.length <= maxLength ? plain : `${characters.slice(0, maxLength - 1).join('')}…`;
}
