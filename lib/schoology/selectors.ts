/**
 * Every selector of Schoology's pages, and the only place for one. Variants stand in order of trust; the date is
 * when the markup was last seen or guessed. tests/unit/schoology/selectors.test.ts holds a fixture and a count for each.
 */
export const selectors = {
  /** Assignment, test/quiz and (by inference) grade column, create and edit. Captured 2026-05. */
  gradeItemForm: ['form#s-grade-item-add-form'],
  /** The gradebook's "edit grades" form, run by the same behaviour script. Seen in that script, 2026-05. */
  editGradesForm: ['form#s-grade-item-edit-grades-form'],
  /** The home page's combined form: no section until one is chosen. Seen in Schoology's script, 2026-05. */
  combinedForm: ['form#s-grade-item-add-combined-form'],
  /** Seen in Schoology's script, 2026-05. */
  discussionCreateForm: ['form#s-discussion-create-form'],
  discussionEditForm: ['form#s-discussion-edit-discussion-form'],
  externalToolForm: ['form#s-external-tool-add-link-form'],
  /** Deleting an item asks first. Seen in use, 2026. */
  deleteForm: ['form#s-grade-item-delete-form'],

  /** "Grading Options" of the grade item form: no fieldset, no heading (captured 2026-05). */
  gradingArea: ['.category-options-wrapper', '#s-grade-item-add-form-grading'],
  /** "Grading Options" of discussions and external tools, hidden while grading is off (script, 2026-05). */
  toggledGradingArea: ['.grading-options-wrapper'],
  /** The rows our box stands after, inside the grading area. Captured 2026-05. */
  afterRow: ['.publish-grades-wrapper', '.factor-wrapper'],
  /** Last resort: the row of the category select. Captured 2026-05. */
  categoryRow: ['.form-item:has(> #edit-grading-category-id)'],
  /** Discussions: grading is off until this is ticked (script, 2026-05). */
  discussionGradingToggle: ['input[name="enable_grading"]'],
  /** External tools: the same (script, 2026-05). */
  toolGradingToggle: ['#edit-external-tool-grading-enabled'],

  /** Schoology's own Sync to SIS box, where the district has a grade-passback app. Captured 2026-05. */
  nativeBox: [
    'input[type="checkbox"][name^="sync_to_sis_wrapper"]',
    '.sync-to-sis-option-wrapper input[type="checkbox"]',
  ],
  /** The row of that box, with the labels that switch it. Captured 2026-05. */
  nativeArea: ['.sync-to-sis-option-wrapper'],
  /** Its counterpart in a Bulk Edit row: the name is a guess made from the dialog's, 2026-11. */
  nativeRowBox: ['input[type="checkbox"][name*="sync_to_sis"]'],

  /** Schoology's own files, loaded by its pages at any address. Seen on vanity domains, 2021 to 2024. */
  vendorScript: ['script[src*="//asset-cdn.schoology.com/"]'],

  title: ['input[name="title"]', '#edit-external-tool-title'],
  /** The section a grade item form belongs to. Captured 2026-05. */
  sectionField: ['input[name="assign_course_nid"]'],
  breadcrumbCourse: ['.course-title a[href^="/course/"]'],
  /** The heading of a page: on an item's own page its title. Captured 2026-05; h2 in older builds. */
  pageTitle: ['h1.page-title', 'h2.page-title'],

  /** A dialog of the popups module; other themes may rename the class but not the role. Script, 2026-05. */
  popup: ['.popups-box', '[role="dialog"]'],
  /** Where the buttons of a form begin. Captured 2026-05. */
  buttons: ['.submit-buttons', 'input[type="submit"]'],
  popupBody: ['.popups-body'],
  popupClose: ['.popups-close', '.popups-close-link', '.cancel-btn'],
  popupLoading: ['#popups-loading'],
  /** What a save by ajax replaces, and what holds a form that is a page of its own. Captured 2026-05. */
  content: ['#content-wrapper'],
  /** Schoology's error messages, and Drupal's mark on a refused field. Seen in UI tests, 2025. */
  errors: ['.messages.error', '.error-messages', '.form-item input.error'],

  /** A material of the materials list. Seen by three clients, 2021 to 2026. */
  materialRow: ['tr[id^="n-"]'],
  /** The title of a row. Seen by three clients, 2021 to 2026. */
  materialTitle: ['.item-title'],
  /** The gear of a row. Captured 2026-05. */
  menuTrigger: ['.action-links-unfold'],
  menu: ['ul.action-links'],

  /** The gradebook's own buttons, above the grid. Captured 2026-05. */
  gradebookToolbar: ['.s-grades-gradebook-options-btns'],

  /** That this form is Bulk Edit's is inferred from Schoology's script, 2026-05. */
  bulkEditForm: ['form#s-grade-item-manager-form'],
  /** On Bulk Edit's own address any form of the content will do. Guess, 2026-11. */
  bulkEditFallback: ['#content-wrapper form[method="post"]'],
  /** A row or cell that names its item by id. Guess, 2026-11. */
  bulkNamedNode: ['[id^="n-"]', '[data-nid]'],
} as const satisfies Record<string, readonly string[]>;

export type SelectorName = keyof typeof selectors;

/** All variants as one selector. */
export const cssOf = (name: SelectorName): string => selectors[name].join(',');

/** Like `element.matches`, which a form's field of that name would stand in for (HTML: legacy override built-ins). */
export const isA = (element: Element, css: string): boolean =>
  Element.prototype.matches.call(element, css);

/** The first element of the most trusted variant that matches, or null. */
export function find(name: SelectorName, root: ParentNode): HTMLElement | null {
  for (const css of selectors[name]) {
    const element = root.querySelector<HTMLElement>(css);
    if (element !== null) return element;
  }
  return null;
}

/** All elements of any variant, in document order. */
export const findAll = (name: SelectorName, root: ParentNode): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>(cssOf(name)),
];

/** The nearest ancestor (or the element itself) that matches any variant. */
export const closest = (name: SelectorName, element: Element): HTMLElement | null =>
  element.closest<HTMLElement>(cssOf(name));
