/**
 * `npm run bench`: what the extension costs, each measure beside the bare equivalent in the same run, in an order of
 * chance, by medians. Needs a build (`npm run build`) and Chromium.
 *
 * `--quick` measures less often; `--only P1,P11` measures those; `--gate` exits with 1 when a measure is beyond what
 * CI allows, also when measured anew. Timings are shown here and asserted nowhere else.
 */
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { ensureBrowsers } from '../browsers/ensure.ts';
import { browserStart } from './browser-start.ts';
import { choiceSaving } from './choices.ts';
import { coldWorker } from './cold-worker.ts';
import { drain } from './drain.ts';
import { storedYears } from './four-years.ts';
import { idle } from './idle.ts';
import { longList } from './long-list.ts';
import { pageCost } from './page-cost.ts';
import { planning } from './planning.ts';
import { popupOpening } from './popup.ts';
import { rateLimit } from './rate-limit.ts';
import { type Measure, meets, type Row, type Samples, shown } from './row.ts';
import { sending } from './sending.ts';
import { sizes } from './sizes.ts';

const measures: Measure[] = [
  sending,
  choiceSaving,
  pageCost,
  popupOpening,
  longList,
  coldWorker,
  browserStart,
  rateLimit,
  drain,
  storedYears,
  planning,
  sizes,
  idle,
];

const whole: Samples = { loads: 30, actions: 40, opens: 20, scores: 5_000, runs: 3 };
const quick: Samples = { loads: 5, actions: 12, opens: 6, scores: 1_000, runs: 1 };

const has = (option: string): boolean => process.argv.includes(option);
const only = process.argv[process.argv.indexOf('--only') + 1]?.split(',') ?? [];
const samples = has('--quick') ? quick : whole;
const isAskedFor = (id: string): boolean => !has('--only') || only.includes(id);

const timesAsOften = (times: number): Samples => {
  const { loads, actions, opens, scores, runs } = samples;
  return {
    ...{ loads: times * loads, actions: times * actions, opens: times * opens },
    ...{ runs: times * runs, scores },
  };
};

const isBeyondGate = (row: Row): boolean => isAskedFor(row.id) && !meets(row, row.gate);

/** What is beyond its gate is measured anew, twice as often and then four times: the machine may have been busy. */
async function measure(one: Measure): Promise<Row[]> {
  let rows = await one.run(samples);
  for (const times of has('--gate') ? [2, 4] : []) {
    const missed = rows.filter(isBeyondGate);
    if (missed.length === 0) break;
    console.log(`Measured again: ${missed.map(({ id, what }) => `${id} ${what}`).join('; ')}`);
    const again = await one.run(timesAsOften(times));
    rows = rows.map((row, index) => (isBeyondGate(row) ? (again[index] ?? row) : row));
  }
  return rows;
}

if (!process.env.SKIP_BROWSER_INSTALL) ensureBrowsers(['chromium']);
/** P1 to P18, and then what has another name. */
const place = ({ id }: Row): number => Number(id.slice(1)) || 99;

const rows: Row[] = [];
for (const one of measures.filter(({ ids }) => ids.some(isAskedFor))) {
  const began = performance.now();
  console.log(`measuring ${one.ids.join(', ')} …`);
  rows.push(...(await measure(one)));
  console.log(`  took ${Math.round((performance.now() - began) / 1_000)} s`);
}
const wanted = rows.filter(({ id }) => isAskedFor(id));
const load = loadavg()[0]?.toFixed(1);
const gib = Math.round(totalmem() / 2 ** 30);
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, ${gib} GiB, load ${load}`,
);
console.table(
  wanted
    .toSorted((a, b) => place(a) - place(b))
    .map((row) => ({
      '': row.id,
      measure: row.what,
      seen: shown(row, row.value),
      target: `${row.atLeast ? '>=' : '<='} ${shown(row, row.target)}`,
      verdict: meets(row, row.target)
        ? 'met'
        : meets(row, row.gate)
          ? 'missed, within CI’s gate'
          : 'MISSED',
    })),
);
if (has('--gate') && wanted.some((row) => !meets(row, row.gate))) process.exitCode = 1;
