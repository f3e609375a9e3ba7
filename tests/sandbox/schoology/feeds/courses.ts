import type { Section } from '../model.ts';
import { fullTitle } from '../state.ts';

/** `GET /iapi2/site-navigation/courses` (schoology facts 5.6); `nid` is the section. */
export const navigationCourses = (sections: Section[]): { courses: unknown[] } => ({
  courses: sections.map((section, index) => ({
    nid: Number(section.sectionId),
    courseNid: Number(section.courseId),
    courseTitle: section.courseTitle,
    sectionTitle: section.sectionTitle,
    buildingTitle: 'Example High School',
    logoImgSrc: '/sandbox/course.svg',
    weight: index,
    isCsl: false,
    adminType: 1,
  })),
});

/** `GET /iapi/course/active`. Only the outer keys are known for sure. */
export const activeCourses = (sections: Section[]): Record<string, unknown> => ({
  courses: {
    courses: sections.map(({ courseId, courseTitle }) => ({ nid: courseId, title: courseTitle })),
    sections: sections.map((section) => ({
      nid: section.sectionId,
      course_nid: section.courseId,
      title: fullTitle(section),
      section_title: section.sectionTitle,
    })),
  },
  permissions: { create_course: false },
});
