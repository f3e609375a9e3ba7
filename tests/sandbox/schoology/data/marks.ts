import type { Cell, Exception } from '../model.ts';

/** A number is a score in points; null an empty cell. */
export type Mark = number | null | Exception | 'submitted' | 'not-assigned';

/** What the gradebook holds, by item; the order is that of the section's roster in people.ts. */
export const marks: Record<string, Mark[]> = {
  // Algebra 1: Section 2, students 31000001 to 31000008
  '50000001': [95, 88, 76, 100, 61.5, 90, 83, 79],
  '50000002': [20, 18, null, 15, 'missing', 20, 17, 12],
  '50000003': [92, 'submitted', 85, null, 78, 'excused', 88, 90],
  '50000005': [10, 9, 8, 10, 7, 10, 9, 10],
  '50000006': [null, null, null, null, null, null, null, null],
  '50000007': [5, 4, 5, 3, 5, 5, 2, 4],
  '50000008': [38, 35, 40, 22, 31, 37, 29, 36],
  '50000009': [20, 17, 19, 14, 16, 20, 18, 15],
  '50000010': [19, 18, 20, 13, 17, 20, 16, 14],
  '50000011': [28, 30, 24, 27, 'missing', 29, 'incomplete', 25],
  '50000012': [25, 20, 22, 18, 24, 21, 23, 19],
  '50000013': [50, 45, 48, 40, 42, 47, 49, 44],
  '50000014': [110, 85, null, 72, 90, 100, 95, null], // 110 of 100: extra credit
  '50000015': [0, 0, 0, 0, 0, 0, 0, 0],
  '50000016': [11.75, 12.5, 9.25, 10, 8.5, 12, 11, 7.75],
  '50000017': [91, 84, 77, 69, 88, 95, 73, 80],
  '50000018': [40, 36, 32, 28, 38, 35, 30, 33],
  '50000019': [87, 90, 71, 65, 82, 93, 78, 84],
  '50000020': [90, 86, 80, 75, 82, 92, 81, 83],
  '50000021': [10, 10, 9, 8, 10, 9, 10, 7],
  '50000022': [15, 12, 13, 10, 14, 15, 11, 12],
  '50000023': [null, null, null, null, null, null, null, null],
  // Biology: Period 4, students 31000005 to 31000012
  '50000031': [45, 48, 39, 50, 42, 47, 36, 44],
  '50000032': [24.5, 22, 'submitted', 'submitted', 23.25, null, 20, 21],
  '50000033': [18, 20, 15, 17, 19, 16, 14, 20],
  '50000034': [27, 30, 25, 28, 26, 29, 24, 30],
  '50000035': ['excused', 'missing', 'incomplete', 'submitted', 10, 8, 9, null],
  '50000036': [
    'not-assigned',
    'not-assigned',
    35,
    'not-assigned',
    38,
    'not-assigned',
    'not-assigned',
    'not-assigned',
  ],
  '50000037': [5, 5, 5, 5, 5, 5, 5, 5],
  '50000038': [null, null, null, null, null, null, null, null],
  '50000039': [81, 94, 70, 88, 77, 90, 65, 96],
  '50000040': [null, null, null, null, null, null, null, null],
  '50000041': [18, 20, 16, 19, 17, 20, 15, 18],
  '50000042': [10, 9, 8, 10, 7, 10, 9, 8],
  '50000043': [10, 10, 8, 9, 10, 7, 10, 9],
  '50000044': [1, 1, 'missing', 1, 1, 1, 1, 1],
  // World History: Period 6, students 31000009, 10, 11, 12, 14 and 15
  '50000051': [88, 93, 74, 90, 85, 79],
  '50000052': [22, 25, 18, 24, 20, 21],
  '50000053': [20, 19, 15, 20, 18, 17],
  '50000054': [null, null, null, null, null, null],
  '50000055': [18, 20, 14, 19, 16, 15],
  '50000056': [90, 'submitted', null, 85, null, 80],
  '50000057': [10, 9, 'missing', 10, 8, 'excused'],
};

/** The cell a mark stands for. */
export const cellOf = (mark: Mark): Cell => ({
  points: typeof mark === 'number' ? mark : null,
  exception: mark === 'excused' || mark === 'incomplete' || mark === 'missing' ? mark : null,
  submitted: mark === 'submitted',
  notAssigned: mark === 'not-assigned',
});
