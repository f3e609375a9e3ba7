import type { LineItemPayload } from '../sis-client.ts';
import { read } from './read.ts';
import { type Assignment, type AssignmentSection, assignments, oneAssignment } from './schemas.ts';
import type { Send } from './transport.ts';

const root = 'section/assignment';

/** Every assignment of a section; there is no paging. */
export async function listAssignments(
  send: Send,
  classId: string,
  signal?: AbortSignal,
): Promise<Assignment[]> {
  const path = `${root}/?section_ids=${Number(classId)}`;
  return read(assignments, await send({ method: 'get', path, target: 'section', signal }));
}

export async function getAssignment(
  send: Send,
  id: number,
  signal?: AbortSignal,
): Promise<Assignment> {
  const answer = await send({ method: 'get', path: `${root}/${id}`, target: 'assignment', signal });
  return read(oneAssignment, answer);
}

export const createPath = root;
/** Scores that are there already are left as they are, also when the points change. */
export const replacePath = (id: number): string => `${root}/${id}?update_scores=false`;

/** The entry of one section in an assignment. */
export const sectionOf = (
  { _assignmentsections: sections }: Assignment,
  classId: string,
): AssignmentSection | undefined =>
  sections.find(({ sectionsdcid }) => String(sectionsdcid) === classId);

/** The day of a line item: the planner gives noon UTC of the teacher's day. */
export const dueDay = ({ dueDate }: LineItemPayload): string => dueDate.slice(0, 10);

const fold = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** The same title on the same day in the same section: surely meant to be the same assignment. */
export const isLike = (
  entry: AssignmentSection | undefined,
  wanted: { title: string; dueDate: string },
): boolean =>
  entry !== undefined &&
  fold(entry.name) === fold(wanted.title) &&
  entry.duedate.slice(0, 10) === wanted.dueDate;

/** true, or 1 as in the tables. */
export const isLocked = ({ islocked }: AssignmentSection): boolean =>
  islocked === true || islocked === 1;
