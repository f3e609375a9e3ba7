import { browser } from 'wxt/browser';
import type { SettingsPorts } from '../settings/connection.ts';
import { rememberedSettings } from '../settings/remembered-settings.ts';
import { remembering, rememberingWhole } from '../storage/remembering.ts';
import { isDetail } from './failure-details.ts';
import { tokenKey } from './sis-sign-in.ts';

/**
 * The areas that settings are read from, remembered in this life of the worker until the browser says that something
 * in them has changed. The copies of the opt-outs in `storage.local` are not: they are there to be compared with what
 * is on the disk. To be called once, at the start, so that nothing that is told is missed.
 */
export function rememberedAreas(): SettingsPorts {
  const local = remembering(browser.storage.local, (key) => rememberedSettings.local.includes(key));
  const session = remembering(
    browser.storage.session,
    (key) => rememberedSettings.session.includes(key) || key === tokenKey || isDetail(key),
  );
  const managed = rememberingWhole(browser.storage.managed);
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local') local.forget(Object.keys(changes));
    if (area === 'session') session.forget(Object.keys(changes));
    if (area === 'managed') managed.forget();
  });
  // Firefox does not tell of a changed policy.
  return { local, session, managed: import.meta.env.FIREFOX ? browser.storage.managed : managed };
}
