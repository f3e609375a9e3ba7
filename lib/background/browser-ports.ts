import { browser } from 'wxt/browser';
import type { ChangedMessage } from '../messages.ts';
import { systemClock } from '../model/clock.ts';
import type { SectionKey } from '../model/item-key.ts';
import type { AppPorts } from './app.ts';
import { askAeries } from './ask-aeries.ts';
import type { Badge } from './badge.ts';
import { showMenus } from './browser-menus.ts';
import type { Notice } from './failure-notice.ts';
import { rememberedAreas } from './remembered-areas.ts';

/** Fires while a run is unfinished: a worker that was killed is woken to go on. */
export const resumeAlarm = 'resume-run';

/** The shortest period both browsers keep (minutes). */
const resumePeriod = 0.5;
/** A worker without an extension-API call for 30 s is stopped, in Firefox even with a message unanswered (ms). */
const heartbeat = 20_000;
/** Views read everything anew on each broadcast; more than a few a second help nobody (ms). */
const broadcastPause = 250;

/** The background's ports onto the real browser. `onPolicy` = the district's policy may be another than was answered. */
export const createBrowserPorts = (onPolicy: () => void): AppPorts => ({
  clock: systemClock,
  fetch: (input, init) => fetch(input, init),
  newId: () => crypto.randomUUID(),
  random: Math.random,
  version: browser.runtime.getManifest().version,
  sync: browser.storage.sync ?? null,
  ...rememberedAreas(onPolicy),
  hasHostAccess: (origin) => browser.permissions.contains({ origins: [patternOf(origin)] }),
  serveOrigins,
  openLmsOrigins,
  sendReferer,
  askAeries,
  signInWindow: {
    // Asked for when it is shown or used: the browser makes that part of its interface then, and not at every start.
    get redirectUrl() {
      return browser.identity.getRedirectURL();
    },
    open: async (url) =>
      (await browser.identity.launchWebAuthFlow({ url, interactive: true })) ?? '',
  },
  async openPanel(at) {
    await browser.tabs.create({ url: browser.runtime.getURL(`/panel.html#${at}`) });
  },
  wakeAt,
  showNotice,
  notify: createBroadcast(),
  showBadge,
  awake: createAwake(),
  alone: (work) =>
    navigator.locks.request('sync-run', { ifAvailable: true }, (lock) => (lock ? work() : null)),
});

/** Fires when a scheduled sync is to begin. */
export const scheduleAlarm = 'schedule';

/** Set anew at every wake: Firefox forgets alarms when it is closed, Chrome may. The same time again changes nothing. */
async function wakeAt(at: number | null): Promise<void> {
  if (at === null) await browser.alarms.clear(scheduleAlarm);
  else await browser.alarms.create(scheduleAlarm, { when: at });
}

const noticeId = 'sync-failures';

/** There is no `notifications` where the teacher has not allowed it, or has taken it back. */
async function showNotice({ title, message }: Notice): Promise<void> {
  const iconUrl = browser.runtime.getURL('/icon/128.png');
  await browser.notifications?.create(noticeId, { type: 'basic', iconUrl, title, message });
}

/** Calls back when the notification is pressed. To be called at the start, and when notifications have been allowed. */
export function onNoticePressed(callback: () => void): void {
  browser.notifications?.onClicked.addListener((id) => {
    if (id !== noticeId) return;
    void browser.notifications.clear(id);
    callback();
  });
}

/** White on these has a contrast above 6:1. */
const badgeColors: Record<Badge['kind'], string> = {
  attention: '#b3261e',
  pending: '#1a56c4',
  none: '#1a56c4',
};

async function showBadge({ kind, text, title }: Badge): Promise<void> {
  const { action } = browser;
  await action.setBadgeBackgroundColor({ color: badgeColors[kind] });
  await action.setBadgeTextColor({ color: '#ffffff' });
  await action.setBadgeText({ text });
  await action.setTitle({ title });
}

/** Match patterns have no port: Firefox refuses one that does. */
const patternOf = (origin: string): string => {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
};

/** Firefox gives full addresses in the manifest and takes only paths in a registration. */
const pathOf = (file: string): string => new URL(file, browser.runtime.getURL('/')).pathname;

/** The rule's id. There is one SIS at a time. */
const refererRule = 1;

/** A fetch of ours cannot name a referer of another origin; a rule for our own requests can (tab -1 = no tab). */
async function sendReferer(origin: string): Promise<void> {
  const value = `${origin}/teachers/index.html`;
  const ownHost = new URL(browser.runtime.getURL('/')).hostname;
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [refererRule],
    addRules: [
      {
        id: refererRule,
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'referer', operation: 'set', value }],
        },
        condition: { urlFilter: `|${origin}/ws/xte/`, initiatorDomains: [ownHost], tabIds: [-1] },
      },
    ],
  });
}

/** Where our script and our entries of the context menu are. */
async function serveOrigins(origins: string[]): Promise<void> {
  await serveScript(origins);
  await showMenus(['https://*.schoology.com/*', ...origins.map(patternOf)]);
}

const customScript = 'custom-domains';

/** The same script that the manifest puts on schoology.com. The browser keeps the registration. */
async function serveScript(origins: string[]): Promise<void> {
  const { scripting } = browser;
  const matches = origins.map(patternOf);
  const ids = [customScript];
  const [known] = await scripting.getRegisteredContentScripts({ ids });
  if (matches.length === 0) {
    if (known) await scripting.unregisterContentScripts({ ids });
    return;
  }
  const [script] = browser.runtime.getManifest().content_scripts ?? [];
  const js = (script?.js ?? []).map(pathOf);
  const css = (script?.css ?? []).map(pathOf);
  const wanted = { id: customScript, matches, js, css, runAt: 'document_idle' as const };
  if (known) await scripting.updateContentScripts([wanted]);
  else await scripting.registerContentScripts([wanted]);
}

/** Without the `tabs` permission a tab's address is visible only where we have host access: Schoology's tabs. */
async function openLmsOrigins(custom: string[]): Promise<string[]> {
  const tabs = await browser.tabs.query({
    url: ['https://*.schoology.com/*', ...custom.map(patternOf)],
  });
  return [...new Set(tabs.flatMap(({ url }) => (url ? [new URL(url).origin] : [])))];
}

/** Broadcasts `changed`, several changes at once as one. */
function createBroadcast(): AppPorts['notify'] {
  const waiting = new Map<string, SectionKey | null>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const send = (): void => {
    timer = null;
    const section = waiting.size === 1 ? [...waiting.values()][0] : null;
    waiting.clear();
    const message: ChangedMessage = { to: 'pages', name: 'changed', section: section ?? null };
    browser.runtime.sendMessage(message).catch(() => {
      // No page of ours is open: nobody to tell.
    });
  };
  return (section) => {
    waiting.set(section ? `${section.origin}|${section.sectionId}` : '', section);
    if (timer === null) timer = setTimeout(send, broadcastPause);
  };
}

function createAwake(): AppPorts['awake'] {
  let beat: ReturnType<typeof setInterval> | null = null;
  return {
    begin() {
      beat ??= setInterval(() => void browser.runtime.getPlatformInfo(), heartbeat);
      void browser.alarms.create(resumeAlarm, { periodInMinutes: resumePeriod });
    },
    end(resumeAt) {
      if (beat !== null) clearInterval(beat);
      beat = null;
      if (resumeAt === null) void browser.alarms.clear(resumeAlarm);
      else
        void browser.alarms.create(resumeAlarm, { when: resumeAt, periodInMinutes: resumePeriod });
    },
  };
}
