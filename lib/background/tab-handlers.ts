import { sectionKeyText } from '../model/item-key.ts';
import { readConnection } from '../settings/connection.ts';
import { readFlags } from '../storage/flag-store.ts';
import { bindToLanding, waitingOptOuts } from '../storage/new-item-choices.ts';
import type { FlagRecord, StagedChoices } from '../storage/records.ts';
import {
  claim,
  type Outcome,
  outcomeAt,
  settle,
  settleRecovered,
  settleTab,
  stage,
} from '../storage/staged-store.ts';
import { dropCopy, recoverCopies } from '../storage/submitted-copies.ts';
import type { App } from './app.ts';
import { choicesChanged } from './choices.ts';
import { sectionRows } from './item-rows.ts';
import { noteLayoutProblem } from './layout-problems.ts';
import { createPageExtras } from './page-extras.ts';
import type { TabHandlers } from './router.ts';
import { StorageUnsafeError } from './storage-unsafe.ts';

/** What a Schoology page's content script may ask. No answer holds student data. */
export const createTabHandlers = (app: App): TabHandlers => ({
  ...createPageExtras(app),

  async reportLayout(problem) {
    await noteLayoutProblem(app.ports.session, problem);
    app.ports.notify(null);
    return { noted: true };
  },

  async getItems({ sectionId, items }, { origin }) {
    if (app.health() === 'locked') throw new StorageUnsafeError('choices not proven whole');
    const { settings, defaultInclude } = await readConnection(app.ports);
    const rows = new Map(
      (await sectionRows(app, { origin, sectionId })).map((row) => [row.key.itemId, row]),
    );
    const flags = await readFlags(app.db, { origin, sectionId });
    const waiting = await waitingOptOuts(app.db, { origin, sectionId }, items);
    return {
      sisName: settings?.sisName ?? '',
      defaultInclude,
      items: items.map(({ itemId }) => ({
        itemId,
        include: flags.get(itemId)?.include ?? defaultInclude,
        ...(waiting.has(itemId) && isUnchosen(flags.get(itemId)) && { optOutWaits: true as const }),
        chosenIn: flags.get(itemId)?.source ?? null,
        lastSuccessAt: rows.get(itemId)?.lastSuccessAt ?? null,
        scoresSent: rows.get(itemId)?.scoresSent ?? 0,
      })),
    };
  },

  async stageChoices({ opId, sectionId, source, choices }, { origin, tabId }) {
    const at = app.clock.now();
    await stage(app.db, { opId, origin, sectionId, tabId, source, choices, at });
    await dropCopy(app.ports.local, opId);
    // From here on the opted-out ones wait, whatever becomes of the form.
    for (const { itemId, include } of choices) {
      if (itemId !== null && !include) app.runner.exclude({ origin, sectionId, itemId });
    }
    return { staged: true };
  },

  async forgetItem({ opId, sectionId, itemId }, { origin, tabId }) {
    const at = app.clock.now();
    const section = { origin, sectionId };
    await stage(app.db, {
      ...section,
      opId,
      tabId,
      source: 'dialog',
      choices: [],
      forget: itemId,
      at,
    });
    return { staged: true };
  },

  async settleChoices({ opId, outcome }, { origin, tabId }) {
    const staged = await app.db.get('staged', opId);
    if (!staged || staged.origin !== origin || staged.tabId !== tabId) return { settled: false };
    await settle(app, opId, outcome);
    await settled(app, staged, outcome);
    return { settled: true };
  },

  async findLost({ opIds }, tab) {
    const lost = await claim(app.db, opIds, tab);
    if (lost.length === 0) return { lost };
    await recoverCopies({ local: app.ports.local, db: app.db }); // one may have come since this life began
    return { lost: await claim(app.db, lost, tab) };
  },

  async pageStarted({ form, item }, { origin, tabId }) {
    const staged = await app.db.getAllFromIndex('staged', 'tab', tabId);
    const outcome = outcomeOf[form];
    const carried = await settleTab(app, { tabId, origin }, outcome);
    if (form !== 'rejected') staged.push(...(await settleRecovered(app, origin)));
    for (const entry of staged) await settled(app, entry, outcomeAt(entry, origin, outcome));
    const bound = item && (await bindToLanding(app, tabId, { origin, ...item }));
    if (bound) await choicesChanged(app, bound, [{ itemId: item.itemId, include: bound.include }]);
    return { carried };
  },
});

/** Nobody has chosen for it: what a rule decided is no person's choice. */
const isUnchosen = (flag: FlagRecord | undefined): boolean =>
  flag === undefined || flag.source === 'rule';

/** What the page that follows a submitted form says of it. */
const outcomeOf = { rejected: 'dropped', failed: 'unknown', none: 'saved' } as const;

/** Plans and views follow what was settled. */
async function settled(app: App, staged: StagedChoices, outcome: Outcome): Promise<void> {
  const { forget } = staged;
  const snapshot = app.snapshots.get(sectionKeyText(staged));
  if (outcome === 'saved' && forget !== undefined && snapshot) {
    const items = snapshot.items.filter(({ itemId }) => itemId !== forget);
    const scores = snapshot.scores.filter(({ itemId }) => itemId !== forget);
    app.snapshots.set(sectionKeyText(staged), { ...snapshot, items, scores });
  }
  await choicesChanged(app, staged, withIds(staged.choices));
}

const withIds = (choices: { itemId: string | null; include: boolean }[]) =>
  choices.flatMap(({ itemId, include }) => (itemId === null ? [] : [{ itemId, include }]));
