import type { Ref } from './model.ts';
import { rosteringRoot } from './sis.ts';

const rostering =
  (collection: string, type: string) =>
  (origin: string, sourcedId: string): Ref => ({
    href: `${origin}${rosteringRoot}/${collection}/${encodeURIComponent(sourcedId)}`,
    sourcedId,
    type,
  });

export const orgRef = rostering('schools', 'org');
export const courseRef = rostering('courses', 'course');
export const sessionRef = rostering('academicSessions', 'academicSession');
