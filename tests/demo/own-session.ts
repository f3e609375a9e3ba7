import { isDeepStrictEqual } from 'node:util';
import { includedInHistory } from '../e2e/steps/expected.ts';
import {
  chooseAeriesCategories,
  connectAeries,
  connectPowerSchool,
  openAeries,
} from '../e2e/steps/own-session.ts';
import { openPanel, openSchoology, worldHistory } from '../e2e/steps/teacher.ts';
import type { Driver, Tab } from '../e2e/support/driver.ts';
import { aeriesApp } from '../sandbox/aeries/app.ts';
import { marksOf } from '../sandbox/aeries/data.ts';
import { worldHistoryInAeries } from '../sandbox/aeries/world-history.ts';
import { listen } from '../sandbox/listen.ts';
import { powerSchoolApp } from '../sandbox/powerschool/app.ts';
import { gradebookOf } from '../sandbox/powerschool/powerschool.ts';
import { worldHistoryInPowerSchool } from '../sandbox/powerschool/world-history.ts';
import type { Sandbox } from '../sandbox/start.ts';
import { tell } from './tell.ts';

type Marks = Record<string, Record<string, string | null>>;

/** A SIS that the teacher is signed in to in the same browser. */
type OwnSession = {
  /** Signs in and connects, up to an options page that says "Saved." */
  connect: (driver: Driver) => Promise<Tab>;
  /** What only the teacher knows, chosen in the panel. */
  choose: (panel: Tab) => Promise<void>;
  marks: () => Marks;
  /** How the SIS writes a student of the sandbox, `09`, and a score. */
  student: (number: string) => string;
  close: () => Promise<void>;
};

async function powerSchool(): Promise<OwnSession> {
  const power = worldHistoryInPowerSchool();
  const server = await listen((request, env) => powerSchoolApp(power).fetch(request, env), 0);
  const origin = `https://powerschool.example.test:${server.port}`;
  return {
    connect: (driver) => connectPowerSchool(driver, origin),
    choose: async () => undefined,
    marks: () => gradebookOf(power),
    student: (number) => `s1000${number}`,
    close: server.close,
  };
}

async function aeriesPortal(): Promise<OwnSession> {
  const aeries = worldHistoryInAeries();
  const server = await listen((request, env) => aeriesApp(aeries).fetch(request, env), 0);
  const origin = `https://district.aeries.example.test:${server.port}`;
  return {
    async connect(driver) {
      await openAeries(driver, origin);
      return connectAeries(driver, origin);
    },
    choose: chooseAeriesCategories,
    marks: () => marksOf(aeries),
    student: (number) => `1000${number}`,
    close: server.close,
  };
}

export const ownSessions = { powerschool: powerSchool, 'aeries-portal': aeriesPortal } as const;
export type OwnSessionName = keyof typeof ownSessions;

/** The numbers of World History by hand; what a SIS makes of Missing and Excused differs, so they are left out. */
function expectedMarks({ student }: OwnSession): Marks {
  return Object.fromEntries(
    Object.entries(includedInHistory).map(([title, scores]) => [
      title,
      Object.fromEntries(
        Object.entries(scores)
          .filter(([, score]) => typeof score === 'number')
          .map(([id, score]) => [student(id.slice(-2)), String(score)]),
      ),
    ]),
  );
}

/** Throws unless every number stands there, and no other beside it. */
function mustHold(sis: OwnSession): void {
  const expected = expectedMarks(sis);
  for (const [title, marks] of Object.entries(expected)) {
    const held = Object.entries(sis.marks()[title] ?? {}).filter(([, mark]) => mark !== null);
    if (isDeepStrictEqual(Object.fromEntries(held), marks)) continue;
    console.error('Expected:', marks, '\nIn the SIS:', sis.marks()[title]);
    throw new Error(`The SIS does not hold what it should of ${title}`);
  }
}

/** Plays the teacher's path, or with `hand` leaves the connected browser to the person at the machine. */
export async function demoOwnSession(
  name: OwnSessionName,
  {
    driver,
    sandbox,
    folder,
    hand,
  }: { driver: Driver; sandbox: Sandbox; folder: string; hand: boolean },
): Promise<void> {
  const sis = await ownSessions[name]();
  try {
    tell('The teacher signs in to the SIS in this browser, and gives its address in options');
    const options = await sis.connect(driver);
    await options.screenshot(`${folder}/1-options.png`);
    await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
    tell('The section has linked itself; the panel asks for what only the teacher knows');
    const panel = await openPanel(driver, worldHistory.title);
    if (hand) return await driver.untilClosed();
    await sis.choose(panel);
    await panel.waitFor({ role: 'button', name: 'Sync 6 items' });
    await panel.screenshot(`${folder}/2-panel-before.png`);
    tell('Sync 6 items');
    await panel.clickRole('button', 'Sync 6 items');
    await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
    await panel.screenshot(`${folder}/3-panel-synced.png`);
    console.table(sis.marks());
    mustHold(sis);
  } finally {
    await sis.close();
  }
}
