import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, scriptsOf } from '../../.ci/built-scripts.ts';
import type { Measure, Row } from './row.ts';

const folder = '.output/chrome-mv3';

/** Bounds in kB, as .ci/sizes.ts holds them for every build, and 25 % more as the gate. */
const bounds = { 'content script': 40, popup: 80, background: 320 } as const;

const kB = (files: string[]): number =>
  files.reduce((sum, file) => sum + readFileSync(join(folder, file)).length, 0) / 1_000;

/** What is loaded at once for each part, minified, before gzip. */
export const sizes: Measure = {
  ids: ['P15'],
  async run() {
    const scripts = scriptsOf(folder);
    const row = (what: string, value: number, target: number): Row => ({
      id: 'P15',
      what,
      value,
      unit: 'kB',
      target,
      gate: target * 1.25,
    });
    return [
      ...(['content script', 'popup', 'background'] as const).map((part) =>
        row(`scripts loaded for the ${part}`, kB(scripts[part]), bounds[part]),
      ),
      row('all files', kB(filesOf(folder)), 800),
    ];
  },
};
