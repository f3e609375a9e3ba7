import { newPowerSchool, type PowerSchool } from './powerschool.ts';

/** World History's students and categories, as its teacher's PowerSchool has them. */
export function worldHistoryInPowerSchool(): PowerSchool {
  const power = newPowerSchool();
  const numbers = ['s100009', 's100010', 's100011', 's100012', 's100015'];
  power.state.students = numbers.map((studentnumber, n) => ({
    id: 800 + n,
    dcid: 9001 + n,
    studentnumber,
    lastfirst: `Student ${n}`,
  }));
  const [section, ...others] = power.state.sections;
  if (!section) throw new Error('no section');
  section.coursename = 'World History';
  section.roster = power.state.students.map(({ dcid }) => dcid);
  for (const other of others) other.roster = [];
  const [homework, essays, quizzes] = power.state.categories;
  Object.assign(homework ?? {}, { name: 'Homework' });
  Object.assign(essays ?? {}, { name: 'Essays' });
  Object.assign(quizzes ?? {}, { name: 'Quizzes', isactive: true });
  return power;
}
