import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { neededScopes } from '../../../lib/model/oneroster-scopes.ts';
import {
  readConnection,
  type SettingsPorts,
  saveSecret,
  saveSettings,
  viewConnection,
} from '../../../lib/settings/connection.ts';
import { parsePolicy } from '../../../lib/settings/policy.ts';

const policy = {
  sisName: 'PowerSchool',
  oneRoster: {
    version: '1.2',
    rosteringUrl: 'https://sis.example/ims/oneroster/rostering/v1p2',
    gradebookUrl: 'https://sis.example/ims/oneroster/gradebook/v1p2',
  },
  auth: {
    type: 'oauth2-client-credentials',
    tokenUrl: 'https://login.example/token',
    clientId: 'district',
    clientSecret: 'district-secret',
  },
};
const typed = {
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
  managed: {
    get: async () => {
      if (managed instanceof Error) throw managed;
      return managed as Record<string, unknown>;
    },
  },
});
const yes = async () => true;

describe('policy', () => {
  it('is taken as it is when every value is known', () => {
    expect(parsePolicy(policy)).toEqual({ policy });
    expect(parsePolicy({})).toEqual({ policy: {} });
  });

  it.each([
    ['an unknown key', { ...policy, sisname: 'x' }, /unknown: sisname/],
    [
      'http to another machine',
      { oneRoster: { ...policy.oneRoster, gradebookUrl: 'http://sis.example/' } },
      /oneRoster.gradebookUrl.*https/,
    ],
    ['no address', { auth: { ...policy.auth, tokenUrl: 'sis' } }, /auth.tokenUrl/],
    ['a wrong type', { defaultInclude: 'yes' }, /defaultInclude/],
    [
      'a way of signing in that this version has not',
      { auth: { ...policy.auth, type: 'oauth1' } },
      /not supported yet: auth.type: oauth1/,
    ],
  ])('is refused whole for %s, and says which', (_, values, message) => {
    const reading = parsePolicy(values);
    expect('refused' in reading ? reading.refused : '').toMatch(message);
  });

  it('takes http for this machine only', () => {
    const local = { ...policy.oneRoster, rosteringUrl: 'http://127.0.0.1:8080/r' };
    expect(parsePolicy({ oneRoster: local })).toHaveProperty('policy');
  });
});

describe('the connection', () => {
  it('is the district’s where there is a policy, whatever was typed', async () => {
    const both = ports(policy);
    await saveSettings(both, typed);
    await saveSecret(both, 'mine');
    const connection = await readConnection(both);
    expect(connection).toMatchObject({ fromPolicy: true, secret: 'district-secret' });
    expect(connection.settings).toEqual({
      sisName: 'PowerSchool',
      rosteringUrl: policy.oneRoster.rosteringUrl,
      gradebookUrl: policy.oneRoster.gradebookUrl,
      tokenUrl: policy.auth.tokenUrl,
      clientId: 'district',
      scopes: [...neededScopes],
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

  it('takes a typed secret where the policy leaves it out', async () => {
    const { clientSecret: _, ...auth } = policy.auth;
    const district = ports({ ...policy, auth });
    expect((await readConnection(district)).secret).toBeNull();
    await saveSecret(district, 'mine');
    expect(await readConnection(district)).toMatchObject({ fromPolicy: true, secret: 'mine' });
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
    expect(await viewConnection(connection, yes, 'your SIS')).toMatchObject({
      state: 'policy-invalid',
      problem: { code: 'POLICY_INVALID' },
    });
  });

  it('says what is missing, step by step', async () => {
    const own = ports({});
    const state = async (granted: (origin: string) => Promise<boolean>) =>
      (await viewConnection(await readConnection(own), granted, 'your SIS')).state;
    expect(await state(yes)).toBe('not-configured');
    await saveSettings(own, typed);
    expect(await state(async () => false)).toBe('needs-host-access');
    expect(await state(yes)).toBe('needs-secret');
    await saveSettings(own, typed);
    await saveSecret(own, 'mine');
    expect(await state(yes)).toBe('ready');
  });

  it('never shows the secret in a view', async () => {
    const view = await viewConnection(await readConnection(ports(policy)), yes, 'your SIS');
    expect(JSON.stringify(view)).not.toContain('district-secret');
  });
});
