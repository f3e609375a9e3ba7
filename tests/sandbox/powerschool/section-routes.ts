import type { Hono } from 'hono';
import { isObject } from '../sis/json-object.ts';
import type { PowerSection, PowerState } from './model.ts';
import type { PowerEnv, PowerSchool } from './powerschool.ts';
import { badBody, notTaught, refuse } from './refuse.ts';

/** The teacher's session, sections, categories, term bins and rosters. */
export function addSections(app: Hono<PowerEnv>, { state, session }: PowerSchool): void {
  app.get('/ws/xte/user/teacher/me/session', (c) =>
    c.json({ ...state.teacher, session_key: session }),
  );
  app.get('/ws/xte/batch/default_resources', (c) => c.json(defaultResources(state)));
  app.post('/ws/xte/teacher_category/calculations', (c) => {
    const ids = idsIn(c.get('body'));
    if (!ids) return refuse(c, badBody);
    const found = taught(state, ids);
    return found
      ? c.json(found.map((section) => calculation(section, state)))
      : refuse(c, notTaught(ids));
  });
  app.get('/ws/xte/student', (c) => {
    const ids = numbers(c.req.query('section_ids'));
    const found = taught(state, ids);
    if (!found) return refuse(c, notTaught(ids));
    return c.json(found.flatMap((section) => rosterOf(section, state)));
  });
}

/** The sections of these ids, or null when the teacher does not teach one of them. */
export function taught(state: PowerState, ids: number[]): PowerSection[] | null {
  const found = ids.flatMap((id) => state.sections.filter((own) => own.sectionsdcid === id));
  return ids.length > 0 && found.length === ids.length ? found : null;
}

/** `section_ids=1,2` */
export const numbers = (text: string | undefined): number[] =>
  (text ?? '').split(',').filter(Boolean).map(Number);

/** `{section_ids: [n]}` */
export function idsIn(body: unknown): number[] | null {
  const ids: unknown = isObject(body) ? body.section_ids : null;
  return Array.isArray(ids) && ids.every((id) => typeof id === 'number') ? ids : null;
}

const defaultResources = ({ categories, sections, yearid }: PowerState) => ({
  $breach_mitigation: 'x81',
  teacherCategories: categories.map(({ excluded, ...category }) => ({
    ...category,
    _name: 'teachercategory',
    categorytype: 'user',
    isinfinalgrades: true,
    _teachercategorysectionexcludeassociations: excluded.map((sectionsdcid) => ({ sectionsdcid })),
  })),
  years: [
    { yearid: yearid - 1, defaultyear: false, terms: [] },
    { yearid, defaultyear: true, terms: [{ schedule: { _sections: sections.map(tile) } }] },
  ],
});

const tile = ({ roster: _, termid: _term, ...section }: PowerSection) => ({
  ...section,
  sectionnickname: null,
});

const calculation = (section: PowerSection, { categories }: PowerState) => ({
  dcid: section.sectionsdcid,
  termid: section.termid,
  _termbins: section.termbins.map((bin) => ({
    ...bin,
    _weights: categories.map(({ teachercategoryid, name }) => ({
      teachercategoryid,
      categoryname: name,
    })),
  })),
});

const rosterOf = ({ roster, sectionsdcid }: PowerSection, { students }: PowerState) =>
  students
    .filter(({ dcid }) => roster.includes(dcid))
    .map((student) => ({
      ...student,
      _enrollments: [{ sectiondcid: sectionsdcid, statuscode: 'A', enrolledlate: false }],
    }));
