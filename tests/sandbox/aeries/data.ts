import type { Aeries, PortalGradebook } from './model.ts';

const gradebook = (number: number, name: string, term = 'F'): PortalGradebook => ({
  number,
  term,
  name,
  school: 994,
  students: [9001, 9002, 9003].map((permanentId, n) => ({
    permanentId,
    number: 11 + n,
    school: 994,
    state: 'active',
  })),
  assignments: [],
  categories: [
    { id: 'HW', name: 'Homework', percent: 40 },
    { id: 'QZ', name: 'Quizzes', percent: 60 },
  ],
  marks: new Map(),
  notApplicable: new Set(),
});

/** A portal with two gradebooks of three students each, and no assignment in either. */
export const newAeries = (): Aeries => ({
  application: '/teacher',
  session: 's-1',
  signsInAt: null,
  gradebooks: [gradebook(4711, '2 - Algebra 1'), gradebook(4712, '3 - Algebra 1')],
  terms: [
    { name: 'Fall', end: '12/18/2026' },
    { name: 'Spring', end: '6/4/2027' },
  ],
  current: null,
  stuck: false,
  titleMax: 60,
  tokens: new Set(),
  nextToken: 1,
  faults: [],
  requests: [],
});

/** What stands in a gradebook: titles with the marks, by STU.ID; blanks are left out. */
export function marksOf(
  { gradebooks }: Aeries,
  number = 4711,
): Record<string, Record<string, string>> {
  const own = gradebooks.find((one) => one.number === number);
  return Object.fromEntries(
    (own?.assignments ?? []).map((assignment) => [
      assignment.title,
      Object.fromEntries(
        (own?.students ?? []).flatMap((student) => {
          const mark = own?.marks.get(`${assignment.number}:${student.number}`) ?? '';
          return mark === '' ? [] : [[student.permanentId, mark]];
        }),
      ),
    ]),
  );
}
