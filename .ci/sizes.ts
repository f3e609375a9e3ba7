/**
 * Prints what each part of the built extension weighs and fails when one is over its budget, or a script is not ASCII
 * (wxt.config.ts says why).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesOf, scriptsOf } from './built-scripts.ts';

/**
 * Minified bytes, before gzip. Every Schoology page that is opened pays for the content script: it serves all of
 * Schoology's forms, Bulk Edit and lists in one file, since a part loaded later would have to be open to every page, or
 * come from the background when the dialog is drawn already. What a page has no need of is parsed there and never run.
 * The background holds both codecs, all sign-ins and the schemas of everything that comes in, and half of it is
 * libraries; it is read from disk. A service worker may load a part of itself later only where it did so while it was
 * installed, and is then given that part at every start as well: with a third of the code put apart a start took 23.8
 * ms instead of 24.5, not worth a loader of our own. The popup holds what the list needs to be drawn and worked with;
 * what stands over it, and what most looks do without, is loaded when it is first needed. The panel in a tab is the
 * same.
 */
const budgets: Record<string, number> = {
  'content script': 40_000,
  popup: 60_000,
  panel: 60_000,
  background: 320_000,
};

type Size = { part: string; minified: number; gzip: number };

function sizeOf(part: string, folder: string, files: string[]): Size {
  const contents = files.map((file) => readFileSync(join(folder, file)));
  const sum = (weigh: (content: Buffer) => number): number =>
    contents.reduce((total, content) => total + weigh(content), 0);
  return { part, minified: sum((it) => it.length), gzip: sum((it) => gzipSync(it).length) };
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

/** A part with a budget must be there: nothing at all would mean that the build lost it. */
function verdictOf({ part, minified }: Size): 'ok' | 'OVER' | 'MISSING' | undefined {
  const budget = budgets[part];
  if (budget === undefined) return undefined;
  if (minified === 0) return 'MISSING';
  return minified > budget ? 'OVER' : 'ok';
}

const isGood = (size: Size): boolean => (verdictOf(size) ?? 'ok') === 'ok';

function lineOf(size: Size): string {
  const { part, minified, gzip } = size;
  const budget = budgets[part];
  const verdict = budget === undefined ? '' : `  of ${kB(budget)}  ${verdictOf(size)}`;
  return `  ${part.padEnd(15)}${kB(minified)}  gzip ${kB(gzip)}${verdict}`;
}

/** The scripts that hold a sign beyond ASCII. */
const notAscii = (folder: string): string[] =>
  filesOf(folder).filter(
    (file) => file.endsWith('.js') && readFileSync(join(folder, file)).some((byte) => byte > 127),
  );

/** Prints the table of one build. True if every part is within its budget and every script is ASCII. */
function report(folder: string): boolean {
  const parts = Object.entries(scriptsOf(folder));
  const sizes = parts.map(([part, files]) => sizeOf(part, folder, files));
  const all = sizeOf('all files', folder, filesOf(folder));
  console.log(`${folder} (1 kB = 1000 bytes)`);
  for (const size of [...sizes, all]) console.log(lineOf(size));
  const wide = notAscii(folder);
  for (const file of wide) console.error(`${file} is not ASCII.`);
  return wide.length === 0 && sizes.every(isGood);
}

const areGood = ['.output/chrome-mv3', '.output/firefox-mv3'].map(report);
const isGoodBuild = !areGood.includes(false);
if (!isGoodBuild)
  console.error(
    'The build is not good: a part is over its budget or missing, or a script is not ASCII.',
  );
process.exitCode = isGoodBuild ? 0 : 1;
