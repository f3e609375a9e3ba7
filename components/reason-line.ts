import type { ItemRow } from '../lib/model/panel-view.ts';
import type { Reason } from '../lib/model/reason.ts';
import { reasonText, t, tn } from '../lib/text.ts';
import { dayText } from './time-text.ts';

/** The second line of a row: why the item stands where it stands. Empty when there is nothing to say. */
export function reasonLine(row: ItemRow, sisName: string, now: number): string {
  const { reason, lastSuccessAt, scoresSent, status } = row;
  if (reason === null)
    return status === 'synced' ? tn('scoresSent', scoresSent, { sis: sisName }) : '';
  if (reason.code === 'STILL_IN_SIS' && lastSuccessAt !== null) {
    return t('stillInSisFrom', { sis: sisName, date: dayText(lastSuccessAt, now) });
  }
  // The row shows the beginning: first what is particular to this item.
  return [howFar(reason), howLong(reason), said(reason), reasonText(reason, sisName)]
    .filter(Boolean)
    .join(' ');
}

/** The reason, and after it the words that came with it: the server's own, mostly. */
export function fullReason(reason: Reason, sisName: string): string {
  return [reasonText(reason, sisName), said(reason)].filter(Boolean).join(' ');
}

function said({ params }: Reason): string {
  const detail = String(params?.detail ?? '');
  return detail === '' ? '' : t('serverSaid', { detail });
}

/** Of a title that is too long: by how much. */
function howLong({ code, params = {} }: Reason): string {
  return code === 'TITLE_TOO_LONG' ? t('charactersOf', params) : '';
}

/** Of a failed item: how many of its scores arrived all the same. */
function howFar({ params }: Reason): string {
  const { sent, total } = params ?? {};
  if (typeof sent !== 'number' || typeof total !== 'number' || total === 0) return '';
  return t('sentOf', { sent, total });
}
