import {
  confirmedConnection,
  saveSecret,
  saveSettings,
  saveTeacherEmail,
} from '../settings/connection.ts';
import type { App } from './app.ts';
import { reachableConnection, testConnection } from './connect-sis.ts';
import type { PageHandlers } from './router.ts';
import { forgetToken, tokenClient } from './sis-sign-in.ts';
import { panelView } from './views.ts';

type SetUpMessage = 'saveConnection' | 'signIn' | 'signOut' | 'testConnection';

/** The connection: what options asks. What is matched is in match-handlers.ts. */
export const createSetUpHandlers = (app: App): Pick<PageHandlers, SetUpMessage> => ({
  async saveConnection({ settings, secret }) {
    const { fromPolicy } = await confirmedConnection(app.ports);
    // A district knows neither the teacher's e-mail nor, maybe, the secret; everything else of its policy stands.
    if (fromPolicy) await saveTeacherEmail(app.ports, settings.teacherEmail);
    else await saveSettings(app.ports, settings);
    if (secret !== null) await saveSecret(app.ports, secret);
    // An e-mail alone is none of the connection: the teacher stays signed in.
    if (!fromPolicy || secret !== null) await forgetToken(app.ports.session);
    const now = await app.connectionChanged();
    now.ports.notify(null);
    return panelView(now);
  },

  async signIn() {
    const { settings } = await reachableConnection(app.ports);
    const client = tokenClient(settings, app.ports);
    const { signInWithPkce } = await import('../sis/pkce.ts'); // as in sis-registry.ts
    await signInWithPkce(settings.authorizationUrl, client, app.ports.signInWindow);
    app.ports.notify(null);
    return panelView(app);
  },

  async signOut() {
    await forgetToken(app.ports.session);
    app.ports.notify(null);
    return panelView(app);
  },

  testConnection: () => testConnection(app.ports, app.db),
});
