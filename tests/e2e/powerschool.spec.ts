import { listen } from '../sandbox/listen.ts';
import { powerSchoolApp } from '../sandbox/powerschool/app.ts';
import { gradebookOf, newPowerSchool, typeScore } from '../sandbox/powerschool/powerschool.ts';
import { openPanel, openSchoology, worldHistory } from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

/** World History's students and categories, as its teacher's PowerSchool has them. */
function worldHistoryInPowerSchool() {
  const power = newPowerSchool();
  const numbers = ['s100009', 's100010', 's100011', 's100012', 's100015'];
  power.state.students = numbers.map((studentnumber, n) => ({
    id: 800 + n,
    dcid: 9001 + n,
    studentnumber,
    lastfirst: `Student ${n}`,
  }));
  const [section, ...others] = power.state.sections;
  if (!section) throw new Error('no section');
  section.coursename = 'World History';
  section.roster = power.state.students.map(({ dcid }) => dcid);
  for (const other of others) other.roster = [];
  const [homework, essays, quizzes] = power.state.categories;
  Object.assign(homework ?? {}, { name: 'Homework' });
  Object.assign(essays ?? {}, { name: 'Essays' });
  Object.assign(quizzes ?? {}, { name: 'Quizzes', isactive: true });
  return power;
}

test('a teacher who is signed in to PowerSchool needs nothing but its address', async ({
  driver,
  sandbox,
}) => {
  const power = worldHistoryInPowerSchool();
  const server = await listen((request, env) => powerSchoolApp(power).fetch(request, env), 0);
  const origin = `https://powerschool.example.test:${server.port}`;
  try {
    const own = await driver.newTab();
    await own.goto(`${origin}/sandbox/login`);
    await driver.grantOrigin(origin);
    const options = await driver.openExtensionPage('options.html');
    await options.select('#system', 'PowerSchool');
    await options.select('#authType', 'My own sign-in to PowerSchool in this browser');
    await options.fill('#rosteringUrl', `${origin}/teachers/index.html`);
    await options.clickRole('button', 'Save');
    await options.waitForText('Saved.');

    await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
    const panel = await openPanel(driver, worldHistory.title);
    await panel.clickRole('button', 'Sync 6 items');
    await panel.waitFor({ role: 'button', name: 'Everything is up to date' });
    // The five students' scores, by hand from the sandbox's marks; the essay without a due date waits.
    expect(gradebookOf(power)).toMatchObject({
      'Essay: the French Revolution': {
        s100009: '88',
        s100010: '93',
        s100011: '74',
        s100012: '90',
        s100015: '79',
      },
      'Quiz: Napoleon': { s100009: '22', s100010: '25' },
      'Trade routes map': { s100009: '18' },
    });
    expect(Object.keys(gradebookOf(power))).not.toContain('Industrial Revolution DBQ');
    await panel.waitForText('Synced and verified');

    // The teacher types a score in PowerSchool, and then another in Schoology: nothing is overwritten silently.
    const quiz = () => gradebookOf(power)['Quiz: Napoleon']?.s100009;
    typeScore(power, 'Quiz: Napoleon', 9001, 24);
    sandbox.lms.setScore('31000009', '50000052', 23);
    await panel.clickRole('button', 'Check for changes');
    await panel.clickRole('button', 'Sync 1 item');
    await panel.waitForText('Keep what PowerSchool has, or send yours.');
    expect(quiz()).toBe('24');
    await panel.clickRole('button', 'Send mine');
    await panel.clickRole('button', 'Sync 1 item');
    await expect.poll(quiz).toBe('23');
  } finally {
    await server.close();
  }
});
