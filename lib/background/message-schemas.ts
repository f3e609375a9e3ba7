import * as z from 'zod/mini';
import type { DataOf, MessageName } from '../messages.ts';
import { exceptions, longestTitle } from '../model/graded-item.ts';
import { keptRuns } from '../model/history.ts';
import { layoutPages, layoutTroubles } from '../model/layout-problem.ts';
import { longestFile } from '../model/set-up-file.ts';
import { specialChoices } from '../model/special-score.ts';
import { mostUnheard } from '../model/submitted-copy.ts';
import { once } from '../once.ts';
import { connectionSchema, originSchema as origin } from '../settings/connection-schema.ts';
import { newItemsSchema } from '../settings/new-items-schema.ts';
import { pagePreferencesSchema } from '../settings/page-preferences.ts';
import { scheduleSchema } from '../settings/schedule.ts';

/** What a message may hold. Anything else is refused before a handler sees it: a sender may be hostile. */
const id = z.string().check(z.regex(/^\d{1,20}$/));
const opId = z.string().check(z.maxLength(64), z.minLength(8));
const sisId = z.string().check(z.minLength(1), z.maxLength(255));
const title = z.string().check(z.maxLength(longestTitle));
const section = once(() => z.strictObject({ origin, sectionId: id }));
const item = once(() => z.strictObject({ origin, sectionId: id, itemId: id }));
const source = () => z.enum(['dialog', 'bulk-edit', 'native']);
const none = once(() => z.undefined());
const fileText = z.string().check(z.maxLength(longestFile));

/** What our own pages may say of where a choice was made: they also take choices back. */
const chosenIn = () =>
  z.enum([
    'dialog',
    'bulk-edit',
    'panel',
    'native',
    'rule',
    'imported',
    'restored',
    'other-browser',
  ]);
const standing = () => z.strictObject({ include: z.boolean(), chosenIn: chosenIn() });

const choice = () => z.strictObject({ itemId: z.nullable(id), title, include: z.boolean() });

const itemsOfSection = () =>
  z.strictObject({ sectionId: id, itemIds: z.array(id).check(z.maxLength(2000)) });

/** Made when such a message first comes: to make all of them would be a tenth of the worker's start. */
export const dataSchemas = {
  getSectionState: () => z.strictObject({ sectionId: id }),
  getOptedOut: itemsOfSection,
  openPanel: () => z.strictObject({ sectionId: id }),
  getItems: () =>
    z.strictObject({
      sectionId: id,
      items: z
        .array(z.strictObject({ itemId: id, title: z.nullable(title) }))
        .check(z.maxLength(2000)),
    }),
  stageChoices: () =>
    z.strictObject({
      opId,
      sectionId: id,
      source: source(),
      choices: z.array(choice()).check(z.maxLength(2000)),
    }),
  forgetItem: () => z.strictObject({ opId, sectionId: id, itemId: id }),
  settleChoices: () => z.strictObject({ opId, outcome: z.enum(['saved', 'dropped', 'unknown']) }),
  findLost: () => z.strictObject({ opIds: z.array(opId).check(z.maxLength(mostUnheard)) }),
  pageStarted: () =>
    z.strictObject({
      form: z.enum(['rejected', 'failed', 'none']),
      item: z.nullable(z.strictObject({ itemId: id, title })),
    }),
  reportLayout: () =>
    z.strictObject({ page: z.enum(layoutPages), problem: z.enum(layoutTroubles) }),
  getPanel: none,
  refreshSections: none,
  getSection: section,
  refreshSection: section,
  sectionShown: section,
  removeData: () => z.strictObject({ otherBrowsers: z.boolean() }),
  repairStorage: none,
  setInclude: () => z.strictObject({ opId, key: item(), include: z.boolean() }),
  setIncludeMany: () =>
    z.strictObject({
      opId,
      choices: z
        .array(z.strictObject({ key: item(), choice: z.nullable(standing()) }))
        .check(z.minLength(1), z.maxLength(5000)),
    }),
  getItemDetail: item,
  saveSisTitle: () => z.strictObject({ key: item(), title: z.nullable(title) }),
  saveSpecialScore: () =>
    z.strictObject({
      key: item(),
      exception: z.enum(exceptions),
      choice: z.nullable(z.enum(specialChoices)),
    }),
  sync: () =>
    z.strictObject({
      sections: z.array(section()).check(z.maxLength(200)),
      items: z.optional(z.array(item()).check(z.maxLength(5000))),
      again: z.optional(z.boolean()),
      confirmed: z.optional(z.string().check(z.maxLength(64))),
    }),
  saveNewItems: newItemsSchema,
  preview: () => z.strictObject({ sections: z.array(section()).check(z.maxLength(200)) }),
  decideChanged: () =>
    z.strictObject({
      items: z.array(item()).check(z.minLength(1), z.maxLength(5000)),
      choice: z.enum(['keep', 'send']),
      studentId: z.nullable(z.union([sisId, z.literal('')])),
    }),
  cancelSync: none,
  getHistory: () => z.strictObject({ count: z.int().check(z.minimum(1), z.maximum(keptRuns)) }),
  getStillInSis: () => z.strictObject({ sections: z.array(section()).check(z.maxLength(200)) }),
  removedInSis: () => z.strictObject({ key: item(), lineItemId: sisId }),
  getTotals: section,
  saveConnection: () =>
    z.strictObject({
      settings: connectionSchema(),
      secret: z.nullable(z.string().check(z.maxLength(2000))),
    }),
  exportSetUp: none,
  previewImport: () => z.strictObject({ text: fileText }),
  importSetUp: () => z.strictObject({ opId, text: fileText }),
  saveSchedule: scheduleSchema,
  savePagePreferences: pagePreferencesSchema,
  addLmsDomain: () => z.strictObject({ origin }),
  removeLmsDomain: () => z.strictObject({ origin }),
  signIn: none,
  signOut: none,
  testConnection: none,
  linkSection: () => z.strictObject({ section: section(), classId: sisId }),
  matchCategory: () => z.strictObject({ section: section(), categoryId: id, sisCategoryId: sisId }),
  copyMatches: section,
  getOpenStudents: section,
  linkStudent: () => z.strictObject({ section: section(), uid: id, studentId: sisId }),
  confirmChoices: none,
} satisfies { [K in MessageName]: () => z.ZodMiniType<DataOf<K>> };
