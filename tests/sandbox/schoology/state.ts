import { algebra } from './data/algebra.ts';
import { biology } from './data/biology.ts';
import { history } from './data/history.ts';
import { cellOf, marks } from './data/marks.ts';
import { enrollments, people, roster } from './data/people.ts';
import { documents, periods, sections } from './data/sections.ts';
import type {
  BulkEditMarkup,
  Cell,
  Document,
  Enrollment,
  Item,
  Period,
  Person,
  Section,
} from './model.ts';

export type SchoologyState = {
  people: Map<string, Person>;
  enrollments: Enrollment[];
  sections: Map<string, Section>;
  periods: Period[];
  items: Map<string, Item>;
  documents: Document[];
  /** By `cellKey(uid, nid)`; a cell that is not there is an empty one. */
  cells: Map<string, Cell>;
  nextNid: number;
};

export const cellKey = (uid: string, nid: string): string => `${uid}|${nid}`;

const emptyCell: Cell = { points: null, exception: null, submitted: false, notAssigned: false };

export const cellAt = (state: SchoologyState, uid: string, nid: string): Cell =>
  state.cells.get(cellKey(uid, nid)) ?? emptyCell;

export const itemsOf = (state: SchoologyState, sectionId: string): Item[] =>
  [...state.items.values()].filter((item) => item.sectionId === sectionId);

export const gradedItemsOf = (state: SchoologyState, sectionId: string): Item[] =>
  itemsOf(state, sectionId).filter((item) => item.graded);

export const fullTitle = (section: Section): string =>
  `${section.courseTitle}: ${section.sectionTitle}`;

/** Uids of the active students of a section, in the order of the gradebook. */
export const studentsOf = (state: SchoologyState, sectionId: string): string[] =>
  state.enrollments
    .filter((e) => e.sectionId === sectionId && e.type === '2' && e.status === '1')
    .map((e) => e.uid);

/** The sections a person teaches or assists in. */
export function sectionsOf(state: SchoologyState, uid: string): Section[] {
  const ids = new Set(
    state.enrollments
      .filter((e) => e.uid === uid && e.type !== '2' && e.status === '1')
      .map((e) => e.sectionId),
  );
  return [...state.sections.values()].filter(({ sectionId }) => ids.has(sectionId));
}

export const displayName = (person: Person): string =>
  `${person.preferred || person.first} ${person.last}`;

function initialCells(): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const { nid, sectionId } of [...algebra, ...biology, ...history]) {
    const uids = roster[sectionId] ?? [];
    marks[nid]?.forEach((mark, row) => {
      const uid = uids[row];
      if (uid && mark !== null) cells.set(cellKey(uid, nid), cellOf(mark));
    });
  }
  return cells;
}

/** A fresh copy of the data modules, so that sandboxes never share what they change. */
export function initialState(options: {
  bulkEdit: BulkEditMarkup;
  native: boolean;
}): SchoologyState {
  const copies = structuredClone({ people, enrollments, periods, documents });
  const items = structuredClone([...algebra, ...biology, ...history]);
  return {
    ...copies,
    people: new Map(copies.people.map((person) => [person.uid, person])),
    sections: new Map(
      structuredClone(sections).map((section) => [section.sectionId, { ...section, ...options }]),
    ),
    items: new Map(items.map((item) => [item.nid, item])),
    cells: initialCells(),
    nextNid: 50000101,
  };
}
