import type { Context, Hono } from 'hono';
import { isObject, type JsonObject } from '../sis/json-object.ts';
import { assignmentRefusal, listOf } from './assignment-check.ts';
import type { PowerState, StoredAssignment } from './model.ts';
import type { PowerEnv, PowerSchool } from './powerschool.ts';
import { notTaught, type Refusal, refuse } from './refuse.ts';
import { numbers, taught } from './section-routes.ts';

const root = '/ws/xte/section/assignment';
const one = `${root}/:id{[0-9]+}`;

/** Assignments: listed per section, read, made (each POST makes another one) and replaced. */
export function addAssignments(app: Hono<PowerEnv>, { state }: PowerSchool): void {
  const list = (c: Context<PowerEnv>): Response => {
    const ids = numbers(c.req.query('section_ids'));
    return taught(state, ids)
      ? c.json(assignmentsIn(state, ids).map(view))
      : refuse(c, notTaught(ids));
  };
  const create = (c: Context<PowerEnv>): Response => {
    const refusal = assignmentRefusal(state, c.get('body'));
    if (refusal) return refuse(c, refusal);
    const made = store(state, state.nextId++, c.get('body'));
    const ids = made.sections.map(({ assignmentsectionid }) => assignmentsectionid);
    const location = new URL(`${root}/${made.assignmentid}`, c.req.url).href;
    return c.body(null, 201, { location, AssignmentSectionIds: JSON.stringify(ids) });
  };
  for (const path of [root, `${root}/`]) app.get(path, list).post(path, create);
  app.get(one, (c) => {
    const found = state.assignments.get(Number(c.req.param('id')));
    return found ? c.json(view(found)) : refuse(c, notFound);
  });
  app.put(one, (c) => replace(c, state));
}

export const notFound: Refusal = { status: 404, message: 'The requested resource was not found' };

function replace(c: Context<PowerEnv>, state: PowerState): Response {
  const id = Number(c.req.param('id'));
  const before = state.assignments.get(id);
  if (!before) return refuse(c, notFound);
  const body: unknown = c.get('body');
  const refusal = assignmentRefusal(state, body);
  if (refusal) return refuse(c, refusal);
  const sent = new Set(sectionsOf(body).map(({ assignmentsectionid }) => assignmentsectionid));
  if (!before.sections.every(({ assignmentsectionid }) => sent.has(assignmentsectionid))) {
    return refuse(c, { status: 412, message: 'A record is missing from the request' });
  }
  if (before.sections.some(({ islocked }) => islocked === true)) {
    return refuse(c, { status: 409, message: 'The reporting term is locked', errors: [] });
  }
  store(state, id, body).without = before.without;
  return c.body(null, 201);
}

const sectionsOf = (body: unknown): JsonObject[] =>
  isObject(body) ? listOf(body._assignmentsections) : [];

/** What is not among its sections any more is gone: the body replaces the assignment whole. */
function store(state: PowerState, assignmentid: number, body: unknown): StoredAssignment {
  const sections = sectionsOf(body).map((entry) => ({
    islocked: false,
    ...entry,
    assignmentsectionid: entry.assignmentsectionid ?? state.nextId++,
  }));
  const stored = {
    assignmentid,
    body: isObject(body) ? body : {},
    sections,
    without: new Set<number>(),
  };
  state.assignments.set(assignmentid, stored);
  return stored;
}

export const assignmentsIn = ({ assignments }: PowerState, ids: number[]): StoredAssignment[] =>
  [...assignments.values()].filter(({ sections }) =>
    sections.some(({ sectionsdcid }) => ids.includes(Number(sectionsdcid))),
  );

export const view = ({ assignmentid, body, sections }: StoredAssignment): JsonObject => ({
  ...body,
  _id: assignmentid,
  _name: 'assignment',
  $breach_mitigation: 'x27',
  assignmentid,
  _assignmentsections: sections,
});
