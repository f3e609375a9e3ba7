import { schoolId, termId } from './data.ts';
import type { SisClassData, SisPerson, SisSession, Stored } from './model.ts';
import { courseRef, orgRef, sessionRef } from './refs.ts';

/** Every object of the roster was last changed before the school year. */
const dateLastModified = '2026-08-01T00:00:00.000Z';
const base = { status: 'active', dateLastModified };

/** A person as OneRoster 1.2 User; `email` is optional there. */
export const userView = (origin: string, person: SisPerson): Stored => ({
  ...base,
  sourcedId: person.sourcedId,
  enabledUser: 'true',
  username: person.email,
  userIds: person.userIds,
  givenName: person.givenName,
  familyName: person.familyName,
  identifier: person.identifier,
  email: person.email,
  roles: [{ roleType: 'primary', role: person.role, org: orgRef(origin, schoolId) }],
});

export const classView = (origin: string, data: SisClassData): Stored => ({
  ...base,
  sourcedId: data.sourcedId,
  title: data.title,
  classCode: data.classCode,
  classType: 'scheduled',
  course: courseRef(origin, `course-${data.classCode.toLowerCase()}`),
  school: orgRef(origin, schoolId),
  terms: [sessionRef(origin, termId)],
});

export const sessionView = (origin: string, session: SisSession): Stored => ({
  ...base,
  sourcedId: session.sourcedId,
  title: session.title,
  type: session.type,
  startDate: session.startDate,
  endDate: session.endDate,
  schoolYear: '2027',
  ...(session.parentId && { parent: sessionRef(origin, session.parentId) }),
});

export const categoryView = (category: { sourcedId: string; title: string }): Stored => ({
  ...base,
  ...category,
});
