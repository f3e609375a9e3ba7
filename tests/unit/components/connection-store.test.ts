import { describe, expect, it } from 'vitest';
import { hostPatterns } from '../../../components/called-hosts.ts';
import { newConnection, readForm } from '../../../components/options/connection-fields.ts';
import { createConnectionStore } from '../../../components/options/connection-store.ts';
import { MessageError } from '../../../lib/messages.ts';
import type { ConnectionSettings } from '../../../lib/model/panel-view.ts';
import { fakeBackground } from './fake-background.ts';
import { aPanel } from './fake-views.ts';

const settings: ConnectionSettings = {
  system: 'oneroster',
  version: '1.2',
  authType: 'oauth2-client-credentials',
  authorizationUrl: '',
  sisName: 'PowerSchool',
  rosteringUrl: 'https://sis.example.org/ims/oneroster/rostering/v1p2',
  gradebookUrl: 'https://sis.example.org/ims/oneroster/gradebook/v1p2',
  tokenUrl: 'http://127.0.0.1:8443/token',
  clientId: 'c',
  scopes: ['a', 'b'],
  teacherEmail: '',
};

describe('the connection', () => {
  it('is saved also when the browser refuses the hosts, and says so', async () => {
    const background = fakeBackground({ saveConnection: () => aPanel() });
    const store = createConnectionStore(background);
    await store.actions.save({ settings, secret: 's' }, Promise.resolve(false));
    expect(background.asked[0]?.data).toEqual({ settings, secret: 's' });
    expect(store.getState().save).toBe('denied');
  });

  it('shows why it was not saved', async () => {
    const background = fakeBackground({
      saveConnection: () => {
        throw new MessageError('saveConnection', { code: 'POLICY_INVALID' });
      },
    });
    const store = createConnectionStore(background);
    await store.actions.save({ settings, secret: null }, Promise.resolve(true));
    expect(store.getState()).toMatchObject({ save: 'idle', error: { code: 'POLICY_INVALID' } });
  });

  it('asks for each host once and without its port', () => {
    expect(hostPatterns(settings)).toEqual(['https://sis.example.org/*', 'http://127.0.0.1/*']);
  });

  it('reads scopes from lines, and an empty secret as "keep the one before"', () => {
    const form = document.createElement('form');
    form.innerHTML =
      '<input name="clientId" value=" c "><textarea name="scopes">a\n\n b</textarea><input name="clientSecret" value="">';
    const typed = readForm(form, newConnection);
    expect(typed.settings).toMatchObject({ clientId: 'c', scopes: ['a', 'b'], sisName: '' });
    expect(typed.secret).toBeNull();
  });
});
