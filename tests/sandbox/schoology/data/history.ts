import type { Item } from '../model.ts';
import { gradedItem } from './graded-item.ts';

const homework = '70021';
const essays = '70022';
const quizzes = '70023';

const item = (nid: string, title: string, given: Partial<Item>): Item =>
  gradedItem({ nid, sectionId: '10000003', title, ...given });

/** World History: Period 6, taught with a co-teacher and a TA. */
export const history: Item[] = [
  item('50000051', 'Essay: the French Revolution', {
    due: '2026-11-20 23:59',
    categoryId: essays,
  }),
  item('50000052', 'Quiz: Napoleon', {
    kind: 'assessment',
    due: '2026-11-17 10:30',
    maxPoints: 25,
    categoryId: quizzes,
  }),
  item('50000053', 'Map of Europe, 1815', {
    due: '2026-11-13 23:59',
    maxPoints: 20,
    categoryId: homework,
  }),
  item('50000054', 'Discuss: causes of revolutions', {
    kind: 'discussion',
    due: '2026-12-02 20:00',
    maxPoints: 10,
    categoryId: homework,
  }),
  item('50000055', 'Trade routes map', {
    due: '2026-10-02 23:59',
    maxPoints: 20,
    categoryId: homework,
    periodId: '90001',
  }),
  item('50000056', 'Industrial Revolution DBQ', { categoryId: essays }),
  item('50000057', 'Reading notes, chapter 14', {
    due: '2026-11-24 23:59',
    maxPoints: 10,
    categoryId: homework,
  }),
];
