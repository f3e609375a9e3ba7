// Runs one of the project's TypeScript programs, on a fresh clone too: what is missing is installed first.
// Plain JavaScript, because before the installation there is nothing that could run TypeScript on Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const tsx = resolve(root, 'node_modules/tsx/dist/cli.mjs');

/** Ends this process when the command fails, with its code. */
function run(command, args, shell = false) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(tsx)) {
  console.log('Installing packages: npm ci');
  run('npm', ['ci'], process.platform === 'win32');
}
run(process.execPath, [tsx, ...process.argv.slice(2)]);
