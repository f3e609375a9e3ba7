import type { Item } from '../model.ts';
import { gradedItem } from './graded-item.ts';

const homework = '70011';
const labs = '70012';
const tests = '70013';
const fieldWork = '70014';

const item = (nid: string, title: string, given: Partial<Item>): Item =>
  gradedItem({ nid, sectionId: '10000002', title, ...given });

/** Biology: Period 4. "Field Work" has no equal in the SIS. */
export const biology: Item[] = [
  item('50000031', 'Cell structure lab', {
    due: '2026-11-19 15:00',
    maxPoints: 50,
    categoryId: labs,
  }),
  item('50000032', 'Osmosis lab report', {
    due: '2026-11-25 23:59',
    maxPoints: 25,
    categoryId: labs,
  }),
  item('50000033', 'Photosynthesis quiz', {
    kind: 'assessment',
    due: '2026-11-16 09:00',
    maxPoints: 20,
    categoryId: tests,
  }),
  item('50000034', 'Field trip journal', {
    due: '2026-11-11 23:59',
    maxPoints: 30,
    categoryId: fieldWork,
  }),
  item('50000035', 'Homework 6: enzymes', {
    due: '2026-11-09 23:59',
    maxPoints: 10,
    categoryId: homework,
  }),
  item('50000036', 'Mitosis poster (make-up)', {
    due: '2026-11-20 23:59',
    maxPoints: 40,
    categoryId: labs,
  }),
  item('50000037', 'Lab safety contract', {
    due: '2026-11-12', // a date without a time
    maxPoints: 5,
    categoryId: labs,
  }),
  item('50000038', 'Discuss: gene editing', {
    kind: 'discussion',
    due: '2026-12-01 20:00',
    maxPoints: 15,
    categoryId: homework,
  }),
  item('50000039', 'Unit 3 test', { due: '2026-11-06 09:00', categoryId: tests }),
  item('50000040', 'Homework 7: DNA', {
    due: '2026-12-03 23:59',
    maxPoints: 10,
    categoryId: homework,
  }),
  item('50000041', 'Lab notebook check', {
    due: '2026-10-08 15:00',
    maxPoints: 20,
    categoryId: labs,
    periodId: '90001',
  }),
  item('50000042', 'Virtual microscope', {
    kind: 'external-tool',
    due: '2026-11-18 23:59',
    maxPoints: 10,
    categoryId: labs,
  }),
  item('50000043', 'Participation, week 12', {
    kind: 'grade-column',
    due: '2026-11-20 15:00',
    maxPoints: 10,
    categoryId: homework,
  }),
  item('50000044', 'Permission slip', {
    due: '2026-11-02 23:59',
    maxPoints: 1,
    categoryId: homework,
    collectedOnly: true,
  }),
];
