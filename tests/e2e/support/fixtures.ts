import { test as base, type TestInfo } from '@playwright/test';
import type { BrowserName } from '../../browsers/find.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start.ts';
import { chromiumDriver } from './chromium-driver.ts';
import type { Driver, DriverOptions } from './driver.ts';
import { firefoxDriver } from './firefox-driver.ts';
import { type Recorder, startRecorder } from './recorder.ts';

export { expect } from '@playwright/test';

const drivers: Record<BrowserName, (options: DriverOptions) => Promise<Driver>> = {
  chromium: chromiumDriver,
  firefox: firefoxDriver,
};

async function attachScreenshots(driver: Driver, info: TestInfo): Promise<void> {
  for (const path of await driver.screenshot(info.outputPath())) {
    await info.attach('screenshot', { path, contentType: 'image/png' });
  }
}

type Fixtures = {
  /** `test.use({ recorded: true })` writes down which hosts the browser reaches. */
  recorded: boolean;
  recorder: Recorder | null;
  /** `test.use({ sandboxOptions: … })` starts another Schoology than the usual one. */
  sandboxOptions: SandboxOptions;
  /** `test.use({ allowed: ['notifications'] })`: optional permissions that are allowed from the start. */
  allowed: string[];
  /** `test.use({ managed: true })`: the driver takes a district's policy. */
  managed: boolean;
  /** A Schoology and a SIS with fresh data, for this test alone. */
  sandbox: Sandbox;
  /** The project's browser with the extension, in a fresh profile. */
  driver: Driver;
};

/** Which browser the project runs in; set in playwright.config.ts. */
export type Options = { target: BrowserName };

export const test = base.extend<Fixtures, Options>({
  target: ['chromium', { option: true, scope: 'worker' }],
  sandboxOptions: [{}, { option: true }],
  sandbox: async ({ sandboxOptions }, use) => {
    const sandbox = await startSandbox(sandboxOptions);
    try {
      await use(sandbox);
    } finally {
      await sandbox.close();
    }
  },
  recorded: [false, { option: true }],
  allowed: [[], { option: true }],
  managed: [false, { option: true }],
  recorder: async ({ recorded, sandbox }, use) => {
    const recorder = recorded ? await startRecorder([sandbox.lms.port, sandbox.sis.port]) : null;
    await use(recorder);
    await recorder?.close();
  },
  driver: async ({ target, recorder, allowed, managed }, use, info) => {
    const profile = info.outputPath('profile');
    const driver = await drivers[target]({ profile, proxy: recorder?.port, allowed, managed });
    try {
      await use(driver);
      if (info.status !== info.expectedStatus) await attachScreenshots(driver, info);
    } finally {
      await driver.close();
    }
  },
});
