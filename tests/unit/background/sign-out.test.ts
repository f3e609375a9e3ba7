import { expect, it } from 'vitest';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { saveSettings } from '../../../lib/settings/connection.ts';
import { background } from './harness.ts';

const settings = {
  system: 'oneroster' as const,
  version: '1.2' as const,
  authType: 'oauth2-pkce' as const,
  authorizationUrl: 'https://login.example.org/authorize',
  sisName: 'Example SIS',
  rosteringUrl: 'https://sis.example.org/rostering',
  gradebookUrl: 'https://sis.example.org/gradebook',
  tokenUrl: 'https://login.example.org/token',
  clientId: 'client-1',
  scopes: ['a'],
  teacherEmail: '',
};

const issued = {
  access_token: 'access-of-the-teacher',
  refresh_token: 'refresh-of-the-teacher',
  token_type: 'Bearer',
  expires_in: 3600,
};

/** The SIS's page, where the teacher agrees at once. */
async function agree(url: string): Promise<string> {
  const state = new URL(url).searchParams.get('state') ?? '';
  return `https://extension.example/?code=one-code&state=${state}`;
}

it('leaves nothing of the token in any storage after sign-out', async () => {
  const { app } = await background();
  const { ports } = app;
  ports.hasHostAccess = async () => true;
  ports.signInWindow = { redirectUrl: 'https://extension.example/', open: agree };
  ports.fetch = async () => Response.json(issued);
  await saveSettings(ports, settings);
  const handlers = createPageHandlers(app);
  const stored = async (area: 'session' | 'local') => JSON.stringify(await ports[area].get(null));

  await handlers.signIn(undefined);
  expect(await stored('session')).toContain('access-of-the-teacher');
  expect(await stored('session')).toContain('refresh-of-the-teacher');
  expect(await stored('local')).not.toContain('of-the-teacher');

  await handlers.signOut(undefined);
  expect(await stored('session')).not.toContain('of-the-teacher');
  expect(await ports.session.get('token')).toEqual({});
  expect(await stored('local')).not.toContain('of-the-teacher');
});
