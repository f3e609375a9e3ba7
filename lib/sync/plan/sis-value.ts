import type { ShownScore } from '../../model/preview.ts';
import type {
  ItemFields,
  LineItemPayload,
  ResultPayload,
  SisLineItem,
  SisResult,
} from '../../sis/sis-client.ts';

/**
 * What a score says, whatever way a system writes it down: eSchoolPlus keeps an excused score as 0 and exempt, others
 * leave out flags that are false, some have no flags at all (oneroster.md 1.2, 2). Points to two places, so that a
 * SIS that keeps 8.33 for 8.333 has not changed anything.
 */
export type Standing = ShownScore;

type Written = Pick<ResultPayload, 'score' | 'missing' | 'incomplete'> & { scoreStatus: string };

const none: Standing = { mark: null, score: null };

export function standingOf(value: Written | undefined): Standing {
  if (!value) return none;
  const { scoreStatus, missing, incomplete } = value;
  const score = value.score === null ? null : Math.round(value.score * 100) / 100;
  // Beside a mark a 0 is no score: systems that want a number get one.
  const beside = score === 0 ? null : score;
  if (scoreStatus === 'exempt') return { mark: 'exempt', score: null };
  if (missing) return { mark: 'missing', score: beside };
  if (incomplete) return { mark: 'incomplete', score: beside };
  if (scoreStatus === 'not submitted' && beside === null) return { mark: 'missing', score: null };
  if (scoreStatus === 'partially graded' && score === null) {
    return { mark: 'incomplete', score: null };
  }
  return { mark: null, score };
}

export const isBlank = ({ mark, score }: Standing): boolean => mark === null && score === null;

export const sameStanding = (a: Standing, b: Standing): boolean =>
  a.mark === b.mark && a.score === b.score;

export const fieldsOf = ({ title, dueDay, points, categoryId }: ItemFields): ItemFields => ({
  title,
  dueDay,
  points,
  categoryId,
});

/** The line item as the SIS would show it if it kept every word. */
export const fieldsWanted = (item: LineItemPayload): ItemFields => ({
  title: item.title,
  dueDay: item.dueDate.slice(0, 10),
  points: item.maxPoints,
  categoryId: item.categoryId,
});

const fold = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();

const sameOrUnsaid = <T>(a: T | null, b: T | null): boolean => a === null || b === null || a === b;

/** Fields in which two line items differ. White space in a title is no difference, nor what one of them does not say. */
export function differingFields(a: ItemFields, b: ItemFields): (keyof ItemFields)[] {
  const same: Record<keyof ItemFields, boolean> = {
    title: fold(a.title) === fold(b.title),
    dueDay: sameOrUnsaid(a.dueDay, b.dueDay),
    points: sameOrUnsaid(a.points, b.points),
    categoryId: sameOrUnsaid(a.categoryId, b.categoryId),
  };
  const names = ['title', 'dueDay', 'points', 'categoryId'] as const;
  return names.filter((name) => !same[name]);
}

/** What a class of the SIS holds, read once: its line items, and their scores by student. */
export type SisReading = {
  items: ReadonlyMap<string, SisLineItem>;
  scores: ReadonlyMap<string, ReadonlyMap<string, SisResult>>;
};
