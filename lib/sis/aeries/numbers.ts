import type { Gradebook } from './portal-messages.ts';

/** What was last written of an assignment, or was about to be. `dueDay` is `YYYY-MM-DD`. */
export type Written = {
  classId: string;
  number: number;
  title: string;
  dueDay: string;
  points: number;
  categoryId: string;
};

/**
 * `number-intent`: a create was about to be sent at `at` (epoch milliseconds), and what came of it is not known.
 * `numbered`: the assignment of this number is ours.
 */
export type KnownNumber = Written & ({ kind: 'number-intent'; at: number } | { kind: 'numbered' });

/**
 * Which assignment of a gradebook is which line item of ours. We choose the number and Aeries takes it, so what was
 * intended is written down first: a lost answer is then resolved by looking (aeries.md 6).
 */
export type AssignmentNumbers = {
  get(lineItemId: string): Promise<KnownNumber | null>;
  /** Resolves when it is on disk, not before. null = nothing was made, and nothing is under way. */
  set(lineItemId: string, known: KnownNumber | null): Promise<void>;
  /** Numbers of a class that are ours or that we are about to take: line item by number. */
  takenIn(classId: string): Promise<ReadonlyMap<number, string>>;
};

/** "4711/F" as Aeries writes a gradebook; throws when it is none. */
export function gradebookOf(classId: string): Gradebook {
  const [, number, term] = /^(\d{1,9})\/([A-Z])$/.exec(classId) ?? [];
  if (!number || !term) throw new RangeError(`${classId} is not a gradebook of Aeries`);
  return { number: Number(number), term };
}

export const classIdOf = ({ number, term }: Gradebook): string => `${number}/${term}`;

/**
 * Aeries wants to know of each assignment whether it is formative or summative, and neither Schoology nor a category
 * says so: the teacher's choice of a category is the choice of both.
 */
export function categoryOf(categoryId: string): { categoryId: string; type: 'F' | 'S' } {
  const [, id, type] = /^(.+)\/([FS])$/.exec(categoryId) ?? [];
  if (!id || !type) throw new RangeError(`${categoryId} is not a category of Aeries`);
  return { categoryId: id, type: type === 'S' ? 'S' : 'F' };
}

const fold = (title: string): string =>
  title.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

export const sameTitle = (a: string, b: string): boolean => fold(a) === fold(b);
