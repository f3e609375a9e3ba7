import type { DataOf, MessageName } from '../../../lib/messages.ts';
import { essay, section } from '../reliability/computer.ts';

const { sectionId } = section;
const key = { ...section, itemId: essay.itemId };
const choice = { itemId: essay.itemId, title: essay.title, include: false };

/** A file as options saves it, that opts the essay out. */
const file = JSON.stringify({
  format: 'sync-to-sis',
  version: 1,
  savedAt: '2026-11-30T12:00:00.000Z',
  sections: [
    {
      ...section,
      title: 'World History',
      choices: { [essay.itemId]: false },
      class: null,
      categories: {},
    },
  ],
  connection: null,
  lmsOrigins: [],
  pagePreferences: { gradebookButton: false, optedOutMarks: true },
  schedule: { everyMinutes: null, notify: false },
  newItems: { wait: false, rules: [] },
});

/** A message of each kind that is right in every field, and that would change something where the kind can. */
export const rightData: { [K in MessageName]: DataOf<K> } = {
  getSectionState: { sectionId },
  getOptedOut: { sectionId, itemIds: [essay.itemId] },
  openPanel: { sectionId },
  getItems: { sectionId, items: [{ itemId: essay.itemId, title: essay.title }] },
  stageChoices: { opId: 'fuzz-stage', sectionId, source: 'dialog', choices: [choice] },
  forgetItem: { opId: 'fuzz-forget', sectionId, itemId: essay.itemId },
  settleChoices: { opId: 'staged-by-tab-7', outcome: 'saved' },
  findLost: { opIds: ['staged-by-tab-7'] },
  pageStarted: { form: 'none', item: { itemId: essay.itemId, title: essay.title } },
  reportLayout: { page: 'grade-item', problem: 'no-anchor' },
  getPanel: undefined,
  refreshSections: undefined,
  getSection: section,
  refreshSection: section,
  sectionShown: section,
  removeData: { otherBrowsers: true },
  repairStorage: undefined,
  setInclude: { opId: 'fuzz-include', key, include: false },
  setIncludeMany: {
    opId: 'fuzz-many',
    choices: [{ key, choice: { include: false, chosenIn: 'panel' } }],
  },
  sync: { sections: [section], items: [key], again: true },
  saveNewItems: { wait: true, rules: [{ id: 'r', include: false, test: { by: 'zero-points' } }] },
  cancelSync: undefined,
  getItemDetail: key,
  saveSisTitle: { key, title: 'Essay' },
  saveSpecialScore: { key, exception: 'missing', choice: 'zero' },
  exportSetUp: undefined,
  previewImport: { text: file },
  importSetUp: { opId: 'fuzz-import', text: file },
  saveSchedule: { everyMinutes: 60, notify: false },
  preview: { sections: [section] },
  decideChanged: { items: [key], choice: 'keep', studentId: null },
  getHistory: { count: 10 },
  getStillInSis: { sections: [section] },
  removedInSis: { key, lineItemId: 'line-item-1' },
  getTotals: section,
  saveConnection: {
    settings: {
      system: 'oneroster',
      version: '1.2',
      authType: 'oauth2-client-credentials',
      sisName: 'Evil',
      rosteringUrl: 'https://evil.example/r',
      gradebookUrl: 'https://evil.example/g',
      authorizationUrl: '',
      tokenUrl: 'https://evil.example/t',
      clientId: 'evil',
      scopes: ['all'],
      teacherEmail: 'x@evil.example',
    },
    secret: 'evil',
  },
  savePagePreferences: { gradebookButton: false, optedOutMarks: false },
  addLmsDomain: { origin: 'https://evil.example' },
  removeLmsDomain: { origin: 'https://evil.example' },
  signIn: undefined,
  signOut: undefined,
  testConnection: undefined,
  linkSection: { section, classId: 'class-whist-6' },
  matchCategory: { section, categoryId: '70021', sisCategoryId: 'cat-tests' },
  copyMatches: section,
  getOpenStudents: section,
  linkStudent: { section, uid: '31000009', studentId: 'sis-s-10' },
  confirmChoices: undefined,
};
