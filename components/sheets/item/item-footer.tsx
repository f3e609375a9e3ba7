import { useState } from 'preact/hooks';
import { t } from '../../../lib/text.ts';
import { canSync, isRunning } from '../../panel-derived.ts';
import { sendable, sisNameOf } from '../../panel-state.ts';
import { detailsText } from './details-text.ts';
import type { PartProps } from './item-sheet.tsx';

/** What can be done with the item. */
export function ItemFooter({ state, actions, detail, row }: PartProps) {
  const ready = canSync(state) && !isRunning(state);
  const { panel, busy } = state;
  return (
    <>
      {ready && sendable([row]).length > 0 && (
        <button
          type="button"
          class="primary"
          aria-disabled={busy}
          onClick={() => {
            if (!busy) void actions.syncItem(row.key);
          }}
        >
          {t(row.status === 'failed' ? 'retry' : 'itemSync')}
        </button>
      )}
      {ready && row.include && (row.lastSuccessAt !== null || row.scoresSent > 0) && (
        <button
          type="button"
          aria-disabled={busy}
          title={t('itemSendAgainHint', { sis: sisNameOf(state) })}
          onClick={() => {
            if (!busy) void actions.sendAgain([row.key]);
          }}
        >
          {t('itemSendAgain')}
        </button>
      )}
      {panel && <Copy text={() => detailsText(panel, detail, row)} />}
      <a class="button" href={detail.schoologyUrl} target="_blank" rel="noreferrer">
        {t('openInSchoology')}
      </a>
      {detail.sisUrl && (
        <a class="button" href={detail.sisUrl} target="_blank" rel="noreferrer">
          {t('openInSis', { sis: sisNameOf(state) })}
        </a>
      )}
    </>
  );
}

function Copy({ text }: { text: () => string }) {
  const [copied, setCopied] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => void navigator.clipboard.writeText(text()).then(() => setCopied(true))}
      >
        {t('copyDetails')}
      </button>
      <span role="status" class="visually-hidden">
        {copied && t('copied')}
      </span>
    </>
  );
}
