import { gradedItem } from './schoology/data/graded-item.ts';
import { cellKey } from './schoology/state.ts';
import type { Sandbox } from './start.ts';

/** World History, which this turns into a course of any size: it and its SIS class keep their names. */
const sectionId = '10000003';
const classId = 'class-whist-6';

/**
 * Fills a course with so many items and students, each student with a score on each item, and its SIS class with the
 * same students. What was in it before goes. Item ids begin at 60000001, students' uids at 32000001.
 */
export function fillCourse(sandbox: Sandbox, size: { items: number; students: number }): void {
  const { state } = sandbox.lms;
  const sis = sandbox.sis.state;
  for (const item of [...state.items.values()]) {
    if (item.sectionId === sectionId) state.items.delete(item.nid);
  }
  state.enrollments = state.enrollments.filter(
    (one) => one.sectionId !== sectionId || one.type !== '2',
  );
  const uids = Array.from({ length: size.students }, (_, n) => String(32_000_001 + n));
  for (const uid of uids) {
    const [first, last, schoolUid] = ['Student', `No. ${uid}`, `s${uid}`];
    state.people.set(uid, { uid, first, last, preferred: '', schoolUid, mail: '' });
    state.enrollments.push({ id: `9${uid}`, uid, sectionId, type: '2', status: '1' });
    sis.people.push({
      sourcedId: `sis-${uid}`,
      role: 'student',
      givenName: first,
      familyName: last,
      identifier: schoolUid,
      email: '',
      userIds: [],
    });
  }
  const sisClass = sis.classes.find(({ sourcedId }) => sourcedId === classId);
  if (!sisClass) throw new Error(`The SIS has no class ${classId}`);
  sisClass.studentIds = uids.map((uid) => `sis-${uid}`);
  for (let n = 0; n < size.items; n++) {
    const nid = String(60_000_001 + n);
    const named = { nid, sectionId, title: `Item ${n + 1}`, due: '2026-11-30 23:59' };
    state.items.set(nid, gradedItem({ ...named, categoryId: '70021' }));
    for (const [at, uid] of uids.entries()) {
      const points = (n + at) % 100;
      state.cells.set(cellKey(uid, nid), {
        points,
        exception: null,
        submitted: false,
        notAssigned: false,
      });
    }
  }
}
