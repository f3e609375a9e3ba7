import { emailKey, secretKey, settingsKey } from './connection.ts';
import { lmsOriginsKey } from './lms-origins.ts';
import { newItemsKey } from './new-items.ts';

/** Keys of what is read with every choice, message or request; only this background writes them. */
export const rememberedSettings: { local: string[]; session: string[] } = {
  local: [settingsKey, emailKey, newItemsKey, lmsOriginsKey],
  session: [secretKey],
};
