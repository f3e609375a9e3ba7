import type { PowerState } from './model.ts';

/** One teacher with two sections of the autumn semester 2026; all invented. */
export const initialPowerSchool = (): PowerState => ({
  teacher: { username: 'rteachwell', firstName: 'Robin', lastName: 'Teachwell' },
  yearid: 36,
  students: [
    { id: 801, dcid: 9001, studentnumber: 'S-1', lastfirst: 'Ash, Ada' },
    { id: 802, dcid: 9002, studentnumber: 'S-2', lastfirst: 'Birch, Ben' },
    { id: 803, dcid: 9003, studentnumber: 'S-3', lastfirst: 'Cedar, Cleo' },
    { id: 804, dcid: 9004, studentnumber: 'S-4', lastfirst: 'Dogwood, Dev' },
  ],
  sections: [
    section(4711, 'Algebra 1', '2(A)', [9001, 9002, 9003]),
    section(4712, 'Geometry', '3(A)', [9004]),
  ],
  categories: [
    category(501, 'Homework', 'Immediately'),
    category(502, 'Tests', null),
    { ...category(503, 'Old homework', null), isactive: false },
    { ...category(504, 'Proofs', null), excluded: [4711] },
  ],
  assignments: new Map(),
  scores: [],
  nextId: 70_001,
});

const section = (
  sectionsdcid: number,
  coursename: string,
  expression: string,
  roster: number[],
) => ({
  sectionsdcid,
  coursename,
  expression,
  termabbreviation: 'S1',
  termid: 3601,
  termbins: [
    { storecode: 'Q1', startdate: '2026-08-17', enddate: '2026-10-16' },
    { storecode: 'Q2', startdate: '2026-10-19', enddate: '2026-12-18' },
  ],
  roster,
});

const category = (
  teachercategoryid: number,
  name: string,
  defaultpublishoption: string | null,
) => ({
  teachercategoryid,
  name,
  isactive: true,
  defaultpublishoption,
  excluded: [],
});
