import type { Exception } from '../model/graded-item.ts';
import type { ItemKey, SectionKey } from '../model/item-key.ts';
import type { SpecialChoice } from '../model/special-score.ts';
import type { TeacherSettings } from '../model/teacher-settings.ts';
import type { ChoiceTransaction } from './choice-transaction.ts';
import { type Database, sectionRange, strict } from './database.ts';
import type { ItemSettings, SectionSettings } from './records.ts';

/*
 * What a teacher sets for an item or a section besides the choice to sync it. In stores of their own: rows of items
 * and links are replaced with every reading, this is not.
 */

/** Keeps the title that an item has in the SIS; null = it has Schoology's again. Resolves once it is on disk. */
export async function saveSisTitle(
  db: Database,
  { origin, sectionId, itemId }: ItemKey,
  sisTitle: string | null,
): Promise<void> {
  const tx = db.transaction('itemSettings', 'readwrite', strict);
  if (sisTitle === null) await tx.store.delete([origin, sectionId, itemId]);
  else await tx.store.put({ origin, sectionId, itemId, sisTitle });
  await tx.done;
}

/** Keeps what a mark without a score becomes in this section; null = as the SIS has it. Resolves once it is on disk. */
export async function saveSpecialScore(
  db: Database,
  { origin, sectionId }: SectionKey,
  exception: Exception,
  choice: SpecialChoice | null,
): Promise<void> {
  const tx = db.transaction('sectionSettings', 'readwrite', strict);
  const before = await tx.store.get([origin, sectionId]);
  const special = { ...before?.special, [exception]: choice ?? undefined };
  await tx.store.put({ origin, sectionId, special });
  await tx.done;
}

/** What is set for one section; titles and marks that it does not name stay as they are. */
export type SectionTeacherSettings = SectionKey & TeacherSettings;

/** Part of a transaction that changes choices too. The section's plans are brought up to it by the caller. */
export async function putTeacherSettings(
  tx: ChoiceTransaction,
  { origin, sectionId, sisTitles, special }: SectionTeacherSettings,
): Promise<void> {
  const items = tx.objectStore('itemSettings');
  const sections = tx.objectStore('sectionSettings');
  const before = await sections.get([origin, sectionId]);
  await Promise.all([
    ...[...sisTitles].map(([itemId, sisTitle]) =>
      items.put({ origin, sectionId, itemId, sisTitle }),
    ),
    sections.put({ origin, sectionId, special: { ...before?.special, ...special } }),
    tx.objectStore('summaries').delete([origin, sectionId]),
  ]);
}

export async function readTeacherSettings(
  db: Database,
  section: SectionKey,
): Promise<TeacherSettings> {
  return toTeacherSettings(
    await db.getAll('itemSettings', sectionRange(section)),
    await db.get('sectionSettings', [section.origin, section.sectionId]),
  );
}

export const toTeacherSettings = (
  items: ItemSettings[],
  section: SectionSettings | undefined,
): TeacherSettings => ({
  sisTitles: new Map(items.map(({ itemId, sisTitle }) => [itemId, sisTitle])),
  special: section?.special ?? {},
});
