import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { lineItemId } from '../../../lib/sis/ids.ts';
import { cellAt, fullTitle } from '../../sandbox/schoology/state.ts';
import { secretsOf, sisIdsOf } from '../security/full-run.ts';
import { type Computer, section, startComputer } from './computer.ts';
import { I1, I2, I3, I4, I5, I6, I7, I8 } from './invariants.ts';

/** World History's class in the SIS. */
const classId = 'class-whist-6';

/** Takes what goes to the console; to be called before each test. */
export function hearConsole(): unknown[] {
  const heard: unknown[] = [];
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation((...args) => void heard.push(...args));
  }
  return heard;
}

/**
 * A computer that has read the course, and whose repeats follow at once (full jitter, of which nothing); to be called
 * before each test, with `expectInvariants` after it.
 */
export async function startWatched(): Promise<{ computer: Computer; heard: unknown[] }> {
  const heard = hearConsole();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const computer = await startComputer();
  await computer.ask('refreshSection', section);
  return { computer, heard };
}

/** What "nothing lost, nobody in" means (I1 to I8), held against a computer after whatever has happened to it. */
export async function expectInvariants(computer: Computer, heard: unknown[]): Promise<void> {
  await expectChoicesKept(computer);
  await expectShownAsItIs(computer);
  const writes = computer.world.writes.map(async ({ origin, allowed }) => ({
    origin,
    isAllowed: (await allowed).includes(origin),
  }));
  I7((await Promise.all(writes)).filter(({ isAllowed }) => !isAllowed));
  await expectNothingTold(computer, heard);
}

async function expectChoicesKept({ app, lms, world }: Computer): Promise<void> {
  const stores = await app();
  await I1(
    stores,
    section,
    world.optedOut.map(({ itemId }) => itemId),
  );
  for (const { itemId, writes } of world.optedOut) {
    const later = await Promise.all(world.writes.slice(writes).map(({ body }) => body));
    I2(later, [lms.item(itemId).title, lineItemId({ ...section, itemId }, classId)]);
  }
  await I5(stores);
}

async function expectShownAsItIs({ app, gradebook, lms, sis }: Computer): Promise<void> {
  const { rows } = await createPageHandlers(await app()).getSection(section);
  const shown = rows.map(({ title, status, reason, lastSuccessAt, key }) => ({
    title,
    itemId: key.itemId,
    row: [status, reason?.code ?? null, lastSuccessAt] as const,
  }));
  I3(shown.map(({ row }) => row));
  const inClass = sis.gradebook().find((one) => one.classId === classId)?.lineItems ?? [];
  const things = inClass.flatMap(({ title, results }) => [
    title,
    ...results.map(({ studentId }) => `${title}, ${studentId}`),
  ]);
  I4(things, [...new Set(things)]);
  for (const { title, itemId, row } of shown)
    I6(row, gradebook()[title], inSchoology({ lms, sis }, itemId));
}

/** What the SIS is to have of an item, by student: the sandbox numbers them alike in both systems. */
function inSchoology({ lms, sis }: Pick<Computer, 'lms' | 'sis'>, itemId: string) {
  const words = { excused: 'exempt', missing: 'not submitted', incomplete: null };
  const { studentIds = [] } =
    sis.state.classes.find(({ sourcedId }) => sourcedId === classId) ?? {};
  const cells = studentIds.map((id) => {
    const { points, exception } = cellAt(lms.state, `310000${id.slice(-2)}`, itemId);
    return [id, (exception && words[exception]) ?? points] as const;
  });
  return Object.fromEntries(cells.filter(([, sent]) => sent !== null));
}

/** Everything that was said and everything that is at rest, whatever has happened. */
async function expectNothingTold(computer: Computer, heard: unknown[]): Promise<void> {
  const { lms, world } = computer;
  const titles = [...lms.state.items.values()].map(({ title }) => title);
  const courses = [...lms.state.sections.values()].map(fullTitle);
  I8(
    { said: [...heard, ...saidBy(world)], atRest: await atRest(computer) },
    { secrets: secretsOf(computer), kept: [...sisIdsOf(computer), ...titles, ...courses] },
  );
}

/** What the browser was told to show or to pass on. */
export const saidBy = ({ badges, notices, told }: Computer['world']): unknown[] => [
  ...badges,
  ...notices,
  ...told,
];

/** All stores of the database, and storage.local. */
export async function atRest({ app }: Computer): Promise<unknown[]> {
  const { db } = await app();
  const stores = await Promise.all([...db.objectStoreNames].map((name) => db.getAll(name)));
  return [...stores, await fakeBrowser.storage.local.get(null)];
}
