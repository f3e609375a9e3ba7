import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

export type BrowserName = 'chromium' | 'firefox';

type Places = { variable: string; commands: string[]; paths: string[] };

/** Branded Chrome is not listed: since 137 it ignores --load-extension, so it cannot run an unpacked extension. */
const places: Record<BrowserName, Places> = {
  chromium: {
    variable: 'CHROMIUM_BIN',
    commands: ['chromium', 'chromium-browser'],
    paths: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      chromium.executablePath(), // what `npx playwright install chromium` downloads
    ],
  },
  firefox: {
    variable: 'FIREFOX_BIN',
    commands: ['firefox-esr', 'firefox'],
    paths: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
  },
};

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** The command's path as a shell would find it; /usr/bin is looked at even if PATH lacks it. */
function which(command: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return folders.map((folder) => join(folder, command + suffix)).find(isFile);
}

/**
 * The executable to test with, or undefined if there is none. CHROMIUM_BIN and FIREFOX_BIN win;
 * a variable that names no file is an error, because testing another browser than asked for would be a lie.
 */
export function findBrowser(name: BrowserName): string | undefined {
  const { variable, commands, paths } = places[name];
  const asked = process.env[variable];
  if (asked && !isFile(asked)) throw new Error(`${variable} is ${asked}, where no file is`);
  if (asked) return asked;
  return commands.map(which).find((path) => path !== undefined) ?? paths.find(isFile);
}

/** Like findBrowser, but a missing browser is an error that says what to install. */
export function requireBrowser(name: BrowserName): string {
  const path = findBrowser(name);
  if (path === undefined) throw new Error(`${name} was not found. ${howToGet[name]}`);
  return path;
}

/** One line for a person whose machine lacks the browser. */
export const howToGet: Record<BrowserName, string> = {
  chromium:
    'Install it with `apt install chromium` (Debian), `dnf install chromium` (Fedora), `brew install --cask chromium` (macOS) or `npx playwright install chromium`, or set CHROMIUM_BIN. Branded Google Chrome will not do: it cannot load an unpacked extension from the command line; Chromium and Chrome for Testing can.',
  firefox:
    'Install it with `apt install firefox-esr` (Debian), `dnf install firefox` (Fedora), `brew install --cask firefox` (macOS) or from https://www.mozilla.org/firefox/, or set FIREFOX_BIN. It must be version 140 or later.',
};
