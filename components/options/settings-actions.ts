import type { PagePreferences } from '../../lib/model/panel-view.ts';
import type { ScheduleSettings } from '../../lib/model/schedule.ts';
import type { PanelStore } from '../panel-store.ts';
import { showPanel } from '../panel-writes.ts';

/** What only options changes; the popup does without. */
export type SettingsActions = {
  addLmsDomain: (origin: string) => Promise<void>;
  removeLmsDomain: (origin: string) => Promise<void>;
  savePagePreferences: (preferences: PagePreferences) => Promise<void>;
  saveSchedule: (settings: ScheduleSettings) => Promise<void>;
};

/** Like the panel's own actions: none rejects, and what went wrong is in the store. */
export function createSettingsActions({
  setState: set,
  actions: { ask },
}: PanelStore): SettingsActions {
  return {
    addLmsDomain: (origin) => showPanel({ set }, () => ask('addLmsDomain', { origin })),
    removeLmsDomain: (origin) => showPanel({ set }, () => ask('removeLmsDomain', { origin })),
    savePagePreferences: (preferences) =>
      showPanel({ set }, () => ask('savePagePreferences', preferences)),
    saveSchedule: (settings) => showPanel({ set }, () => ask('saveSchedule', settings)),
  };
}
