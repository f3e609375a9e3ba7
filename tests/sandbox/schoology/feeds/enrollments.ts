import type { Enrollment, Person } from '../model.ts';
import { displayName, type SchoologyState } from '../state.ts';
import { phpMap } from './php-map.ts';

/** All values are strings; `name` and `picture` are HTML (schoology facts 5.6). */
const member = (enrollment: Enrollment, person: Person): Record<string, string> => ({
  id: enrollment.id,
  uid: enrollment.uid,
  type: enrollment.type,
  status: enrollment.status,
  realm: 'course',
  realm_id: enrollment.sectionId,
  school_uid: person.schoolUid,
  school_nid: '20000001',
  name_first: person.first,
  name_last: person.last,
  name_first_preferred: person.preferred,
  use_preferred_first_name: person.preferred ? '1' : '0',
  name: `<a href="/user/${person.uid}" class="sExtlink-processed">${displayName(person)}</a>`,
  picture: `<div class="profile-picture"><img src="/sandbox/course.svg" alt="" title="${displayName(person)}"></div>`,
});

/** `GET /iapi/enrollment/member_enrollments/course/<S>`: everyone, the inactive too, by enrollment id. */
export const memberEnrollments = (
  state: SchoologyState,
  sectionId: string,
): Record<string, Record<string, string>> | [] =>
  phpMap(
    state.enrollments.flatMap((enrollment) => {
      const person = state.people.get(enrollment.uid);
      return person && enrollment.sectionId === sectionId
        ? [[enrollment.id, member(enrollment, person)] as const]
        : [];
    }),
  );
