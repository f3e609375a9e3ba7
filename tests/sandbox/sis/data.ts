import type { SisClassData, SisPerson, SisSession, SisState } from './model.ts';

export const schoolId = 'org-example-high';
export const termId = 'term-2026-s1';

const person = (
  sourcedId: string,
  name: `${string} ${string}`,
  given: Partial<SisPerson>,
): SisPerson => {
  const [givenName = '', ...rest] = name.split(' ');
  const mail = `${givenName}.${rest.join('')}`.toLowerCase().replace(/[^a-z.]/g, '');
  return {
    sourcedId,
    role: 'student',
    givenName,
    familyName: rest.join(' '),
    identifier: '',
    email: `${mail}@students.example.test`,
    userIds: [],
    ...given,
  };
};

/** The same invented people as in Schoology; Indigo Castellane and the guest are missing on purpose. */
const people: SisPerson[] = [
  person('sis-t-01', 'Robin Teachwell', {
    role: 'teacher',
    identifier: 't200001',
    email: 'robin.teachwell@district.example.test',
  }),
  person('sis-t-02', 'Sasha Coteach', { role: 'teacher', identifier: 't200002' }),
  person('sis-s-01', 'Avery Lindqvist', { identifier: 's100001' }),
  person('sis-s-02', 'Blake Okafor', { identifier: 's100002' }),
  person('sis-s-03', 'Casey Romero-Vance', {
    identifier: 'x-90003', // not the id that Schoology has: only the e-mail agrees
    email: 'casey.romero@students.example.test',
  }),
  person('sis-s-04', 'Devon Achterberg', {
    identifier: 'x-90004',
    userIds: [{ type: 'SIS', identifier: '1_4004' }],
  }),
  person('sis-s-05', 'Emery Tanaka', { identifier: 's100005' }),
  person('sis-s-06', "Finley O'Brannigan", { identifier: 's100006' }),
  person('sis-s-07', 'Harper Ndiaye', { identifier: 's100007' }),
  person('sis-s-09', 'Jules Marchetti', { identifier: 's100009' }),
  person('sis-s-10', 'Kendall Østergaard', { identifier: 's100010' }),
  person('sis-s-11', 'Logan Whitfield', { identifier: 's100011' }),
  person('sis-s-12', 'Morgan Abara', { identifier: 's100012' }),
  person('sis-s-13', 'Noor Haddadin', { identifier: 's100013' }),
  person('sis-s-15', 'Parker Villanueva', { identifier: 's100015' }),
];

const students = (...numbers: string[]): string[] => numbers.map((number) => `sis-s-${number}`);

const classes: SisClassData[] = [
  {
    sourcedId: 'class-alg1-2',
    title: 'Algebra 1: Section 2',
    classCode: 'ALG1-2',
    teacherIds: ['sis-t-01'],
    studentIds: students('01', '02', '03', '04', '05', '06', '07'),
    categoryIds: ['cat-homework', 'cat-tests', 'cat-classwork'],
  },
  {
    // Nearly the same students as Algebra 1, so that only the title tells the two apart.
    sourcedId: 'class-advisory-9b',
    title: 'Advisory 9B',
    classCode: 'ADV-9B',
    teacherIds: ['sis-t-01'],
    studentIds: students('01', '02', '03', '04', '05', '06', '07', '13'),
    categoryIds: ['cat-classwork'],
  },
  {
    sourcedId: 'class-bio-4',
    title: 'Biology: Period 4',
    classCode: 'BIO-4',
    teacherIds: ['sis-t-01'],
    studentIds: students('05', '06', '07', '09', '10', '11', '12'),
    categoryIds: ['cat-homework', 'cat-labs', 'cat-tests'],
  },
  {
    sourcedId: 'class-whist-6',
    title: 'WHIST10 P6 (F)', // not the Schoology title: the roster has to tell
    classCode: 'WHIST10-6',
    teacherIds: ['sis-t-01', 'sis-t-02'],
    studentIds: students('09', '10', '11', '12', '15'),
    categoryIds: ['cat-homework', 'cat-essays', 'cat-quizzes'],
  },
];

const sessions: SisSession[] = [
  {
    sourcedId: termId,
    title: 'Semester 1',
    type: 'term',
    startDate: '2026-08-17',
    endDate: '2026-12-18',
    parentId: null,
  },
  {
    sourcedId: 'gp-2026-q1',
    title: 'Q1',
    type: 'gradingPeriod',
    startDate: '2026-08-17',
    endDate: '2026-10-16',
    parentId: termId,
  },
  {
    sourcedId: 'gp-2026-q2',
    title: 'Q2',
    type: 'gradingPeriod',
    startDate: '2026-10-19',
    endDate: '2026-12-18',
    parentId: termId,
  },
];

const categories = [
  { sourcedId: 'cat-homework', title: 'Homework' },
  { sourcedId: 'cat-tests', title: 'Tests' },
  { sourcedId: 'cat-classwork', title: 'Classwork' },
  { sourcedId: 'cat-labs', title: 'Labs' },
  { sourcedId: 'cat-essays', title: 'Essays' },
  { sourcedId: 'cat-quizzes', title: 'Quizzes' },
];

/** A SIS with a roster and an empty gradebook. */
export const initialSis = (): SisState => ({
  ...structuredClone({ people, classes, sessions, categories }),
  lineItems: new Map(),
  results: new Map(),
});
