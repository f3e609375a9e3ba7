import { describe, expect, test } from 'vitest';
import {
  isBulkEdit,
  isCreateForm,
  isGradebook,
  isItemPage,
  isMaterials,
  itemIdOf,
  mayBeServed,
  sectionIdOf,
} from '../../../lib/schoology/pages.ts';
import { pageUrl } from './fixture.ts';

const predicates = { isBulkEdit, isCreateForm, isGradebook, isItemPage, isMaterials };

type Sample = { path: string; is: (keyof typeof predicates)[]; section?: string; item?: string };

const samples: Sample[] = [
  { path: '/', is: [] },
  { path: '/home', is: [] },
  { path: '/courses/mycourses', is: [] },
  { path: '/course/101', is: [], section: '101' },
  { path: '/course/101/materials', is: ['isMaterials'], section: '101' },
  { path: '/course/101/materials/?f=7#n', is: ['isMaterials'], section: '101' },
  { path: '/course/101/grades', is: ['isGradebook'], section: '101' },
  { path: '/course/101/grades/print_select', is: [], section: '101' },
  { path: '/course/101/gradesetup', is: [], section: '101' },
  { path: '/course/101/student_grades', is: [], section: '101' },
  { path: '/course/101/assignments-edit', is: ['isBulkEdit'], section: '101' },
  {
    path: '/course/101/materials/assignments/add?is_popup=1',
    is: ['isCreateForm'],
    section: '101',
  },
  {
    path: '/course/101/materials/assignments/add_assessment',
    is: ['isCreateForm'],
    section: '101',
  },
  {
    path: '/course/101/materials/assignments/add_grade_column',
    is: ['isCreateForm'],
    section: '101',
  },
  { path: '/course/101/materials/discussion/create', is: ['isCreateForm'], section: '101' },
  { path: '/course/101/external_tool/add?is_popup=1', is: ['isCreateForm'], section: '101' },
  { path: '/assignment/202', is: ['isItemPage'], item: '202' },
  { path: '/assignment/202/info', is: ['isItemPage'], item: '202' },
  { path: '/assignment/202/assessment', is: ['isItemPage'], item: '202' },
  { path: '/assignment/delete/202', is: ['isItemPage'], item: '202' },
  { path: '/assignment/edit/202?is_popup=1', is: ['isItemPage'], item: '202' },
  { path: '/assignment/202/edit?is_popup=1', is: ['isItemPage'], item: '202' },
  { path: '/course/101/assessments/202', is: ['isItemPage'], section: '101', item: '202' },
  {
    path: '/course/101/materials/discussion/view/202',
    is: ['isItemPage'],
    section: '101',
    item: '202',
  },
  {
    path: '/course/101/materials/discussion/edit/202',
    is: ['isItemPage'],
    section: '101',
    item: '202',
  },
  { path: '/external_tool/202/launch', is: ['isItemPage'], item: '202' },
  { path: '/page/202', is: [] },
  { path: '/course/101/materials/move/202', is: [], section: '101' },
  { path: '/course/101/materials/link/view/202', is: [], section: '101' },
  { path: '/apps/39/run/course/101', is: [] },
  { path: '/assignments/202', is: [] },
];

describe('pages', () => {
  test.each(samples)('$path', ({ path, is, section, item }) => {
    const url = pageUrl(path);
    const matching = Object.entries(predicates).flatMap(([name, test]) =>
      test(url) ? [name] : [],
    );
    expect(matching).toEqual(is);
    expect(sectionIdOf(url)).toBe(section ?? null);
    expect(itemIdOf(url)).toBe(item ?? null);
    expect(mayBeServed(url) || is.length === 0).toBe(true);
  });

  test.each(['/', '/home', '/course/101/updates', '/course/101/members', '/user/7/info'])(
    'nothing is looked for at %s',
    (path) => expect(mayBeServed(pageUrl(path))).toBe(false),
  );
});
