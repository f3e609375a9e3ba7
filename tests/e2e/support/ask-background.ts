import type { DataOf, MessageName, Reply } from '../../../lib/messages.ts';
import type { PanelView } from '../../../lib/model/panel-view.ts';
import type { Tab } from './driver.ts';

/** What an extension page has; Firefox knows it by this name too, promises included. */
declare const chrome: { runtime: { sendMessage(message: unknown): Promise<Reply> } };

/**
 * Sends a message to the background from an extension page, as the panel does, and gives the raw reply.
 * Rejects if nobody listens.
 */
export const askBackground = <K extends MessageName>(
  page: Tab,
  name: K,
  data?: DataOf<K>,
): Promise<Reply> =>
  page.evaluate((message) => chrome.runtime.sendMessage(message), {
    to: 'background',
    name,
    data,
  });

/** What the background tells the panel now. Rejects with its refusal. */
export async function panelView(page: Tab): Promise<PanelView> {
  const reply = await askBackground(page, 'getPanel');
  if (!reply.ok) throw new Error(`getPanel: ${reply.reason.code}`);
  return reply.value as PanelView;
}
