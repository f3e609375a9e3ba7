import { browser } from 'wxt/browser';
import type { SettingsPorts } from '../settings/connection.ts';
import { keptPolicy } from '../settings/kept-policy.ts';
import { rememberedSettings } from '../settings/remembered-settings.ts';
import { remembering } from '../storage/remembering.ts';
import { isDetail } from './failure-details.ts';
import { tokenKey } from './sis-sign-in.ts';

/**
 * The areas that settings are read from, remembered in this life of the worker until the browser says that something
 * in them has changed. The copies of the opt-outs in `storage.local` are not: they are there to be compared with what
 * is on the disk. `onPolicy` is called when the policy may be another than was answered. To be called once, at the
 * start, so that nothing that is told is missed.
 */
export function rememberedAreas(onPolicy: () => void): SettingsPorts {
  const local = remembering(browser.storage.local, (key) => rememberedSettings.local.includes(key));
  const session = remembering(
    browser.storage.session,
    (key) => rememberedSettings.session.includes(key) || key === tokenKey || isDetail(key),
  );
  const managed = keptPolicy(browser.storage.managed, browser.storage.local, onPolicy);
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local') local.forget(Object.keys(changes));
    if (area === 'session') session.forget(Object.keys(changes));
    if (area !== 'managed') return;
    managed.forget();
    onPolicy();
  });
  return { local, session, managed: import.meta.env.FIREFOX ? askedAnew : managed };
}

/** Firefox does not tell of a changed policy, and answers at once. */
const askedAnew: SettingsPorts['managed'] = {
  get: (keys) => browser.storage.managed.get(keys),
  confirmed: () => browser.storage.managed.get(null),
};
