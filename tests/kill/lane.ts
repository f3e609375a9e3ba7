import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { neededScopes } from '../../lib/model/sis-system.ts';
import type { BrowserName } from '../browsers/find.ts';
import { connect, openSchoology, worldHistory } from '../e2e/steps/teacher.ts';
import { askBackground } from '../e2e/support/ask-background.ts';
import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import type { Driver, DriverOptions, Tab } from '../e2e/support/driver.ts';
import { firefoxDriver } from '../e2e/support/firefox-driver.ts';
import { poll } from '../e2e/support/tab.ts';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';

const drivers: Record<BrowserName, (options: DriverOptions) => Promise<Driver>> = {
  chromium: chromiumDriver,
  firefox: firefoxDriver,
};

/** A browser with a tab of Schoology and one of the panel, and its servers, for one trial after the other. */
export type Lane = {
  driver: Driver;
  sandbox: Sandbox;
  schoology: Tab;
  panel: Tab;
  /** As if the extension had just been installed and connected, and the SIS were empty. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

/** What `connect` types into options. */
const connectionOf = ({ sis }: Sandbox) => ({
  settings: {
    system: 'oneroster' as const,
    version: '1.2' as const,
    authType: 'oauth2-client-credentials' as const,
    authorizationUrl: '',
    sisName: 'Example SIS',
    rosteringUrl: sis.rosteringUrl,
    gradebookUrl: sis.gradebookUrl,
    tokenUrl: sis.tokenUrl,
    clientId: sis.clientId,
    scopes: neededScopes('1.2'),
    teacherEmail: '',
  },
  secret: sis.clientSecret,
});

/** Starting a browser and allowing the host takes longer than a trial: both are done once for many. */
export async function openLane(browser: BrowserName): Promise<Lane> {
  const profile = mkdtempSync(join(tmpdir(), 'sync-to-sis-kill-'));
  const sandbox = await startSandbox();
  const driver = await drivers[browser]({ profile });
  const close = async (): Promise<void> => {
    await driver.close();
    await sandbox.close();
    rmSync(profile, { recursive: true, force: true });
  };
  try {
    await (await connect(driver, sandbox)).close();
    const schoology = await openSchoology(driver, sandbox, materials);
    const panel = await driver.openExtensionPage('panel.html');
    return { driver, sandbox, schoology, panel, reset: () => reset(panel, sandbox), close };
  } catch (error) {
    await close();
    throw error;
  }
}

export const materials = `/course/${worldHistory.id}/materials`;

async function reset(panel: Tab, sandbox: Sandbox): Promise<void> {
  const { sis } = sandbox;
  sis.latency = 0;
  sis.state.lineItems.clear();
  sis.state.results.clear();
  sis.requests.length = 0;
  // The last kill of the trial before may still be under way: then nobody answers yet.
  const replies = [
    await poll('a new start', () => askBackground(panel, 'removeData', { otherBrowsers: true })),
    await poll('a connection', () => askBackground(panel, 'saveConnection', connectionOf(sandbox))),
  ];
  if (replies.some(({ ok }) => !ok)) throw new Error(`no reset: ${JSON.stringify(replies)}`);
}
