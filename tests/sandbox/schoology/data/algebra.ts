import type { Item } from '../model.ts';
import { gradedItem } from './graded-item.ts';

const homework = '70001';
const tests = '70002';
const classwork = '70003';

const item = (nid: string, title: string, given: Partial<Item>): Item =>
  gradedItem({ nid, sectionId: '10000001', title, ...given });

/** Exactly 60 characters: over the title limit of most SISs. */
export const longTitle = 'Graphing systems of linear inequalities in two variables, p2';

/** Algebra 1: Section 2, where most of the awkward items live. */
export const algebra: Item[] = [
  item('50000001', 'Linear equations worksheet', {
    due: '2026-11-30 23:59',
    categoryId: homework,
  }),
  item('50000002', 'Discuss: slope in real life', {
    kind: 'discussion',
    due: '2026-11-24 20:00',
    maxPoints: 20,
    categoryId: homework,
  }),
  item('50000003', 'Unit 2 quiz', {
    kind: 'assessment',
    due: '2026-12-04 09:00',
    categoryId: tests,
    scale: { id: '60001', title: 'Letters A to F' },
  }),
  item('50000005', 'Warm-up 12 (no category)', { due: '2026-11-19 08:30', maxPoints: 10 }),
  item('50000006', 'Unit 3 project draft', {
    due: '2026-12-11 23:59',
    categoryId: classwork,
    published: false,
  }),
  item('50000007', 'Exit ticket: intercepts', { maxPoints: 5, categoryId: classwork }),
  item('50000008', longTitle, { due: '2026-11-17 23:59', maxPoints: 40, categoryId: homework }),
  item('50000009', 'Practice set 4', {
    due: '2026-11-20 23:59',
    maxPoints: 20,
    categoryId: homework,
  }),
  item('50000010', 'Practice set 4', {
    due: '2026-11-20 23:59',
    maxPoints: 20,
    categoryId: homework,
  }),
  item('50000011', '<b>Lab</b> & "quotes"', {
    due: '2026-11-13 15:00',
    maxPoints: 30,
    categoryId: classwork,
  }),
  item('50000012', 'واجب المعادلات الخطية', {
    due: '2026-11-12 23:59',
    maxPoints: 25,
    categoryId: homework,
  }),
  item('50000013', 'Slope art 🎨📐', {
    due: '2026-11-10 23:59',
    maxPoints: 50,
    categoryId: classwork,
  }),
  item('50000014', 'Bonus challenge', { due: '2026-11-06 23:59', categoryId: tests }),
  item('50000015', 'Class survey', {
    due: '2026-11-05 23:59',
    maxPoints: 0,
    categoryId: classwork,
  }),
  item('50000016', 'Quick check 7', {
    due: '2026-11-04 10:15',
    maxPoints: 12.5,
    categoryId: tests,
  }),
  item('50000017', 'Chapter 3 test', { due: '2026-11-02 09:00', factor: 2, categoryId: tests }),
  item('50000018', 'Q1 review packet', {
    due: '2026-10-09 23:59',
    maxPoints: 40,
    categoryId: homework,
    periodId: '90001',
  }),
  item('50000019', 'Integers test', {
    due: '2026-09-25 09:00',
    categoryId: tests,
    periodId: '90001',
  }),
  item('50000020', 'Midterm', { isFinal: true }),
  item('50000021', 'Typing practice (not counted)', {
    due: '2026-11-03 23:59',
    maxPoints: 10,
    categoryId: classwork,
    excludeFromGrade: true,
  }),
  item('50000022', 'Summer reading check-in', {
    due: '2026-11-18 23:59',
    maxPoints: 15,
    categoryId: homework,
    periodId: '0',
  }),
  item('50000023', 'Winter break puzzle', {
    due: '2026-12-28 23:59', // after Q2 ends
    maxPoints: 10,
    categoryId: homework,
  }),
];
