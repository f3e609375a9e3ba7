import * as z from 'zod/mini';
import { LmsError } from './lms-error.ts';
import { commonSettings } from './schemas.ts';
import type { Feed } from './schoology-feed.ts';

/** Who is signed in, and how this person sees dates. */
export type Account = { uid: string; language: string; timezone: string };

/**
 * Reads `Drupal.settings.s_common` from the My Courses page: every page carries it in an inline script
 * (schoology facts 2.2). It is the only place that tells the time zone.
 */
export async function readAccount(feed: Feed): Promise<Account> {
  const where = 'account';
  const html = await feed.page('/courses', where);
  const settings = extractSettings(html);
  if (settings === null) {
    throw new LmsError(/type="password"/.test(html) ? 'login-page' : 'layout-changed', where);
  }
  const parsed = z.safeParse(commonSettings, settings);
  if (!parsed.success) throw new LmsError('layout-changed', where);
  const { user, language, timezone } = parsed.data.s_common;
  if (user.uid === '0') throw new LmsError('signed-out', where);
  return { uid: user.uid, language, timezone };
}

/** The object in `jQuery.extend(Drupal.settings, {…})`, found by balanced braces outside of strings; null if none. */
function extractSettings(html: string): unknown {
  const call = /jQuery\.extend\(\s*Drupal\.settings\s*,\s*/.exec(html);
  if (!call) return null;
  const start = call.index + call[0].length;
  const end = endOfObject(html, start);
  if (end === null) return null;
  try {
    return JSON.parse(html.slice(start, end));
  } catch {
    return null;
  }
}

function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (quoted && char === '\\') at++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && char === '{') depth++;
    else if (!quoted && char === '}' && --depth === 0) return at + 1;
  }
  return null;
}
