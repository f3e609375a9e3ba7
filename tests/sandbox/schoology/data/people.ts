import type { Enrollment, Person } from '../model.ts';

const person = (
  uid: string,
  name: `${string} ${string}`,
  schoolUid: string,
  preferred = '',
): Person => {
  const [first = '', ...rest] = name.split(' ');
  const mail = `${first}.${rest.join('')}`.toLowerCase().replace(/[^a-z.]/g, '');
  return {
    uid,
    first,
    last: rest.join(' '),
    preferred,
    schoolUid,
    mail: `${mail}@district.example.test`,
  };
};

/** Invented people. The district ids show every way in which a Schoology person meets (or misses) the SIS roster. */
export const people: Person[] = [
  person('30000001', 'Robin Teachwell', 't200001'),
  person('30000002', 'Sasha Coteach', 't200002'),
  person('30000003', 'Toni Assist', 't200003'),
  person('31000001', 'Avery Lindqvist', 's100001'),
  person('31000002', 'Blake Okafor', 's100002'),
  person('31000003', 'Casey Romero-Vance', 'casey.romero@students.example.test'), // meets the SIS by e-mail only
  person('31000004', 'Devon Achterberg', '1_4004'), // meets the SIS by userIds[].identifier only
  person('31000005', 'Emery Tanaka', 's100005'),
  person('31000006', "Finley O'Brannigan", 's100006'),
  person('31000007', 'Harper Ndiaye', 's100007'),
  person('31000008', 'Indigo Castellane', 's100008'), // not in the SIS
  person('31000009', 'Jules Marchetti', 's100009'),
  person('31000010', 'Kendall Østergaard', 's100010'),
  person('31000011', 'Logan Whitfield', 's100011'),
  person('31000012', 'Morgan Abara', 's100012', 'Mo'),
  person('31000013', 'Noor Haddadin', 's100013'), // dropped from Algebra
  person('31000014', 'Oakley Guest', ''), // a guest account without a district id
  person('31000015', 'Parker Villanueva', 's100015'),
];

/** Active students of each section; the marks in marks.ts follow this order. */
export const roster: Record<string, string[]> = {
  '10000001': [
    '31000001',
    '31000002',
    '31000003',
    '31000004',
    '31000005',
    '31000006',
    '31000007',
    '31000008',
  ],
  '10000002': [
    '31000005',
    '31000006',
    '31000007',
    '31000008',
    '31000009',
    '31000010',
    '31000011',
    '31000012',
  ],
  '10000003': ['31000009', '31000010', '31000011', '31000012', '31000014', '31000015'],
};

const staff: Omit<Enrollment, 'id'>[] = [
  { uid: '30000001', sectionId: '10000001', type: '1', status: '1' },
  { uid: '30000001', sectionId: '10000002', type: '1', status: '1' },
  { uid: '30000001', sectionId: '10000003', type: '1', status: '1' },
  { uid: '30000002', sectionId: '10000003', type: '1', status: '1' },
  { uid: '30000003', sectionId: '10000003', type: '3', status: '1' },
];

const students = Object.entries(roster).flatMap(([sectionId, uids]) =>
  uids.map((uid): Omit<Enrollment, 'id'> => ({ uid, sectionId, type: '2', status: '1' })),
);

const dropped: Omit<Enrollment, 'id'> = {
  uid: '31000013',
  sectionId: '10000001',
  type: '2',
  status: '0',
};

export const enrollments: Enrollment[] = [...staff, ...students, dropped].map(
  (enrollment, index) => ({ ...enrollment, id: String(80000001 + index) }),
);
