/**
 * Refuses a lockfile that `npm ci` would refuse elsewhere. `npm install` leaves out, without a word, an optional
 * platform package that it cannot get; `npm ci` then fails on that platform. No download address may be recorded
 * either: where packages come from is the business of the machine that installs them.
 */
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const Package = z.object({
  resolved: z.optional(z.union([z.string(), z.boolean()])),
  optionalDependencies: z.optional(z.record(z.string(), z.string())),
});
const Lockfile = z.object({ packages: z.record(z.string(), Package) });

type Packages = z.infer<typeof Lockfile>['packages'];

/** Node's own search: the package's node_modules, then those of the folders around it. */
function isInstalled(packages: Packages, from: string, name: string): boolean {
  const path = `${from ? `${from}/` : ''}node_modules/${name}`;
  if (path in packages) return true;
  if (from === '') return false;
  return isInstalled(
    packages,
    from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))),
    name,
  );
}

function problemsOf(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([path, { resolved, optionalDependencies = {} }]) => [
    ...(/^https?:/.test(String(resolved)) ? [`${path}: records a download address`] : []),
    ...Object.keys(optionalDependencies)
      .filter((name) => !isInstalled(packages, path, name))
      .map((name) => `${path}: its optional dependency ${name} is missing`),
  ]);
}

const { packages } = Lockfile.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
const problems = problemsOf(packages);
for (const problem of problems) console.error(problem);
if (problems.length === 0)
  console.log(`Lockfile: ${Object.keys(packages).length} packages, complete.`);
process.exitCode = problems.length > 0 ? 1 : 0;
