import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { includedInHistory } from '../e2e/steps/expected.ts';
import { gradebookOf } from '../e2e/steps/gradebook.ts';
import {
  openBulkEdit,
  openEditDialog,
  panelRow,
  saveBulkEdit,
  saveDialog,
  worldHistory,
} from '../e2e/steps/teacher.ts';
import { askBackground } from '../e2e/support/ask-background.ts';
import type { Tab } from '../e2e/support/driver.ts';
import { poll } from '../e2e/support/tab.ts';
import type { Killer } from './killer.ts';
import { type Lane, materials } from './lane.ts';

const map = { id: '50000053', title: 'Map of Europe, 1815' };
const discussion = 'Discuss: causes of revolutions';
type Stage = Lane & { killer: Killer };

/**
 * How the run ended ("done", or "stopped" and its reason), everything that was lost, in words, and how many saves the page
 * after them said to be lost, so that they were made again.
 */
export type Trial = { ended: string; losses: string[]; repeated: number };

/** The teacher's story of the end-to-end tests, with the background killed through every step of it. */
export async function playUnderFire(stage: Stage): Promise<Trial> {
  const { schoology, killer } = stage;
  await untickInDialog(stage);
  const fates: Record<string, Fate> = { [map.title]: await lookAfter(stage, map.title) };
  await killer.under(async () => {
    await schoology.clickRole('checkbox', `Sync to SIS: ${discussion}`);
    await saveBulkEdit(schoology);
  });
  await nextPage(schoology);
  fates[discussion] = await lookAfter(stage, discussion);
  const titlesOf = (fate: Fate): string[] =>
    Object.keys(fates).filter((title) => fates[title] === fate);
  const repeated = titlesOf('made again').length;
  const losses = [
    ...titlesOf('lost').map((title) => `the choice of "${title}" is lost`),
    ...titlesOf('cried over').map(
      (title) => `the choice of "${title}" is said to be lost, and is not`,
    ),
  ];
  if (losses.length > 0) return { ended: 'not begun', losses, repeated }; // the panel would wait for other items to sync
  return { ended: await sync(stage), losses: await findLosses(stage), repeated };
}

async function untickInDialog({ killer, sandbox, schoology }: Stage): Promise<void> {
  await schoology.bringToFront(); // Firefox paints no other tab, and a click waits for a painted one
  await schoology.goto(`${sandbox.lms.origin()}${materials}`);
  await killer.under(async () => {
    await openEditDialog(schoology, map.id);
    await schoology.clickRole('checkbox', 'Sync to SIS');
    await saveDialog(schoology);
  });
}

/** Once the page that follows a save has told the background what it shows (SubmittedMark). */
const nextPage = async (schoology: Tab): Promise<void> =>
  void (await poll('the page after the save to tell what it shows', async () => {
    const isTold = () => sessionStorage.getItem('sync-to-sis-submitted') === null;
    return (await schoology.evaluate(isTold)) || undefined;
  }));

const saysLost = async (schoology: Tab): Promise<boolean> =>
  (await schoology.texts('.sync-to-sis-notice')).length > 0;

type Fate = 'stored' | 'made again' | 'lost' | 'cried over';

/** What became of an opt-out. One that a page says to be lost is made again, with nobody disturbing. */
async function lookAfter(stage: Stage, title: string): Promise<Fate> {
  const { schoology } = stage;
  const saidBefore = await saysLost(schoology);
  const stored = await isOptedOut(stage, title);
  const said = saidBefore || (await saysLost(schoology));
  if (stored) return said ? 'cried over' : 'stored';
  if (!said) return 'lost';
  await schoology.clickRole('checkbox', `Sync to SIS: ${title}`);
  await saveBulkEdit(schoology);
  await nextPage(schoology);
  return (await isOptedOut(stage, title)) ? 'made again' : 'lost';
}

/** In a Bulk Edit opened anew. */
async function isOptedOut({ sandbox, schoology }: Stage, title: string): Promise<boolean> {
  await openBulkEdit(schoology, sandbox, worldHistory.id);
  // Off limits until the stored choice is read: only then it shows one.
  await schoology.waitFor(`input[type=checkbox][aria-label="Sync to SIS: ${title}"]:enabled`);
  return !(await schoology.isChecked(`Sync to SIS: ${title}`));
}

const RunReply = z.object({
  ok: z.literal(true),
  value: z.object({
    run: z.nullable(
      z.object({
        state: z.string(),
        stopReason: z.nullable(z.unknown()),
        resumesAt: z.nullable(z.number()),
      }),
    ),
  }),
});

const KnownReply = z.object({ ok: z.literal(true), value: z.object({ known: z.literal(true) }) });

type RunState = z.infer<typeof RunReply>['value']['run'];

/** Null: there is none. Undefined: the worker died under the question. */
async function askForRun(panel: Tab): Promise<RunState | undefined> {
  const reply = RunReply.safeParse(await askBackground(panel, 'getPanel'));
  return reply.success ? reply.data.value.run : undefined;
}

/** Presses Sync under fire and waits for the end of the run; asking wakes the worker, as its alarm would. */
async function sync({ sandbox, killer, panel }: Stage): Promise<string> {
  await showHistory(panel);
  sandbox.sis.latency = 30; // long enough that the worker often dies with requests on the wire
  const section = { origin: sandbox.lms.origin(), sectionId: worldHistory.id };
  await panel.waitFor({ role: 'button', name: 'Sync 4 items' });
  // The panel notes by itself that the list was shown, right after it was; a killed note makes the press a first look.
  await poll(
    'the list to be known as shown',
    async () =>
      KnownReply.safeParse(await askBackground(panel, 'getSection', section)).success || undefined,
  );
  return killer.under(async () => {
    await panel.clickRole('button', 'Sync 4 items');
    return poll('the run to end', async () => {
      const run = await askForRun(panel);
      // The worker died before the run was on disk, or the press is still on its way to the next one: by then the panel
      // may have no button any more, and a second question joins the run of the first.
      if (run === null) await askBackground(panel, 'sync', { sections: [section] });
      // A request that died with its worker may pass for a lost network: the run goes on in a minute, or at a look.
      if (run?.resumesAt) await askBackground(panel, 'refreshSection', section);
      if (!run || ['running', 'cancelling'].includes(run.state)) return undefined;
      return run.stopReason ? `${run.state} ${JSON.stringify(run.stopReason)}` : run.state;
    });
  });
}

async function showHistory(panel: Tab): Promise<void> {
  await panel.bringToFront();
  await panel.reload();
  await panel.waitFor({ role: 'heading', name: 'Sync to SIS' });
  await panel.select({ role: 'combobox', name: 'Course' }, worldHistory.title);
}

/** Everything that is not as it would be undisturbed, in words; none = nothing is lost. */
async function findLosses({ panel, sandbox }: Stage): Promise<string[]> {
  const { sis } = sandbox;
  const losses: string[] = [];
  const inSis = gradebookOf(sandbox, 'class-whist-6');
  if (!isDeepStrictEqual(inSis, includedInHistory)) {
    losses.push(`the SIS gradebook differs: ${JSON.stringify(inSis)}`);
  }
  if (sis.state.lineItems.size !== 4) losses.push(`${sis.state.lineItems.size} line items, not 4`);
  if (sis.state.results.size !== 20) losses.push(`${sis.state.results.size} results, not 20`);
  if (sis.deletes().length > 0) losses.push('something was deleted in the SIS');
  const sent = sis.puts().filter(({ body }) => /Map of Europe|Discuss/.test(JSON.stringify(body)));
  if (sent.length > 0) losses.push(`${sent.length} requests with an opted-out item`);
  await showHistory(panel);
  const upToDate = { role: 'button', name: 'Everything is up to date' } as const;
  await panel.waitFor(upToDate).catch(async () => {
    losses.push(`not up to date: ${JSON.stringify(await askForRun(panel))}`);
  });
  for (const title of [map.title, discussion]) {
    const { status } = await panelRow(panel, title);
    if (status !== 'Opted Out') losses.push(`"${title}" is ${status}, not Opted Out`);
  }
  for (const title of Object.keys(includedInHistory)) {
    const { status } = await panelRow(panel, title);
    if (status !== 'Synced') losses.push(`"${title}" is ${status}, not Synced`);
  }
  return losses;
}
