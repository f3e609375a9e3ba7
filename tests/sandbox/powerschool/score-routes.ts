import type { Hono } from 'hono';
import { isObject, type JsonObject } from '../sis/json-object.ts';
import { listOf } from './assignment-check.ts';
import { assignmentsIn, view } from './assignment-routes.ts';
import { flagNames, type PowerState, type ScoreRow } from './model.ts';
import type { PowerEnv, PowerSchool } from './powerschool.ts';
import { badBody, notTaught, refuse } from './refuse.ts';
import { keyOf, scoresRefusal } from './score-check.ts';
import { idsIn, taught } from './section-routes.ts';

/** Scores: a batch is taken whole or not at all, each row replacing the student's own; and their reading back. */
export function addScores(app: Hono<PowerEnv>, { state }: PowerSchool): void {
  app.put('/ws/xte/score', (c) => {
    const body: unknown = c.get('body');
    const refusal = scoresRefusal(state, body);
    if (refusal) return refuse(c, refusal);
    const rows = isObject(body) ? listOf(body.assignment_scores) : [];
    for (const row of rows) upsert(state, row);
    return c.json({ assignment_scores: rows.map(({ studentsdcid }) => ({ studentsdcid })) });
  });
  app.post('/ws/xte/assignment/lookup', (c) => {
    const body: unknown = c.get('body');
    const ids = idsIn(body);
    if (!ids || !isObject(body)) return refuse(c, badBody);
    return taught(state, ids) ? c.json(lookup(state, ids, body)) : refuse(c, notTaught(ids));
  });
}

function upsert(state: PowerState, row: JsonObject): void {
  const key = keyOf(row);
  const same = (own: ScoreRow): boolean =>
    own.assignmentsectionid === key.assignmentsectionid && own.studentsdcid === key.studentsdcid;
  const before = state.scores.find(same);
  const flags = Object.fromEntries(flagNames.map((name) => [name, row[name] === true]));
  const next: ScoreRow = {
    ...emptyFlags,
    ...flags,
    ...key,
    assignmentscoreid: before?.assignmentscoreid ?? state.nextId++,
    actualscoreentered: typeof row.actualscoreentered === 'string' ? row.actualscoreentered : null,
    actualscorekind: typeof row.actualscorekind === 'string' ? row.actualscorekind : null,
    scorepoints: typeof row.scorepoints === 'number' ? row.scorepoints : null,
  };
  state.scores = [...state.scores.filter((own) => !same(own)), next];
}

const emptyFlags = {
  islate: false,
  iscollected: false,
  isexempt: false,
  ismissing: false,
  isabsent: false,
  isincomplete: false,
};

/** Assignments due within the days asked for, with the scores of the students asked for inside. */
function lookup(state: PowerState, sectionIds: number[], body: JsonObject): JsonObject[] {
  const students: unknown[] = Array.isArray(body.student_ids) ? body.student_ids : [];
  const isDue = ({ duedate }: JsonObject): boolean =>
    String(body.start_date) <= String(duedate) && String(duedate) <= String(body.end_date);
  return assignmentsIn(state, sectionIds)
    .filter(({ sections }) => sections.some(isDue))
    .map((assignment) => ({
      ...view(assignment),
      _assignmentsections: assignment.sections.map((entry) => ({
        ...entry,
        _assignmentscores: state.scores.filter(
          (row) =>
            row.assignmentsectionid === entry.assignmentsectionid &&
            students.includes(row.studentsdcid),
        ),
      })),
    }));
}
