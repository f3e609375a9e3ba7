import type { Context, Hono } from 'hono';
import { refuse } from './imsx.ts';
import type { SisClassData, SisPerson, Stored } from './model.ts';
import { answerList, answerOne } from './paging.ts';
import { classView, sessionView, userView } from './roster-views.ts';
import { rosteringRoot, type Sis, type SisEnv } from './sis.ts';

type Ctx = Context<SisEnv>;

const classOf = ({ state }: Sis, c: Ctx): SisClassData | undefined =>
  state.classes.find(({ sourcedId }) => sourcedId === c.req.param('id'));

const noClass = (c: Ctx): Response => refuse(c, 404, 'unknownobject', 'There is no such class');

function addPeople(app: Hono<SisEnv>, sis: Sis): void {
  const people = (keep: (person: SisPerson) => boolean): Stored[] =>
    sis.state.people.filter(keep).map((person) => userView(sis.origin, person));
  const teachers = () => people(({ role }) => role === 'teacher');
  const byId = (list: Stored[], c: Ctx): Stored | undefined =>
    list.find(({ sourcedId }) => sourcedId === c.req.param('id'));
  app.get(`${rosteringRoot}/users`, (c) =>
    answerList(
      c,
      'users',
      people(() => true),
    ),
  );
  app.get(`${rosteringRoot}/users/:id`, (c) =>
    answerOne(
      c,
      'user',
      byId(
        people(() => true),
        c,
      ),
    ),
  );
  app.get(`${rosteringRoot}/students`, (c) =>
    answerList(
      c,
      'users',
      people(({ role }) => role === 'student'),
    ),
  );
  app.get(`${rosteringRoot}/teachers`, (c) => answerList(c, 'users', teachers()));
  app.get(`${rosteringRoot}/teachers/:id`, (c) => answerOne(c, 'user', byId(teachers(), c)));
  app.get(`${rosteringRoot}/teachers/:id/classes`, (c) => {
    const teacher = byId(teachers(), c);
    if (!teacher) return refuse(c, 404, 'unknownobject', 'There is no such teacher');
    const taught = sis.state.classes.filter((data) => data.teacherIds.includes(c.req.param('id')));
    return answerList(
      c,
      'classes',
      taught.map((data) => classView(sis.origin, data)),
    );
  });
}

function addClasses(app: Hono<SisEnv>, sis: Sis): void {
  app.get(`${rosteringRoot}/classes`, (c) =>
    answerList(
      c,
      'classes',
      sis.state.classes.map((data) => classView(sis.origin, data)),
    ),
  );
  app.get(`${rosteringRoot}/classes/:id`, (c) => {
    const data = classOf(sis, c);
    return answerOne(c, 'class', data && classView(sis.origin, data));
  });
  app.get(`${rosteringRoot}/classes/:id/students`, (c) => {
    const data = classOf(sis, c);
    if (!data) return noClass(c);
    const enrolled = sis.state.people.filter(({ sourcedId }) =>
      data.studentIds.includes(sourcedId),
    );
    return answerList(
      c,
      'users',
      enrolled.map((person) => userView(sis.origin, person)),
    );
  });
}

function addSessions(app: Hono<SisEnv>, sis: Sis): void {
  const ofType = (type: string, parentId?: string): Stored[] =>
    sis.state.sessions
      .filter((session) => session.type === type)
      .filter((session) => parentId === undefined || session.parentId === parentId)
      .map((session) => sessionView(sis.origin, session));
  app.get(`${rosteringRoot}/terms`, (c) => answerList(c, 'academicSessions', ofType('term')));
  app.get(`${rosteringRoot}/terms/:id`, (c) => {
    const term = ofType('term').find(({ sourcedId }) => sourcedId === c.req.param('id'));
    return answerOne(c, 'academicSession', term);
  });
  app.get(`${rosteringRoot}/gradingPeriods`, (c) =>
    answerList(c, 'academicSessions', ofType('gradingPeriod')),
  );
  app.get(`${rosteringRoot}/terms/:id/gradingPeriods`, (c) => {
    const id = c.req.param('id');
    return ofType('term').some(({ sourcedId }) => sourcedId === id)
      ? answerList(c, 'academicSessions', ofType('gradingPeriod', id))
      : refuse(c, 404, 'unknownobject', 'There is no such term');
  });
}

/** The rostering service a pusher needs (oneroster.md 1.1). */
export function addRostering(app: Hono<SisEnv>, sis: Sis): void {
  addPeople(app, sis);
  addClasses(app, sis);
  addSessions(app, sis);
}
