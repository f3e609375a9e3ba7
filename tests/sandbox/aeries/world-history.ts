import { newAeries } from './data.ts';
import type { Aeries } from './model.ts';

/** World History's students and categories, as its teacher's Aeries has them; the other gradebook is another class. */
export function worldHistoryInAeries(): Aeries {
  const aeries = newAeries();
  const [own, other] = aeries.gradebooks;
  if (!own || !other) throw new Error('no gradebook');
  own.name = '6 - World History';
  // Schoology has their STU.ID with a letter before it.
  own.students = [100_009, 100_010, 100_011, 100_012, 100_015].map((permanentId, n) => ({
    permanentId,
    number: 31 + n,
    school: 994,
    state: 'active',
  }));
  own.categories = [
    { id: 'HW', name: 'Homework', percent: 30 },
    { id: 'ES', name: 'Essays', percent: 40 },
    { id: 'QZ', name: 'Quizzes', percent: 30 },
  ];
  other.name = '2 - Geography';
  return aeries;
}
