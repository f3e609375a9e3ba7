import { existsSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { MessageName } from '../../lib/messages.ts';
import type { PanelView, SectionView } from '../../lib/model/panel-view.ts';
import type { Preview } from '../../lib/model/preview.ts';
import type { Reason } from '../../lib/model/reason.ts';
import { requireBrowser } from '../browsers/find.ts';
import { now } from '../unit/components/fake-views.ts';

const root = resolve(import.meta.dirname, '../..');
const built = join(root, '.output/chrome-mv3');
const site = 'https://panel.example';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
};

/** What the background says, for good: a state that can be looked at. */
export type Answers = {
  /** null = it never answers. */
  panel: PanelView | null;
  /** What it answers to every message in place of an answer. */
  refuses?: Reason;
  views: SectionView[];
  /** What comes of reading Schoology anew: the same again, nothing yet, or a reason why it cannot be read. */
  fresh: 'same' | 'never' | Reason;
  /** What a sync would do; with it the review is opened. */
  preview?: Preview;
  /** What it says to other messages, by their names. */
  replies?: Partial<Record<MessageName, unknown>>;
  /** What is pressed in turn (CSS, the same in every language) until the sheet to be looked at is open. */
  press?: string[];
};

/** The texts of a language as the browser would give them to a page. */
function lookOf(language: string, direction: string) {
  const path = join(root, 'public/_locales', language, 'messages.json');
  const messages: Record<string, { message: string }> = JSON.parse(readFileSync(path, 'utf8'));
  const texts = Object.entries(messages).map(([key, { message }]) => [key, message]);
  return { language, catalogue: Object.fromEntries(texts), direction };
}

export type Setting = {
  /** A file of the build, with what follows `#` in its address. */
  path: string;
  answers: Answers;
  language?: 'en' | 'es';
  direction?: 'ltr' | 'rtl';
  colors?: 'light' | 'dark';
  forcedColors?: boolean;
  width?: number;
};

/** Chromium for drawing built pages of ours over fixed answers. */
export const openStage = (): Promise<Browser> =>
  chromium.launch({
    executablePath: requireBrowser('chromium'),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });

/** Draws a page of the build in a state: the real scripts and styles, with the browser and the background played. */
export async function draw(stage: Browser, setting: Setting): Promise<Page> {
  const { path, answers, language = 'en', direction = 'ltr', colors = 'light' } = setting;
  const context = await stage.newContext({
    locale: language,
    timezoneId: 'UTC',
    colorScheme: colors,
    forcedColors: setting.forcedColors ? 'active' : 'none',
    viewport: { width: setting.width ?? (path.startsWith('popup') ? 400 : 1280), height: 600 },
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(now);
  await page.route(`${site}/**`, async (route) => {
    const file = join(built, new URL(route.request().url()).pathname);
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    const contentType = types[extname(file)] ?? 'application/octet-stream';
    return route.fulfill({ body: readFileSync(file), contentType });
  });
  const drawn = JSON.stringify({ answers, look: lookOf(language, direction) });
  await page.addInitScript({ content: `globalThis.drawn = ${drawn}` });
  await page.addInitScript({ path: join(import.meta.dirname, 'fake-browser.js') });
  await page.goto(`${site}/${path}`);
  await page.waitForSelector('main h1');
  if (answers.preview) {
    await page
      .getByRole('button', { name: /^(Review|Revisar)$/ })
      .first()
      .click();
    await page.waitForSelector('.review-item');
  }
  if (answers.press !== undefined) {
    for (const pressed of answers.press) await page.locator(pressed).click();
    await page.waitForSelector('dialog[open]');
  }
  return page;
}
