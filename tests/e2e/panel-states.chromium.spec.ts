import type { Page } from '@playwright/test';
import { draw, openStage, type Setting } from '../panel/stage.ts';
import { type DrawnState, drawnSheets, drawnStates, pathOf } from '../panel/states.ts';
import { axeSource, axeViolationsOf } from './steps/axe.ts';
import { expect, test } from './support/fixtures.ts';

/** The built panel over fixed answers, state by state: what no story can reach in one browser. */
const breaks = async (page: Page): Promise<string[]> => {
  await page.addScriptTag({ content: axeSource });
  return JSON.parse(String(await page.evaluate(axeViolationsOf('html'))));
};

const named = (name: string): DrawnState => {
  const state = drawnStates.find((one) => one.name === name);
  if (!state) throw new Error(`no state ${name}`);
  return state;
};

for (const colors of ['light', 'dark'] as const) {
  for (const at of ['popup', 'panel'] as const) {
    test(`every state passes axe as ${at}, ${colors}`, async () => {
      const stage = await openStage();
      for (const state of drawnStates) {
        const page = await draw(stage, { path: pathOf(at, state), answers: state, colors });
        expect(await breaks(page), state.name).toEqual([]);
        await page.context().close();
      }
      await stage.close();
    });
  }
}

for (const colors of ['light', 'dark'] as const) {
  test(`every sheet of the list passes axe, ${colors}`, async () => {
    const stage = await openStage();
    for (const state of drawnSheets) {
      const page = await draw(stage, { path: pathOf('popup', state), answers: state, colors });
      await expect(page.locator('.sheet-body > :not(:empty)').first()).toBeVisible();
      expect(await breaks(page), state.name).toEqual([]);
      await page.context().close();
    }
    await stage.close();
  });

  test(`options pass axe, ${colors}`, async () => {
    const stage = await openStage();
    const page = await draw(stage, { path: 'options.html', answers: named('daily'), colors });
    expect(await breaks(page)).toEqual([]);
    await stage.close();
  });
}

/** Nothing is cut off at the side, whatever the width, the zoom, the language and the direction. */
const settings: Partial<Setting>[] = [
  { width: 400 },
  { width: 320 }, // WCAG 1.4.10: a tab of 1280 px at 400 %
  { width: 400, language: 'es' },
  { width: 400, direction: 'rtl' },
  { width: 400, forcedColors: true },
];

for (const setting of settings) {
  test(`no state is wider than the popup, ${JSON.stringify(setting)}`, async () => {
    const stage = await openStage();
    for (const state of drawnStates) {
      const page = await draw(stage, { path: pathOf('panel', state), answers: state, ...setting });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, state.name).toBeLessThanOrEqual(0);
      await page.context().close();
    }
    await stage.close();
  });
}

test('a list of 500 by keyboard: to its end and back, each row knows which one it is', async () => {
  const stage = await openStage();
  const state = named('many-items');
  const page = await draw(stage, { path: pathOf('panel', state), answers: state });
  const focused = () =>
    page.evaluate(() => {
      const row = document.activeElement?.closest('tr');
      return `${row?.getAttribute('aria-rowindex')} ${row?.querySelector('.cell-title')?.textContent}`;
    });
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '501');
  expect(await page.locator('tr[data-item]').count()).toBeLessThan(300);
  await page.locator('tr[data-item] input').first().focus();
  await page.keyboard.press('End');
  await expect.poll(focused).toMatch(/^501 .*\(500\)$/);
  for (let step = 0; step < 60; step++) await page.keyboard.press('ArrowUp');
  await expect.poll(focused).toMatch(/^441 .*\(440\)$/);
  await page.keyboard.press('Home');
  await expect.poll(focused).toMatch(/^2 .*\(1\)$/);
  for (let step = 0; step < 60; step++) await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toMatch(/^62 .*\(61\)$/);
  await stage.close();
});
