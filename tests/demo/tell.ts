import type { Gradebook } from '../e2e/steps/gradebook.ts';

let step = 0;

/** Prints what the teacher does next. */
export function tell(what: string): void {
  step++;
  console.log(`\n${step}. ${what}`);
}

/** Prints what stands in the SIS gradebook: a line per assignment, a column per student. */
export function showGradebook(caption: string, gradebook: Gradebook): void {
  console.log(`\n${caption}`);
  const titles = Object.keys(gradebook);
  if (titles.length === 0) console.log('   (empty)');
  else console.table(gradebook);
}
