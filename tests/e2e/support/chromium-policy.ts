import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Chromium on Linux reads what an administrator has set: one folder for all who use this machine. */
const folder = '/etc/chromium/policies/managed';
const fileOf = (id: string): string => join(folder, `${id}.json`);

/**
 * Sets the policy of one extension, in a file of its own. Throws where this user may not write there: a policy is the
 * administrator's.
 */
export function writeChromiumPolicy(id: string, values: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(id), JSON.stringify({ '3rdparty': { extensions: { [id]: values } } }));
}

export const removeChromiumPolicy = (id: string): void => rmSync(fileOf(id), { force: true });
