import { emailKey, secretKey, settingsKey } from './connection.ts';
import { lmsOriginsKey } from './lms-origins.ts';
import { newItemsKey } from './new-items.ts';
import { pagePreferencesKey } from './page-preferences.ts';
import { scheduleKey } from './schedule.ts';

/** Keys of what is read with every choice, message, request or opening of the popup; only this background writes them. */
export const rememberedSettings: { local: string[]; session: string[] } = {
  local: [settingsKey, emailKey, newItemsKey, lmsOriginsKey, pagePreferencesKey, scheduleKey],
  session: [secretKey],
};
