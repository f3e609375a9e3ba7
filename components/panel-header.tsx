import { t } from '../lib/text.ts';
import { SectionSwitcher } from './section-switcher.tsx';
import type { SyncPanelProps } from './sync-panel.tsx';

/** The full tab, opened on what the popup shows. */
const tabPage = ({ selected }: SyncPanelProps['state']): string =>
  selected === 'all'
    ? 'panel.html#all'
    : `panel.html#${new URLSearchParams({ origin: selected.origin, section: selected.sectionId })}`;

type Props = SyncPanelProps & { onHelp: () => void };

export const PanelHeader = ({ state, actions, place, onHelp }: Props) => (
  <header class="panel-header">
    <div class="title-line">
      <h1 tabIndex={-1}>{t('panelTitle')}</h1>
      <nav class="links">
        {place === 'popup' && (
          <a href={tabPage(state)} target="_blank" rel="noreferrer">
            {t('openInTab')}
          </a>
        )}
        <a href="options.html" target="_blank" rel="noreferrer">
          {t('settings')}
        </a>
        <button type="button" class="link" aria-haspopup="dialog" onClick={onHelp}>
          {t('keyboard')}
        </button>
      </nav>
    </div>
    {state.panel && state.panel.sections.length > 0 && (
      <SectionSwitcher
        sections={state.panel.sections}
        selected={state.selected}
        onSelect={(selected) => void actions.selectSection(selected)}
      />
    )}
  </header>
);
