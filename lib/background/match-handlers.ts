import { type SectionKey, sameSection, sectionKeyText } from '../model/item-key.ts';
import { SisError } from '../sis/sis-client.ts';
import { relaxed } from '../storage/database.ts';
import type { LinkRecord } from '../storage/records.ts';
import { storedItemIds } from '../storage/section-rows.ts';
import { copiedMatches, type Matched } from '../sync/link/copy-matches.ts';
import { joinByHand } from '../sync/link/match.ts';
import { prepareSection } from '../sync/plan/prepare-section.ts';
import type { App } from './app.ts';
import { replanStored } from './choices.ts';
import type { PageHandlers } from './router.ts';
import { sectionView } from './views.ts';

type MatchMessage =
  | 'linkSection'
  | 'matchCategory'
  | 'copyMatches'
  | 'getOpenStudents'
  | 'linkStudent';

/** Section, categories and students joined to the SIS by the teacher. */
export const createMatchHandlers = (app: App): Pick<PageHandlers, MatchMessage> => ({
  async linkSection({ section, classId }) {
    await changeLink(app, section, (link) => ({ ...link, classId, automatic: false }));
    await prepareSection(app.workspace, section, { relink: true });
    app.ports.notify(section);
    return sectionView(app, section);
  },

  async matchCategory({ section, categoryId, sisCategoryId }) {
    const chosen = { sisId: sisCategoryId, automatic: false };
    await changeLink(app, section, (link) => ({
      ...link,
      categories: { ...link.categories, [categoryId]: chosen },
    }));
    await replanStored(app, section, await storedItemIds(app.db, section));
    app.ports.notify(section);
    return sectionView(app, section);
  },

  async copyMatches(section) {
    const from = await matchedIn(app, section);
    const links = await app.db.getAll('links');
    const others = links.filter((link) => !sameSection(link, section) && link.classId !== null);
    const copied = { sections: 0, categories: 0 };
    for (const other of others) {
      const to = await matchedIn(app, other);
      const added = from && to ? Object.entries(copiedMatches(from, to)) : [];
      if (added.length === 0) continue;
      await addCategories(app, other, added);
      copied.sections++;
      copied.categories += added.length;
    }
    return copied;
  },

  async getOpenStudents(section) {
    const link = await app.db.get('links', [section.origin, section.sectionId]);
    if (!link?.classId) throw notLinked();
    const snapshot =
      app.snapshots.get(sectionKeyText(section)) ?? (await app.workspace.readSnapshot(section));
    const taken = new Set(Object.values(link.students));
    const users = await (await app.workspace.sis()).listStudents(link.classId);
    return {
      open: snapshot.members
        .filter(({ uid }) => link.unmatched.includes(uid))
        .map(({ uid, name }) => ({ id: uid, title: name })),
      sisStudents: users
        .filter(({ id }) => !taken.has(id))
        .map(({ id, name }) => ({ id, title: name || id })),
    };
  },

  async linkStudent({ section, uid, studentId }) {
    await changeLink(app, section, (link) => {
      const joined = joinByHand(link, { [uid]: studentId });
      const studentsByHand = { ...link.studentsByHand, ...joined.studentsByHand };
      return { ...link, ...joined, studentsByHand };
    });
    await replanStored(app, section, await storedItemIds(app.db, section));
    app.ports.notify(section);
    return sectionView(app, section);
  },
});

const notLinked = (): SisError => new SisError({ code: 'SECTION_NOT_LINKED', scope: 'run' });

async function matchedIn({ db }: App, { origin, sectionId }: SectionKey): Promise<Matched | null> {
  const link = await db.get('links', [origin, sectionId]);
  const section = await db.get('sections', [origin, sectionId]);
  return link && section ? { link, categories: section.categories } : null;
}

async function addCategories(
  app: App,
  section: SectionKey,
  added: [string, string][],
): Promise<void> {
  const chosen = added.map(([id, sisId]) => [id, { sisId, automatic: false }] as const);
  await changeLink(app, section, (link) => ({
    ...link,
    categories: { ...Object.fromEntries(chosen), ...link.categories },
  }));
  await replanStored(app, section, await storedItemIds(app.db, section));
  app.ports.notify(section);
}

/** Rejects when the section has never been joined to the SIS: there is nothing to choose from yet. */
async function changeLink(
  app: App,
  { origin, sectionId }: SectionKey,
  change: (link: LinkRecord) => LinkRecord,
): Promise<void> {
  const tx = app.db.transaction(['links', 'summaries'], 'readwrite', relaxed);
  const links = tx.objectStore('links');
  const link = await links.get([origin, sectionId]);
  if (link) await links.put(change(link));
  await tx.objectStore('summaries').delete([origin, sectionId]);
  await tx.done;
  if (!link) throw notLinked();
}
