/**
 * Builds the store packages here, and once more from the source package in another folder at another time. Fails
 * unless they are the same to the last byte: what a store gets is what anyone can build from the sources.
 */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzip } from './unzip.ts';

const began = performance.now();
const wxt = resolve('node_modules/wxt/bin/wxt.mjs');

/** Makes the packages of the project in `folder`, and gives them by name. */
function packagesOf(folder: string): Map<string, Buffer> {
  const output = join(folder, '.output');
  for (const browser of ['chrome', 'firefox']) {
    execFileSync(process.execPath, [wxt, 'zip', '-b', browser], { cwd: folder, stdio: 'pipe' });
  }
  const names = readdirSync(output).filter((name) => name.endsWith('.zip'));
  return new Map(names.map((name) => [name, readFileSync(join(output, name))]));
}

const isSources = (name: string): boolean => name.endsWith('-sources.zip');

/** The project as a reviewer unpacks it. The packages that `npm ci` would install by the lockfile are lent to it. */
function unpack(sources: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'sync-to-sis-sources-'));
  for (const [path, content] of unzip(sources)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}

const here = packagesOf(process.cwd());
const [, sources] = [...here].find(([name]) => isSources(name)) ?? [];
if (!sources) throw new Error('there is no source package');
const folder = unpack(sources);
const there = packagesOf(folder);
rmSync(folder, { recursive: true });

const stores = [...here].filter(([name]) => !isSources(name));
const different = stores.filter(([name, content]) => !there.get(name)?.equals(content));
for (const [name] of different) console.error(`${name}: not the same from the source package`);
const isFine = different.length === 0 && stores.length === 2;
const seconds = ((performance.now() - began) / 1000).toFixed(1);
if (isFine)
  console.log(`Packages: ${stores.length}, the same when built from the sources (${seconds} s).`);
process.exitCode = isFine ? 0 : 1;
