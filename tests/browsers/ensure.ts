import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type BrowserName, findBrowser, howToGet } from './find.ts';

const debianPackages: Record<BrowserName, string> = {
  chromium: 'chromium',
  firefox: 'firefox-esr',
};

/** Without these a bare machine draws boxes instead of letters in the screenshots. */
const fonts = ['fonts-dejavu-core', 'fonts-noto-core'];

/** Runs a command in full view. False if it failed; what it printed says why. */
function attempt(command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`$ ${[command, ...args].join(' ')}`);
  try {
    execFileSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    return true;
  } catch (error) {
    console.log(`  did not work: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

const canUseApt = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

function installWithApt(missing: BrowserName[]): void {
  const packages = [...missing.map((name) => debianPackages[name]), ...fonts];
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  attempt('apt-get', ['update', '-q'], quiet);
  attempt('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], quiet);
}

const missingOf = (names: BrowserName[]): BrowserName[] =>
  names.filter((name) => findBrowser(name) === undefined);

/**
 * Makes sure that the browsers are on this machine, and installs what is missing where it can: as root on
 * Debian with apt, elsewhere Chromium with Playwright's own download. Every step is printed.
 * Throws an error that says what to install by hand if one is still missing.
 */
export function ensureBrowsers(names: BrowserName[]): void {
  const absent = missingOf(names);
  if (absent.length > 0) console.log(`Missing: ${absent.join(', ')}. Installing.`);
  if (absent.length > 0 && canUseApt()) installWithApt(absent);
  if (missingOf(absent).includes('chromium')) {
    attempt('npx', ['playwright', 'install', 'chromium']);
  }
  const missing = missingOf(names);
  if (missing.length > 0) {
    throw new Error(missing.map((name) => `${name} is missing. ${howToGet[name]}`).join('\n'));
  }
  for (const name of names) console.log(`${name}: ${findBrowser(name)}`);
}
