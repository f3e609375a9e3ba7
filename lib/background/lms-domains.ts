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

let serving: Promise<void> = Promise.resolve();

/**
 * Brings the script's registration in line: after each change of the list, the policy or what is granted. One after the
 * other, each by what holds when its turn has come: a grant is told by the browser and by the page that asked for it,
 * and a registration that another is making cannot be made.
 */
export const serveLmsDomains = (ports: Ports & Pick<AppPorts, 'serveOrigins'>): Promise<void> =>
  inTurn(async () => ports.serveOrigins(await servedOrigins(ports)));

/** Takes the script out of all of them, when what was known of them is removed. */
export const serveNowhere = ({ serveOrigins }: Pick<AppPorts, 'serveOrigins'>): Promise<void> =>
  inTurn(() => serveOrigins([]));

function inTurn(work: () => Promise<void>): Promise<void> {
  const turn = serving.then(work);
  serving = turn.catch(() => undefined);
  return turn;
}
