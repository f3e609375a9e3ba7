import { describe, expect, test } from 'vitest';
import { findAll, type SelectorName, selectors } from '../../../lib/schoology/selectors.ts';
import { loadFixture } from './fixture.ts';

/** For every selector the fixtures that hold it, with the number of elements counted by hand. */
const expected: Record<SelectorName, [fixture: string, count: number][]> = {
  gradeItemForm: [
    ['popup-assignment-create', 1],
    ['page-assignment-add-direct', 1],
    ['popup-discussion-edit', 0],
  ],
  editGradesForm: [['popups-other-forms', 1]],
  combinedForm: [['popups-other-forms', 1]],
  discussionCreateForm: [['popups-other-forms', 1]],
  discussionEditForm: [['popup-discussion-edit', 1]],
  externalToolForm: [['popup-external-tool', 1]],
  deleteForm: [['popups-other-forms', 1]],
  gradingArea: [
    ['popup-assignment-create', 2],
    ['popups-other-forms', 1],
  ],
  toggledGradingArea: [
    ['popup-discussion-edit', 1],
    ['popup-external-tool', 1],
  ],
  afterRow: [
    ['popup-assignment-create', 2],
    ['popup-external-tool', 1],
  ],
  categoryRow: [
    ['popup-assignment-create', 1],
    ['popups-other-forms', 2],
  ],
  discussionGradingToggle: [['popup-discussion-edit', 1]],
  toolGradingToggle: [['popup-external-tool', 1]],
  nativeBox: [
    ['popup-assignment-edit-native-sync', 1],
    ['page-assignment-add-direct', 1],
    ['popup-assignment-edit', 0],
  ],
  nativeArea: [
    ['popup-assignment-edit-native-sync', 1],
    ['popup-assignment-edit', 0],
  ],
  buttons: [['popup-assignment-edit', 2]],
  nativeRowBox: [
    ['page-bulk-edit-guess-c-native', 2],
    ['page-bulk-edit-guess-a-table', 0],
  ],
  title: [
    ['popup-assignment-edit', 1],
    ['popup-external-tool', 1],
  ],
  vendorScript: [
    ['page-own-address', 1],
    ['page-materials', 0],
  ],
  sectionField: [['popup-assignment-edit', 1]],
  breadcrumbCourse: [['page-materials', 1]],
  pageTitle: [['page-materials', 1]],
  popup: [
    ['popup-assignment-create', 1],
    ['popups-other-forms', 4],
    ['page-materials', 0],
  ],
  popupBody: [['popup-assignment-create', 1]],
  popupClose: [['popup-assignment-create', 2]],
  popupLoading: [['popups-other-forms', 1]],
  content: [['page-materials', 1]],
  errors: [
    ['popup-assignment-validation-error', 1],
    ['popup-assignment-create', 0],
  ],
  materialRow: [['page-materials', 4]],
  materialTitle: [['page-materials', 4]],
  gradebookToolbar: [
    ['page-gradebook', 1],
    ['page-materials', 0],
  ],
  menuTrigger: [['page-materials', 6]],
  menu: [['page-materials', 6]],
  bulkEditForm: [
    ['page-bulk-edit-guess-a-table', 1],
    ['page-bulk-edit-guess-b-divs', 1],
    ['page-gradebook', 0],
  ],
  bulkEditFallback: [['page-bulk-edit-guess-b-divs', 1]],
  bulkNamedNode: [
    ['page-bulk-edit-guess-b-divs', 3],
    ['page-bulk-edit-guess-a-table', 0],
  ],
};

describe('selectors', () => {
  const cases = Object.entries(expected).flatMap(([name, counts]) =>
    counts.map(([fixture, count]) => ({ name, fixture, count })),
  );
  test.each(cases)('$name matches $count times in $fixture', ({ name, fixture, count }) => {
    const document = loadFixture(fixture);
    const known = Object.keys(selectors).filter((key): key is SelectorName => key === name);
    expect(known.flatMap((key) => findAll(key, document))).toHaveLength(count);
  });

  test('every selector is seen somewhere', () => {
    for (const counts of Object.values(expected)) {
      expect(counts.some(([, count]) => count > 0)).toBe(true);
    }
  });
});
