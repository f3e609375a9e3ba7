import type { ConnectionSettings } from '../model/panel-view.ts';
import { usesOwnSession } from '../model/sis-system.ts';
import { guardedFetch } from '../net/guarded-fetch.ts';
import { originsOf } from '../settings/connection.ts';
import { SisError } from '../sis/sis-client.ts';
import type { AppPorts } from './app.ts';

type Ports = Pick<AppPorts, 'fetch' | 'hasHostAccess'>;

/** A permission that is revoked under a request makes it fail as a lost network does: then the true reason is asked. */
const namingLostAccess =
  (ports: Ports): typeof fetch =>
  async (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : input);
    try {
      return await ports.fetch(input, init);
    } catch (error) {
      if (await ports.hasHostAccess(origin)) throw error;
      throw new SisError({ code: 'NO_HOST_ACCESS', scope: 'run', detail: origin });
    }
  };

/**
 * Reaches the hosts of the connection and no others. Cookies go only where the teacher's own session is the chosen way
 * in.
 */
export const sisFetch = (settings: ConnectionSettings, ports: Ports): typeof fetch =>
  guardedFetch(
    originsOf(settings),
    usesOwnSession(settings.authType) ? 'include' : 'omit',
    namingLostAccess(ports),
  );
