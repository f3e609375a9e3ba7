import * as z from 'zod/mini';
import { type SectionKey, sectionKeyText } from '../model/item-key.ts';
import type { RoamingChoice } from '../model/roaming-choice.ts';
import { once } from '../once.ts';

/**
 * A section's choices as they lie in `storage.sync`. Each browser writes records of its own and reads all: no two of
 * them ever write one key, so the sync service has no conflict to settle by throwing one side away.
 *
 * Key: `choices|<installation>|<origin>|<section id>|<part>/<parts>`, so choices of another section, or of a
 * Schoology at another address, cannot be mistaken for these. A section that is too large for one value is split by
 * item id: for one number of parts an item is always in the same part. Value: `known` = the browser that wrote it
 * knew the section's choices (it is whole), `choices` = `50000051:3o 50000052:1i`, item id, revision and o(ut),
 * i(n) or n(one). No title and no student is in it.
 */
const recordPrefix = 'choices|';

/** Of Chrome and Firefox (reliability 1.3); an item's size is that of its key and its value as JSON, in bytes. */
export const limits = { total: 102_400, item: 8_192, items: 512 } as const;

const keyPattern =
  /^choices\|([\w-]{1,64})\|(https?:\/\/[^|\s]{1,255})\|(\d{1,20})\|(\d{1,3})\/(\d{1,3})$/;
const choicesPattern = /^(\d{1,20}:\d{1,15}[oin]( \d{1,20}:\d{1,15}[oin])*)?$/;
const valueSchema = once(() =>
  z.object({
    known: z.boolean(),
    choices: z.string().check(z.maxLength(limits.item), z.regex(choicesPattern)),
  }),
);

const letters = { out: 'o', in: 'i', none: 'n' } as const;
const choiceOf = { o: 'out', i: 'in', n: 'none' } as const;

export type ArrivedSection = SectionKey & {
  choices: RoamingChoice[];
  /** A record of a browser that knew the section is here whole. */
  whole: boolean;
  /** All that is stored for the section, as one text: the same text brings the same choices. */
  text: string;
};

const bytes = new TextEncoder();
export const sizeOf = (key: string, value: unknown): number =>
  bytes.encode(key).length + bytes.encode(JSON.stringify(value)).length;

/** The start of every key under which an installation keeps a section. */
export const ownPrefix = (installId: string, section: SectionKey): string =>
  `${recordPrefix}${installId}|${sectionKeyText(section)}|`;

/** The values to store for a section. */
export function toRecord(
  installId: string,
  section: SectionKey,
  { known, choices }: { known: boolean; choices: RoamingChoice[] },
): Record<string, unknown> {
  for (let parts = 1; ; parts *= 2) {
    const record = Object.fromEntries(
      Array.from({ length: parts }, (_, part) => [
        `${ownPrefix(installId, section)}${part}/${parts}`,
        { known, choices: textOf(choices.filter(({ itemId }) => partOf(itemId, parts) === part)) },
      ]),
    );
    if (Object.entries(record).every(([key, value]) => sizeOf(key, value) <= limits.item))
      return record;
  }
}

const partOf = (itemId: string, parts: number): number => Number(BigInt(itemId) % BigInt(parts));

const textOf = (choices: RoamingChoice[]): string =>
  choices.map(({ itemId, rev, choice }) => `${itemId}:${rev}${letters[choice]}`).join(' ');

type Part = { installId: string; part: number; parts: number; known: boolean };

/**
 * What all browsers of the teacher have stored, by section. What does not have our shape is nobody's choice: it is
 * passed over, and its section does not count as known by it.
 */
export function readRecords(all: Record<string, unknown>): ArrivedSection[] {
  const sections = new Map<string, ArrivedSection & { found: Part[] }>();
  for (const [key, stored] of Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [, installId, origin, sectionId, part, parts] = keyPattern.exec(key) ?? [];
    const value = z.safeParse(valueSchema(), stored);
    if (!installId || !origin || !sectionId || !value.success) continue;
    const id = sectionKeyText({ origin, sectionId });
    const section = sections.get(id) ?? {
      ...{ origin, sectionId, choices: [], whole: false, text: '', found: [] },
    };
    const { known, choices } = value.data;
    section.choices.push(...choicesIn(choices));
    section.text += `${key}=${known}:${choices};`;
    section.found.push({ installId, part: Number(part), parts: Number(parts), known });
    sections.set(id, section);
  }
  return [...sections.values()].map(({ found, ...section }) => ({
    ...section,
    whole: found.some((part) => isWhole(part, found)),
  }));
}

/** Every part of the set that this one belongs to is there. */
const isWhole = ({ installId, parts }: Part, found: Part[]): boolean =>
  parts > 0 &&
  Array.from({ length: parts }, (_, n) => n).every((n) =>
    found.some(
      (other) =>
        other.known && other.installId === installId && other.parts === parts && other.part === n,
    ),
  );

const choicesIn = (text: string): RoamingChoice[] =>
  Array.from(text.matchAll(/(\d+):(\d+)([oin])/g), ([, itemId = '', rev, letter]) => ({
    itemId,
    rev: Number(rev),
    choice: choiceOf[letter === 'o' ? 'o' : letter === 'i' ? 'i' : 'n'],
  }));
