import type { Gradebook, MarkCell, PortalReply, PortalRequest } from '../portal-messages.ts';
import { readAssignment, writtenForm } from './assignment-form.ts';
import {
  call,
  fetchPage,
  ledToSignIn,
  type PortalPorts,
  PortalRefusal,
  refused,
} from './fetch-page.ts';
import { NotUnderstoodError } from './find.ts';
import { readGradebooks, readSettings } from './read-pages.ts';
import { readScores } from './read-scores.ts';

/** Answers the background's verbs with the teacher's own session (aeries.md 3, 4). Never rejects. */
export const createPortal =
  (ports: PortalPorts) =>
  async (request: PortalRequest): Promise<PortalReply> => {
    try {
      return await answer(ports, request);
    } catch (error) {
      if (error instanceof PortalRefusal) return error.reply;
      const what = error instanceof NotUnderstoodError ? error.what : String(error);
      return { kind: 'not-understood', what };
    }
  };

const inGradebook = ({ number, term }: Gradebook, page: string): string =>
  `/gradebook/${number}/${term}/${page}`;

const formPath = ({ number }: Gradebook, assignment: number): string =>
  `/gradebook/manage/assignment?gn=${number}&an=${assignment}`;

async function answer(ports: PortalPorts, request: PortalRequest): Promise<PortalReply> {
  switch (request.verb) {
    case 'gradebooks':
      return page(readGradebooks(await fetchPage(ports, '/gradebook')));
    case 'scores':
      return page(
        readScores(await fetchPage(ports, inGradebook(request.gradebook, 'scoresByClass'))),
      );
    case 'settings': {
      const path = inGradebook(request.gradebook, 'manage?optionTab=2');
      return page(readSettings(await fetchPage(ports, path)));
    }
    case 'assignment': {
      const path = formPath(request.gradebook, request.assignment);
      return page(readAssignment(await fetchPage(ports, path), request.assignment));
    }
    case 'create':
    case 'update':
      return writeAssignment(ports, request);
    case 'mark':
      return writeMark(ports, request.gradebook, request.cell, request.mark);
  }
}

const page = (found: unknown): PortalReply => ({ kind: 'page', page: found });

/** The form is fetched anew before each write: its token is good for one (aeries.md 2). A new one's is number 0's. */
async function writeAssignment(
  ports: PortalPorts,
  { verb, gradebook, assignment, fields }: Extract<PortalRequest, { verb: 'create' | 'update' }>,
): Promise<PortalReply> {
  const before = verb === 'create' ? 0 : assignment;
  const form = { page: await fetchPage(ports, formPath(gradebook, before)), assignment: before };
  const body = writtenForm(form, { gradebook: gradebook.number, assignment }, fields);
  const response = await call(ports, formPath(gradebook, assignment), {
    method: verb === 'create' ? 'POST' : 'PUT',
    body,
  });
  if (ledToSignIn(response) || response.status === 401) return { kind: 'signed-out' };
  if (!response.ok) throw await refused(response);
  return { kind: 'done' };
}

/**
 * One student's mark. What a session that is over answers here is not known: a redirect, a page, 401 and 403 are all
 * taken for it, and the background asks the dashboard (aeries.md 2).
 */
async function writeMark(
  ports: PortalPorts,
  { number, term }: Gradebook,
  { assignment, student, gradebookSchool, studentSchool }: MarkCell,
  mark: string,
): Promise<PortalReply> {
  const path = `/api/schools/${gradebookSchool}/gradebooks/${number}/${term}/students/${student}/${studentSchool}/scores/${assignment}?fieldName=Mark`;
  const response = await call(ports, path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=UTF-8' },
    body: JSON.stringify({
      SchoolCode: Number(gradebookSchool),
      GradebookNumber: number,
      AssignmentNumber: assignment,
      StudentNumber: student,
      Mark: mark,
    }),
  });
  const isPage = /\bhtml\b/i.test(response.headers.get('content-type') ?? '');
  if (response.redirected || [401, 403].includes(response.status)) return { kind: 'signed-out' };
  if (!response.ok) throw await refused(response);
  return isPage ? { kind: 'signed-out' } : { kind: 'done' };
}
