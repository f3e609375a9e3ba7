import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumDriver } from '../e2e/support/chromium-driver.ts';
import type { Driver, Tab } from '../e2e/support/driver.ts';

/** Chromium with the extension in a fresh profile, for one measure. */
export async function withExtension<T>(
  work: (driver: Driver, page: Tab) => Promise<T>,
): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'sync-to-sis-bench-'));
  const driver = await chromiumDriver({ profile });
  try {
    return await work(driver, await driver.openExtensionPage('options.html'));
  } finally {
    await driver.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
