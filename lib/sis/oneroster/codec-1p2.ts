import type { Profile } from '../profile.ts';
import type { Codec, Roots } from './codec.ts';
import { encodeLineItem1p2, encodeResult1p2 } from './encode-1p2.ts';
import { readers } from './read.ts';
import { root, segment } from './url.ts';

/** OneRoster 1.2: three services, of which rostering and gradebook are used. */
export function codec1p2(roots: Roots, { categories }: Pick<Profile, 'categories'>): Codec {
  const rostering = root(roots.rosteringUrl);
  const gradebook = root(roots.gradebookUrl);
  const inClass = (service: string, classId: string, what: string): string =>
    `${service}/classes/${segment(classId)}/${what}`;
  return {
    url: {
      teachers: `${rostering}/teachers`,
      teacher: (id) => `${rostering}/teachers/${segment(id)}`,
      classesOfTeacher: (id) => `${rostering}/teachers/${segment(id)}/classes`,
      students: (id) => inClass(rostering, id, 'students'),
      categories: (id) =>
        categories === 'class' ? inClass(gradebook, id, 'categories') : `${gradebook}/categories`,
      gradingPeriods: (id) => `${rostering}/terms/${segment(id)}/gradingPeriods`,
      term: (id) => `${rostering}/terms/${segment(id)}`,
      lineItems: (id) => inClass(gradebook, id, 'lineItems'),
      results: (id) => inClass(gradebook, id, 'results'),
      lineItem: (id) => `${gradebook}/lineItems/${segment(id)}`,
      result: (id) => `${gradebook}/results/${segment(id)}`,
    },
    encodeLineItem: (payload, now) => encodeLineItem1p2(payload, { rostering, gradebook, now }),
    encodeResult: (payload, now) => encodeResult1p2(payload, { rostering, gradebook, now }),
    read: readers,
  };
}
