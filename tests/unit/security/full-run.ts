import { type Computer, essay, quiz, section, startComputer } from '../reliability/computer.ts';

/** Names of the students of World History, and what else of theirs only the SIS and Schoology may hold. */
const names = ['Marchetti', 'Østergaard', 'Whitfield', 'Abara', 'Villanueva', 'Oakley'];
/** A score that no other number is by chance. */
const canaryScore = 77.140625;
/** What the SIS says of a refusal; it names a student. */
const refusal = 'Jules Marchetti has left the class';

/**
 * A teacher's computer after everything that happens in a term: read, opted out, synced, one score refused in words
 * that name a student, another section that cannot be read.
 */
export async function afterFullRun(): Promise<Computer> {
  const computer = await startComputer();
  computer.lms.setScore('31000009', essay.itemId, canaryScore);
  await computer.ask('refreshSections');
  await computer.ask('refreshSection', section);
  await computer.optOut(quiz.itemId);
  await computer.sync();
  computer.sis.failNext({
    method: 'PUT',
    match: /results/,
    status: 422,
    body: { imsx_description: refusal },
  });
  computer.lms.setScore('31000009', essay.itemId, canaryScore + 1);
  await computer.sync();
  computer.lms.forbid('10000001');
  await computer.ask('refreshSection', { ...section, sectionId: '10000001' });
  return computer;
}

/** What is of students, tokens and secrets, besides the SIS's opaque ids. */
export function secretsOf({ sis }: Computer): string[] {
  const { desk, state } = sis;
  return [
    ...names,
    String(canaryScore),
    String(canaryScore + 1),
    'has left the class',
    desk.clientSecret,
    ...desk.tokens.keys(),
    ...state.people.flatMap(({ identifier }) => identifier || []),
  ];
}

export const sisIdsOf = ({ sis }: Computer): string[] =>
  sis.state.people.map(({ sourcedId }) => sourcedId);

/** Which of them are in a text. */
export const canariesIn = (computer: Computer, text: string): string[] =>
  [...secretsOf(computer), ...sisIdsOf(computer)].filter((canary) => text.includes(canary));
