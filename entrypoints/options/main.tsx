import '../../components/options/options.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { hostPatterns } from '../../components/called-hosts.ts';
import { hostPattern } from '../../components/host-pattern.ts';
import { createConnectionStore, type Typed } from '../../components/options/connection-store.ts';
import { createMatchStore } from '../../components/options/match-store.ts';
import { OptionsApp } from '../../components/options/options-app.tsx';
import { createSettingsActions } from '../../components/options/settings-actions.ts';
import { setPageLanguage } from '../../components/page-language.ts';
import { createPanelStore } from '../../components/panel-store.ts';
import { ask, onChanged } from '../../lib/messages.ts';
import type { ScheduleSettings } from '../../lib/model/schedule.ts';
import { t } from '../../lib/text.ts';

const panelStore = createPanelStore({ ask, onChanged });
const settingsActions = createSettingsActions(panelStore);
const connectionStore = createConnectionStore({ ask });
const matchStore = createMatchStore({ ask });

/** The browser lets a page ask for hosts only inside the click, so before anything is awaited. */
async function save(typed: Typed): Promise<void> {
  const granted = browser.permissions.request({ origins: hostPatterns(typed.settings) });
  await connectionStore.actions.save(typed, granted);
  await showAgain();
}

async function allowAccess(origins: string[]): Promise<void> {
  await browser.permissions.request({ origins: origins.map(hostPattern) });
  await showAgain();
}

async function addLmsDomain(origin: string): Promise<void> {
  const granted = await browser.permissions.request({ origins: [hostPattern(origin)] });
  // An address from the policy is known already; the grant was all it needed.
  if (granted) await settingsActions.addLmsDomain(origin);
}

/** Without the browser's leave to notify, the schedule is saved all the same. */
async function saveSchedule({ everyMinutes, notify }: ScheduleSettings): Promise<void> {
  const allowed = notify && (await browser.permissions.request({ permissions: ['notifications'] }));
  await settingsActions.saveSchedule({ everyMinutes, notify: allowed });
}

async function showAgain(): Promise<void> {
  await panelStore.actions.reload();
  await panelStore.actions.refresh();
}

/** The parts are drawn after the browser has looked for the one in the address. */
const scrollToPart = (): void => document.getElementById(location.hash.slice(1))?.scrollIntoView();

setPageLanguage(t('optionsTitle'));
render(
  <OptionsApp
    panelStore={panelStore}
    connectionStore={connectionStore}
    matchStore={matchStore}
    settingsActions={settingsActions}
    onSave={(typed) => void save(typed)}
    onAllowAccess={(origins) => void allowAccess(origins)}
    onAddLmsDomain={(origin) => void addLmsDomain(origin)}
    onSchedule={(settings) => void saveSchedule(settings)}
  />,
  document.body.querySelector('#root') ?? document.body,
);
void panelStore.actions.open('all').then(scrollToPart);
