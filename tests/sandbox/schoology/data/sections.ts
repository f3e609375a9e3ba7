import type { Document, Period, Section } from '../model.ts';

export const timezone = 'America/New_York';

export const periods: Period[] = [
  { id: '90001', title: 'Q1: 8/17/26 - 10/16/26', start: '2026-08-17', end: '2026-10-16' },
  { id: '90002', title: 'Q2: 10/19/26 - 12/18/26', start: '2026-10-19', end: '2026-12-18' },
];

/** The data are about 23 November 2026: Q1 is over, Q2 runs. */
export const currentPeriodId = '90002';

const common = { native: false, bulkEdit: 'table' as const };

export const sections: Section[] = [
  {
    ...common,
    sectionId: '10000001',
    courseId: '11000001',
    courseTitle: 'Algebra 1',
    sectionTitle: 'Section 2',
    categories: [
      { id: '70001', title: 'Homework' },
      { id: '70002', title: 'Tests' },
      { id: '70003', title: 'Classwork' },
    ],
  },
  {
    ...common,
    sectionId: '10000002',
    courseId: '11000002',
    courseTitle: 'Biology',
    sectionTitle: 'Period 4',
    categories: [
      { id: '70011', title: 'Homework' },
      { id: '70012', title: 'Labs' },
      { id: '70013', title: 'Tests' },
      { id: '70014', title: 'Field Work' }, // the SIS has no category of this name
    ],
  },
  {
    ...common,
    sectionId: '10000003',
    courseId: '11000003',
    courseTitle: 'World History',
    sectionTitle: 'Period 6',
    categories: [
      { id: '70021', title: 'Homework' },
      { id: '70022', title: 'Essays' },
      { id: '70023', title: 'Quizzes' },
    ],
  },
];

export const documents: Document[] = [
  { nid: '50000004', sectionId: '10000001', title: 'Reference sheet' },
  { nid: '50000049', sectionId: '10000002', title: 'Microscope manual' },
];
