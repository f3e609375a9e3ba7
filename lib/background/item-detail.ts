import type { SectionSnapshot } from '../model/graded-item.ts';
import type { ItemDetail, SpecialView } from '../model/item-detail.ts';
import { type ItemKey, itemKeyText, type SectionKey, sectionKeyText } from '../model/item-key.ts';
import { schoologyUrl } from '../model/item-link.ts';
import { suggestTitle } from '../model/short-title.ts';
import { usesOwnSession } from '../model/sis-system.ts';
import type { SpecialScores } from '../model/special-score.ts';
import { sisTitleOf, type TeacherSettings } from '../model/teacher-settings.ts';
import { readConnection } from '../settings/connection.ts';
import type { Profile } from '../sis/profile.ts';
import { readObserved } from '../storage/observed-rows.ts';
import type { LinkRecord, Observed, StoredItem } from '../storage/records.ts';
import { storedItems } from '../storage/section-rows.ts';
import { readTeacherSettings } from '../storage/settings-store.ts';
import { rivalsOf } from '../sync/plan/duplicate-titles.ts';
import { judgingOf } from '../sync/plan/judge-score.ts';
import { judgingRules, scoresByItem } from '../sync/plan/plan.ts';
import { isGraded } from '../sync/plan/preflight.ts';
import { sayable } from '../sync/plan/score-result.ts';
import { scoreLines } from '../sync/show/score-lines.ts';
import type { App } from './app.ts';
import { itemRow } from './item-rows.ts';

/** What is known of one item: from disk, and from the reading of its section in memory. */
type Facts = {
  item: StoredItem;
  others: StoredItem[];
  snapshot: SectionSnapshot;
  link: LinkRecord | null;
  observed: Map<string, Observed>;
  profile: Profile;
  settings: TeacherSettings;
};

/**
 * Everything about one item, with its students and their scores. Rejects with LmsError when they have to be read anew
 * and cannot be, and with Error when there is no such item.
 */
export async function itemDetail(app: App, key: ItemKey): Promise<ItemDetail> {
  const facts = await factsOf(app, key);
  const { item, snapshot, link, observed, profile, settings } = facts;
  const row = await itemRow(app, key);
  if (!row) throw new Error(`no item ${itemKeyText(key)}`);
  const flag = await app.db.get('flags', [key.origin, key.sectionId, key.itemId]);
  const { fingerprint } = app.workspace;
  const judging = judgingOf(item, link, observed, judgingRules({ profile, settings, fingerprint }));
  return {
    row,
    ...titlesOf(facts),
    points: item.points,
    scale: item.scale ?? null,
    landing: item.planned?.landing ?? null,
    remarks: item.planned?.remarks ?? [],
    chosenAt: flag?.changedAt ?? null,
    special: specialView(profile, settings.special),
    scores: scoreLines(snapshot.members, scoresByItem(snapshot)(item), judging),
    reference: judging?.lineItemId ?? null,
    schoologyUrl: schoologyUrl(key, item.kind),
    sisUrl: await sisUrl(app),
  };
}

async function factsOf(app: App, key: ItemKey): Promise<Facts> {
  const snapshot = await snapshotOf(app, key);
  const items = [...(await storedItems(app.db, key)).values()];
  const item = items.find(({ itemId }) => itemId === key.itemId);
  if (!item) throw new Error(`no item ${itemKeyText(key)}`);
  return {
    item,
    others: items.filter((other) => other !== item),
    snapshot,
    link: (await app.db.get('links', [key.origin, key.sectionId])) ?? null,
    observed: await readObserved(
      { getAll: (section) => app.db.getAllFromIndex('observed', 'section', section) },
      { getAll: (section) => app.db.getAllFromIndex('resultHashes', 'section', section) },
      key,
    ),
    profile: (await app.workspace.settings()).profile,
    settings: await readTeacherSettings(app.db, key),
  };
}

/** The last reading of the section, or a new one: after a pause the background has forgotten it. */
async function snapshotOf(app: App, { origin, sectionId }: SectionKey): Promise<SectionSnapshot> {
  const section = { origin, sectionId };
  return app.snapshots.get(sectionKeyText(section)) ?? app.workspace.readSnapshot(section);
}

function titlesOf({ item, others, profile, settings }: Facts) {
  const { titleMax, uniqueTitle } = profile;
  const sisTitle = settings.sisTitles.get(item.itemId) ?? null;
  // Only what would be sent can be in the way.
  const sendable = others.filter((other) => isGraded(other) && other.planned?.landing);
  const taken = rivalsOf(item, sendable, uniqueTitle).map((rival) => sisTitleOf(rival, settings));
  return { sisTitle, titleMax, suggestion: suggestTitle(sisTitle ?? item.title, titleMax, taken) };
}

const specialView = (profile: Profile, chosen: SpecialScores): SpecialView[] =>
  (['missing', 'incomplete', 'excused'] as const).map((exception) => ({
    exception,
    chosen: chosen[exception] ?? null,
    usual: profile.specialScores[exception].usual,
    choices: sayable(exception, profile),
  }));

/** Only PowerSchool's own pages are known, and only where the teacher is signed in to them (powerschool.md 1.1). */
async function sisUrl(app: App): Promise<string | null> {
  const { settings } = await readConnection(app.ports);
  if (!settings || !usesOwnSession(settings.authType)) return null;
  return new URL('/teachers/index.html', settings.rosteringUrl).href;
}
