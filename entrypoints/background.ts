import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { listenToMenus } from '../lib/background/browser-menus.ts';
import {
  createBrowserPorts,
  onNoticePressed,
  resumeAlarm,
  scheduleAlarm,
} from '../lib/background/browser-ports.ts';
import { createHandlers } from '../lib/background/handlers.ts';
import { keepApp } from '../lib/background/keep-app.ts';
import { servedOrigins, serveLmsDomains } from '../lib/background/lms-domains.ts';
import { createRescue } from '../lib/background/remove-data.ts';
import { createRouter } from '../lib/background/router.ts';
import { identify, isSchoology } from '../lib/background/sender.ts';

export default defineBackground({
  main() {
    const ports = createBrowserPorts(() => policyChanged());
    const app = keepApp(ports);
    const route = createRouter(createHandlers(app), createRescue(ports, app));
    const own = { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('/')).origin };
    // A list of custom domains that cannot be read grants nothing: such a tab is nobody we answer.
    const isCustom = (url: URL): Promise<boolean> =>
      servedOrigins(ports).then(
        (origins) => origins.includes(url.origin),
        () => false,
      );
    const isLms = (url: URL) => isSchoology(url) || isCustom(url);
    const resume = async (): Promise<void> => (await app()).resume();

    const ring = async (): Promise<void> => (await app()).schedule.ring();
    const arm = async (): Promise<void> => (await app()).schedule.arm();
    const listenToNotice = (): void => onNoticePressed(() => void ports.openPanel('attention'));

    // Every listener is registered before anything is awaited: a worker is woken by the event it must not miss.
    browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
      void identify(sender, own, isLms)
        .then((speaker) => route(message, speaker))
        .then(sendResponse);
      return true;
    });
    listenToMenus(ports.openPanel, () => servedOrigins(ports));
    const serve = (): void => void serveLmsDomains(ports);
    const checkConnection = async (): Promise<void> => {
      await (await app()).connectionChanged();
      ports.notify(null); // a panel or options page that is open shows it
    };
    const policyChanged = (): void => {
      serve();
      void arm();
      void checkConnection();
    };
    listenToNotice();
    browser.permissions.onAdded.addListener(({ permissions }) => {
      serve();
      if (permissions?.includes('notifications')) listenToNotice();
    });
    browser.permissions.onRemoved.addListener(() => {
      serve();
      void checkConnection();
    });
    const hear = async (): Promise<void> => (await app()).roaming.hear();
    browser.storage.onChanged.addListener((_, area) => {
      if (area === 'sync') void hear();
    });
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === resumeAlarm) void resume();
      if (name === scheduleAlarm) void ring();
    });
    browser.runtime.onStartup.addListener(() => void resume());
    browser.runtime.onInstalled.addListener(() => {
      serve();
      void resume();
    });
    void resume();
  },
});
