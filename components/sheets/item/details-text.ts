import type { ItemDetail } from '../../../lib/model/item-detail.ts';
import { itemKeyText } from '../../../lib/model/item-key.ts';
import type { ItemRow, PanelView } from '../../../lib/model/panel-view.ts';

const moment = (at: number | null): string => (at === null ? 'never' : new Date(at).toISOString());

/**
 * What an administrator needs to look into an item: ids, codes, times and versions, in the language of such reports. No
 * title, no name, no score, and none of the server's own words: they may hold any of these.
 */
export function detailsText(
  { version, connection }: PanelView,
  { reference, remarks, scores }: ItemDetail,
  { key, kind, status, reason, lastSuccessAt, lastAttemptAt }: ItemRow,
): string {
  const { settings, sisName } = connection;
  const httpStatus = reason?.params?.status;
  const lines = [
    `Sync to SIS for Schoology ${version}`,
    `SIS: ${sisName}${settings ? ` (${settings.system}, OneRoster ${settings.version}, ${settings.authType})` : ''}`,
    `Schoology item: ${itemKeyText(key)} (${kind})`,
    `Reference (line item): ${reference ?? 'none yet'}`,
    `Status: ${[status, reason?.code, httpStatus].filter(Boolean).join(' ')}`,
    `Remarks: ${remarks.map(({ code }) => code).join(', ') || 'none'}`,
    `Last success: ${moment(lastSuccessAt)}`,
    `Last attempt: ${moment(lastAttemptAt)}`,
    `Scores: ${countsOf(scores)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** "2 refused (REJECTED), 18 sent" */
function countsOf(scores: ItemDetail['scores']): string {
  const counts = new Map<string, number>();
  for (const { state, why } of scores) {
    const name = why ? `${state} (${why})` : state;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, n]) => `${n} ${name}`).join(', ') || 'none';
}
