import type { LmsDomain } from '../model/panel-view.ts';
import { type LmsPorts, readLmsDomains } from '../settings/lms-origins.ts';
import type { AppPorts } from './app.ts';

type Ports = LmsPorts & Pick<AppPorts, 'hasHostAccess'>;

/** The districts' own addresses for Schoology, with whether the teacher has granted them. */
export const lmsDomains = async (ports: Ports): Promise<LmsDomain[]> =>
  Promise.all(
    (await readLmsDomains(ports)).map(async (domain) => ({
      ...domain,
      granted: await ports.hasHostAccess(domain.origin),
    })),
  );

/** Those of them where the extension may be. */
export const servedOrigins = async (ports: Ports): Promise<string[]> =>
  (await lmsDomains(ports)).flatMap(({ origin, granted }) => (granted ? [origin] : []));

/** Brings the script's registration in line: after each change of the list, the policy or what is granted. */
export const serveLmsDomains = async (
  ports: Ports & Pick<AppPorts, 'serveOrigins'>,
): Promise<void> => ports.serveOrigins(await servedOrigins(ports));
