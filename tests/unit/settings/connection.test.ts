import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ConnectionSettings } from '../../../lib/model/panel-view.ts';
import { neededScopes } from '../../../lib/model/sis-system.ts';
import {
  type ConnectionFacts,
  readConnection,
  type SettingsPorts,
  saveSecret,
  saveSettings,
  saveTeacherEmail,
  viewConnection,
} from '../../../lib/settings/connection.ts';
import { policy } from './a-policy.ts';
import { policyOf } from './policy-of.ts';

const typed: ConnectionSettings = {
  system: 'oneroster',
  version: '1.2',
  authType: 'oauth2-client-credentials',
  authorizationUrl: '',
  sisName: 'Aeries',
  rosteringUrl: 'https://own.example/r',
  gradebookUrl: 'https://own.example/g',
  tokenUrl: 'https://own.example/t',
  clientId: 'me',
  scopes: ['a'],
  teacherEmail: 'teacher@school.example',
};

const ports = (managed: unknown): SettingsPorts => ({
  local: fakeBrowser.storage.local,
  session: fakeBrowser.storage.session,
  managed: policyOf(() => {
    if (managed instanceof Error) throw managed;
    return managed as Record<string, unknown>;
  }),
});
const yes = async () => true;
const facts = (change: Partial<ConnectionFacts> = {}): ConnectionFacts => ({
  granted: yes,
  signedIn: async () => false,
  redirectUrl: 'https://extension.example/',
  fallbackName: 'your SIS',
  ...change,
});

describe('the connection', () => {
  it('is the district’s where there is a policy, whatever was typed', async () => {
    const both = ports(policy);
    await saveSettings(both, typed);
    await saveSecret(both, 'mine');
    const connection = await readConnection(both);
    expect(connection).toMatchObject({ fromPolicy: true, secret: 'district-secret' });
    expect(connection.settings).toEqual({
      system: 'oneroster',
      version: '1.2',
      authType: 'oauth2-client-credentials',
      authorizationUrl: '',
      sisName: 'Example SIS',
      rosteringUrl: policy.oneRoster.rosteringUrl,
      gradebookUrl: policy.oneRoster.gradebookUrl,
      tokenUrl: policy.auth.tokenUrl,
      clientId: 'district',
      scopes: neededScopes('1.2'),
      teacherEmail: 'teacher@school.example',
    });
  });

  it('is what was typed where there is none (Firefox rejects then)', async () => {
    const own = ports(new Error('Managed storage manifest not found'));
    await saveSettings(own, typed);
    await saveSecret(own, 'mine');
    expect(await readConnection(own)).toMatchObject({
      settings: typed,
      fromPolicy: false,
      secret: 'mine',
    });
  });

  it('is not known while the browser does not let the policy be read: what was typed does not step in', async () => {
    const own = ports(new Error('No SW'));
    await saveSettings(own, typed);
    await expect(readConnection(own)).rejects.toThrow('No SW');
  });

  it('takes a typed secret where the policy leaves it out', async () => {
    const { clientSecret: _, ...auth } = policy.auth;
    const district = ports({ ...policy, auth });
    expect((await readConnection(district)).secret).toBeNull();
    await saveSecret(district, 'mine');
    expect(await readConnection(district)).toMatchObject({ fromPolicy: true, secret: 'mine' });
  });

  it('leaves the teacher’s e-mail to the teacher under a policy, which cannot know it', async () => {
    const district = ports(policy);
    const email = async () => (await readConnection(district)).settings?.teacherEmail;
    expect(await email()).toBe('');
    await saveTeacherEmail(district, 'me@school.example');
    expect(await email()).toBe('me@school.example');
  });

  it('tells what of the policy has come, also where the connection is not of it', async () => {
    const view = async (managed: object) =>
      viewConnection(await readConnection(ports(managed)), facts());
    expect(await view(policy)).toMatchObject({
      fromPolicy: true,
      policyKeys: ['auth', 'oneRoster', 'profile', 'sisName'],
    });
    expect(await view({ defaultInclude: false })).toMatchObject({
      fromPolicy: false,
      policyKeys: ['defaultInclude'],
    });
    expect(await view({ defaultinclude: false })).toMatchObject({ policyKeys: [] });
  });

  it('keeps the secret off the disk', async () => {
    await saveSettings(ports({}), typed);
    await saveSecret(ports({}), 'mine-and-secret');
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain(
      'mine-and-secret',
    );
  });

  it('is nothing at all under a refused policy: what was typed does not step in', async () => {
    const bad = ports({ nonsense: true });
    await saveSettings(bad, typed);
    await saveSecret(bad, 'mine');
    const connection = await readConnection(bad);
    expect(connection).toMatchObject({ settings: null, secret: null });
    expect(await viewConnection(connection, facts())).toMatchObject({
      state: 'policy-invalid',
      problem: { code: 'POLICY_INVALID' },
    });
  });

  it('says what is missing, step by step', async () => {
    const own = ports({});
    const state = async (granted: (origin: string) => Promise<boolean>) =>
      (await viewConnection(await readConnection(own), facts({ granted }))).state;
    expect(await state(yes)).toBe('not-configured');
    await saveSettings(own, typed);
    expect(await state(async () => false)).toBe('needs-host-access');
    expect(await state(yes)).toBe('needs-secret');
    await saveSettings(own, typed);
    await saveSecret(own, 'mine');
    expect(await state(yes)).toBe('ready');
  });

  it('waits for the teacher where each teacher signs in', async () => {
    const own = ports({});
    await saveSettings(own, { ...typed, authType: 'oauth2-pkce' });
    const connection = await readConnection(own);
    expect((await viewConnection(connection, facts())).state).toBe('needs-sign-in');
    const signedIn = async () => true;
    expect((await viewConnection(connection, facts({ signedIn }))).state).toBe('ready');
  });

  it('needs nothing but the address where the teacher’s own session is the way in', async () => {
    const own = ports({});
    await saveSettings(own, { ...typed, system: 'powerschool', authType: 'teacher-session' });
    expect((await viewConnection(await readConnection(own), facts())).state).toBe('ready');
  });

  it('reads what was stored before there were other systems as what it was then', async () => {
    const { system: _s, version: _v, authType: _a, authorizationUrl: _u, ...before } = typed;
    await fakeBrowser.storage.local.set({ connection: before });
    expect((await readConnection(ports({}))).settings).toEqual(typed);
  });

  it('takes system, version, sign-in and headers from the policy', async () => {
    const campus = {
      profile: 'infinite-campus',
      oneRoster: { ...policy.oneRoster, version: '1.1' },
      auth: {
        type: 'oauth1',
        signatureMethod: 'HMAC-SHA256',
        clientId: 'key',
        headers: { 'x-vendor-authorization': 'vendor:hush' },
      },
    };
    expect(await readConnection(ports(campus))).toMatchObject({
      settings: {
        system: 'infinite-campus',
        version: '1.1',
        authType: 'oauth1-sha256',
        sisName: 'Infinite Campus',
        tokenUrl: '',
      },
      headers: { 'x-vendor-authorization': 'vendor:hush' },
    });
  });

  it('never shows the secret in a view', async () => {
    const view = await viewConnection(await readConnection(ports(policy)), facts());
    expect(JSON.stringify(view)).not.toContain('district-secret');
  });
});
