import { refId } from './json-object.ts';
import type { SisPerson, SisState, Stored } from './model.ts';

export type GradebookResult = {
  sourcedId: string;
  studentId: string;
  student: string;
  score: number | null;
  scoreStatus: string;
  missing: boolean;
  incomplete: boolean;
};

export type GradebookLineItem = {
  sourcedId: string;
  title: string;
  category: string;
  gradingPeriod: string | null;
  /** As it was put: an ISO instant. */
  dueDate: string;
  maxPoints: number | null;
  results: GradebookResult[];
};

export type GradebookClass = {
  classId: string;
  title: string;
  lineItems: GradebookLineItem[];
};

const nameOf = (person: SisPerson | undefined): string =>
  person ? `${person.familyName}, ${person.givenName}` : '';

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function resultView(state: SisState, result: Stored): GradebookResult {
  const studentId = refId(result, 'student');
  return {
    sourcedId: String(result.sourcedId),
    studentId,
    student: nameOf(state.people.find(({ sourcedId }) => sourcedId === studentId)),
    score: numberOrNull(result.score),
    scoreStatus: String(result.scoreStatus),
    missing: result.missing === 'true',
    incomplete: result.incomplete === 'true',
  };
}

const titleOf = (list: { sourcedId: string; title: string }[], id: string): string | null =>
  list.find(({ sourcedId }) => sourcedId === id)?.title ?? null;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function lineItemView(state: SisState, item: Stored): GradebookLineItem {
  const id = String(item.sourcedId);
  return {
    sourcedId: id,
    title: String(item.title),
    category: titleOf(state.categories, refId(item, 'category')) ?? '',
    gradingPeriod: titleOf(state.sessions, refId(item, 'gradingPeriod')),
    dueDate: String(item.dueDate),
    maxPoints: numberOrNull(item.resultValueMax),
    results: [...state.results.values()]
      .filter((result) => refId(result, 'lineItem') === id)
      .map((result) => resultView(state, result))
      .sort((a, b) => byText(a.studentId, b.studentId)),
  };
}

/** What stands in the SIS: per class (as listed) its line items by title, then id, with results by student id. */
export const gradebookOf = (state: SisState): GradebookClass[] =>
  state.classes.map(({ sourcedId, title }) => ({
    classId: sourcedId,
    title,
    lineItems: [...state.lineItems.values()]
      .filter((item) => refId(item, 'class') === sourcedId)
      .map((item) => lineItemView(state, item))
      .sort((a, b) => byText(a.title, b.title) || byText(a.sourcedId, b.sourcedId)),
  }));
