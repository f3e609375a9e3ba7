import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBrowser } from '../../browsers/find.ts';

/** Where a distribution's Chromium reads what an administrator has set: one folder for all who use this machine. */
const folder = '/etc/chromium/policies/managed';
const fileOf = (id: string): string => join(folder, `${id}.json`);

const nearestThatExists = (path: string): string =>
  existsSync(path) ? path : nearestThatExists(dirname(path));

function mayWrite(path: string): boolean {
  try {
    accessSync(nearestThatExists(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether this user can set a policy here, which is the administrator's to do: on Linux as root, as in CI, and for a
 * Chromium of the distribution. Playwright's own download reads another folder, which was not tried.
 */
export const canSetChromiumPolicy = (): boolean =>
  process.platform === 'linux' &&
  mayWrite(folder) &&
  !findBrowser('chromium')?.includes('ms-playwright');

/** Sets the policy of one extension, in a file of its own. */
export function writeChromiumPolicy(id: string, values: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(id), JSON.stringify({ '3rdparty': { extensions: { [id]: values } } }));
}

export const removeChromiumPolicy = (id: string): void => rmSync(fileOf(id), { force: true });
