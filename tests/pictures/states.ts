import { join } from 'node:path';
import { draw, openStage, type Setting } from '../panel/stage.ts';
import { drawnSheets, drawnStates, pathOf } from '../panel/states.ts';

const looks = [
  { name: 'light', colors: 'light', language: 'en' },
  { name: 'dark', colors: 'dark', language: 'en' },
  { name: 'es', colors: 'light', language: 'es' },
] as const satisfies (Partial<Setting> & { name: string })[];

/** Every state of the panel as popup and as tab, in light, in dark and in Spanish; the daily one also right-to-left. */
export async function takeStates(folder: string): Promise<void> {
  const stage = await openStage();
  const take = async (name: string, setting: Setting): Promise<void> => {
    const page = await draw(stage, setting);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    await page.context().close();
  };
  for (const state of [...drawnStates, ...drawnSheets]) {
    for (const at of ['popup', 'panel'] as const) {
      const path = pathOf(at, state);
      for (const { name, ...look } of looks) {
        await take(`state-${state.name}-${at}-${name}`, { ...look, path, answers: state });
      }
      if (state.name !== 'daily') continue;
      await take(`state-${state.name}-${at}-rtl`, { path, answers: state, direction: 'rtl' });
      await take(`state-${state.name}-${at}-forced-colors`, {
        path,
        answers: state,
        forcedColors: true,
      });
    }
  }
  await stage.close();
}
