import { LmsError } from '../../lms/lms-error.ts';
import type { SectionSnapshot } from '../../model/graded-item.ts';
import { type SectionKey, sameSection } from '../../model/item-key.ts';
import type { Reason } from '../../model/reason.ts';
import { SisError } from '../../sis/sis-client.ts';
import { relaxed } from '../../storage/database.ts';
import { bindNewItems, endOldChoices } from '../../storage/new-item-choices.ts';
import { storedItemIds } from '../../storage/section-rows.ts';
import { linkSection } from '../link/link-section.ts';
import type { Workspace } from '../workspace.ts';
import { applyRules } from './new-items.ts';
import { type Look, type PreparedSection, planSection } from './plan-section.ts';

/** A link younger than this is not read again; a new student in the SIS is seen within that time. */
const linkMaxAge = 15 * 60_000;

/**
 * Reads Schoology and, when due, the SIS; plans; and stores what the panel shows. Rejects with LmsError when
 * Schoology cannot be read (the stored rows then stay as they were, and the section says why).
 */
export async function prepareSection(
  ws: Workspace,
  section: SectionKey,
  options: { relink: boolean } = { relink: false },
): Promise<PreparedSection> {
  // Before Schoology is read: a plan of that reading, made beside this one, must not make its new items look known.
  const known = await storedItemIds(ws.db, section);
  const snapshot = await ws.readSnapshot(section).catch(async (error: unknown) => {
    if (error instanceof LmsError) await noteProblem(ws, section, error.reason);
    throw error;
  });
  const unseen = snapshot.items.filter(({ itemId }) => !known.has(itemId));
  await bindNewItems(ws, section, snapshot.items);
  await applyRules(ws, snapshot, unseen);
  const planned = await planSection(ws, snapshot, await lookAtSis(ws, snapshot, options.relink));
  await endOldChoices(ws, section, unseen);
  return planned;
}

async function lookAtSis(ws: Workspace, snapshot: SectionSnapshot, relink: boolean): Promise<Look> {
  const { origin, sectionId } = snapshot.section;
  const before = (await ws.db.get('links', [origin, sectionId])) ?? null;
  const at = ws.clock.now();
  const age = Math.abs(at - (before?.readAt ?? 0)); // a clock that was set back makes nothing fresh
  const fresh = before !== null && before.classId !== null && age < linkMaxAge;
  if (fresh && !relink) return { at, problem: null, refused: null, link: null };
  try {
    const { teacherEmail } = await ws.settings();
    const elsewhere = await matchedElsewhere(ws, snapshot.section);
    const options = { teacherEmail, now: at, elsewhere };
    const now = await linkSection(snapshot, await ws.sis(), before, options);
    const problem: Reason | null = now.classId === null ? { code: 'SECTION_NOT_LINKED' } : null;
    return { at, problem, refused: null, link: { before, now } };
  } catch (error) {
    if (!(error instanceof SisError)) throw error;
    const problem: Reason = { code: error.code, params: { detail: error.detail } };
    return { at, problem, refused: error, link: null };
  }
}

/** What the teacher matched by hand in other sections, by Schoology category id. */
async function matchedElsewhere(
  { db }: Workspace,
  section: SectionKey,
): Promise<Record<string, string>> {
  const links = await db.getAll('links');
  return Object.fromEntries(
    links
      .filter((link) => link.origin === section.origin && !sameSection(link, section))
      .flatMap(({ categories }) => Object.entries(categories))
      .filter(([, { automatic }]) => !automatic)
      .map(([id, { sisId }]) => [id, sisId]),
  );
}

/** Says with the section why it is left out. */
export async function noteProblem(
  { db }: Pick<Workspace, 'db'>,
  section: SectionKey,
  problem: Reason,
): Promise<void> {
  const tx = db.transaction('sections', 'readwrite', relaxed);
  const row = await tx.store.get([section.origin, section.sectionId]);
  if (row) await tx.store.put({ ...row, problem });
  await tx.done;
}
