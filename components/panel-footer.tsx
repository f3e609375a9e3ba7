import { t } from '../lib/text.ts';
import type { OpenSheet } from './panel-state.ts';

type Props = {
  /** Items that are opted out or deleted, and still in the SIS. */
  stillInSis: number;
  version: string;
  onOpen: (sheet: OpenSheet) => void;
};

const sheets = ['history', 'still-in-sis', 'totals'] as const;

/** The way to everything about the list that is not the list. */
export const PanelFooter = ({ stillInSis, version, onOpen }: Props) => {
  const names: Record<(typeof sheets)[number], string> = {
    history: t('historyTitle'),
    'still-in-sis': stillInSis > 0 ? t('stillInSisCount', { n: stillInSis }) : t('stillInSisTitle'),
    totals: t('totalsTitle'),
  };
  return (
    <footer class="panel-footer">
      {sheets.map((kind) => (
        <button
          key={kind}
          type="button"
          class="link"
          aria-haspopup="dialog"
          onClick={() => onOpen({ kind })}
        >
          {names[kind]}
        </button>
      ))}
      <small class="muted">{version}</small>
    </footer>
  );
};
