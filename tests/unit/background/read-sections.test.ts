// @vitest-environment node
import { expect, it } from 'vitest';
import { panelView } from '../../../lib/background/views.ts';
import { section, startComputer, until } from '../reliability/computer.ts';

it('a list of courses that arrives after a run leaves what the run wrote of a section', async () => {
  const computer = await startComputer();
  await computer.ask('refreshSections');
  await computer.look();
  let isAsked = false;
  let arrive: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  computer.interfere(async ({ url }, pass) => {
    if (!url.includes('/site-navigation/courses')) return pass();
    isAsked = true;
    await answered;
    return pass();
  });
  const listing = computer.ask('refreshSections');
  await until(() => isAsked);
  await computer.sync();
  const app = await computer.app();
  const key: [string, string] = [section.origin, section.sectionId];
  const afterRun = await app.db.get('sections', key);
  expect(afterRun?.readBack).toMatchObject({ state: 'verified' });

  arrive();
  expect(await listing).toMatchObject({ ok: true });
  expect(await app.db.get('sections', key)).toEqual(afterRun);
  expect((await panelView(app)).sections).toHaveLength(3);
});
