import type { Profile } from '../profile.ts';
import type { Codec, Roots } from './codec.ts';
import { encodeLineItem1p1, encodeResult1p1 } from './encode-1p1.ts';
import { readers } from './read.ts';
import { root as rootOf, segment } from './url.ts';

/** OneRoster 1.1: one service for roster and gradebook, `/ims/oneroster/v1p1` as a rule (oneroster.md 1.1). */
export function codec1p1(
  { gradebookUrl }: Roots,
  { categories }: Pick<Profile, 'categories'>,
): Codec {
  const root = rootOf(gradebookUrl);
  const inClass = (classId: string, what: string): string =>
    `${root}/classes/${segment(classId)}/${what}`;
  return {
    url: {
      teachers: `${root}/teachers`,
      teacher: (id) => `${root}/teachers/${segment(id)}`,
      classesOfTeacher: (id) => `${root}/teachers/${segment(id)}/classes`,
      students: (id) => inClass(id, 'students'),
      // By class is not among 1.1's operations, though some servers have it.
      categories: (id) =>
        categories === 'class' ? inClass(id, 'categories') : `${root}/categories`,
      gradingPeriods: (id) => `${root}/terms/${segment(id)}/gradingPeriods`,
      term: (id) => `${root}/terms/${segment(id)}`,
      lineItems: (id) => inClass(id, 'lineItems'),
      results: (id) => inClass(id, 'results'),
      lineItem: (id) => `${root}/lineItems/${segment(id)}`,
      result: (id) => `${root}/results/${segment(id)}`,
    },
    encodeLineItem: (payload, now) =>
      encodeLineItem1p1(payload, { rostering: root, gradebook: root, now }),
    encodeResult: (payload, now) =>
      encodeResult1p1(payload, { rostering: root, gradebook: root, now }),
    read: readers,
  };
}
