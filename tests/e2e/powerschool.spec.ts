import { listen } from '../sandbox/listen.ts';
import { powerSchoolApp } from '../sandbox/powerschool/app.ts';
import { gradebookOf, passBack, typeScore } from '../sandbox/powerschool/powerschool.ts';
import { worldHistoryInPowerSchool } from '../sandbox/powerschool/world-history.ts';
import { connectPowerSchool } from './steps/own-session.ts';
import { openPanel, openSchoology, worldHistory } from './steps/teacher.ts';
import { expect, test } from './support/fixtures.ts';

test('a teacher who is signed in to PowerSchool needs nothing but its address', async ({
  driver,
  sandbox,
}) => {
  const power = worldHistoryInPowerSchool();
  passBack(power, 4711, 'Warm-up 1');
  const server = await listen((request, env) => powerSchoolApp(power).fetch(request, env), 0);
  const origin = `https://powerschool.example.test:${server.port}`;
  try {
    await connectPowerSchool(driver, origin);
    await openSchoology(driver, sandbox, `/course/${worldHistory.id}/materials`);
    const panel = await openPanel(driver, worldHistory.title);
    await panel.clickRole('button', 'Sync 6 items');

    // Schoology's own passback feeds this class: nothing is doubled before the teacher has said so.
    await panel.waitForText('perhaps Schoology’s own grade passback, has put 1 item into');
    expect(Object.keys(gradebookOf(power))).toEqual(['Warm-up 1']);
    await panel.clickRole('button', 'Send all the same');
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
    await panel.waitForText('Press Keep PowerSchool or Send mine.');
    expect(quiz()).toBe('24');
    await panel.clickRole('button', 'Send mine');
    await panel.clickRole('button', 'Sync 1 item');
    await expect.poll(quiz).toBe('23');
  } finally {
    await server.close();
  }
});
