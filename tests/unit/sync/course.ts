import type { GradedItem, Member, Score, SectionSnapshot } from '../../../lib/model/graded-item.ts';
import type { LinkRecord } from '../../../lib/storage/records.ts';

/** A small course, invented. Three students, a teacher, a test account and somebody who has left. */
export const key = { origin: 'https://district.schoology.com', sectionId: '10000001' };

const person = (uid: string, schoolUid: string, more: Partial<Member> = {}): Member => ({
  uid,
  enrollmentId: `4${uid}`,
  role: 'student',
  active: true,
  schoolUid,
  name: `Student ${uid}`,
  ...more,
});

export const members: Member[] = [
  person('1', 'S-1'),
  person('2', 'S-2'),
  person('3', 'S-3'),
  person('8', '', { name: 'Test Student' }),
  person('9', 'S-9', { active: false }),
  person('100', 'T-1', { role: 'teacher' }),
];

export const item = (itemId: string, more: Partial<GradedItem> = {}): GradedItem => ({
  ...key,
  itemId,
  title: `Item ${itemId}`,
  kind: 'assignment',
  categoryId: '70001',
  periodId: '90002',
  due: { at: '2026-12-01T04:59:00.000Z', day: '2026-11-30' },
  points: 100,
  published: true,
  countsInGrade: true,
  ...more,
});

export const score = (uid: string, itemId: string, points: number | null): Score => ({
  uid,
  itemId,
  points,
  exception: null,
});

export const snapshot = (items: GradedItem[], scores: Score[]): SectionSnapshot => ({
  section: { ...key, title: 'Algebra 1: Section 2' },
  items,
  scores,
  members,
  categories: [
    { id: '70001', title: 'Homework' },
    { id: '70002', title: 'Labs' },
  ],
  periods: [{ id: '90002', title: 'Q2' }],
});

export const link: LinkRecord = {
  ...key,
  classId: 'class-1',
  classTitle: 'Algebra 1: Section 2',
  schoolId: 'school-1',
  termIds: ['term-1'],
  automatic: true,
  classOptions: [],
  students: { 1: 'stu-1', 2: 'stu-2', 3: 'stu-3' },
  unmatched: [],
  categories: { 70001: { sisId: 'cat-hw', automatic: true } },
  sisCategories: [{ id: 'cat-hw', title: 'Homework' }],
  periods: [
    { id: 'gp-1', title: 'Q1', startDate: '2026-08-17', endDate: '2026-10-16' },
    { id: 'gp-2', title: 'Q2', startDate: '2026-10-19', endDate: '2026-12-18' },
    { id: 'sem-1', title: 'Semester 1', startDate: '2026-08-17', endDate: '2026-12-18' },
  ],
  readAt: 0,
};
