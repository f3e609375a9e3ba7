import type { ComponentChild } from 'preact';
import type { ConnectionView } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import { ConnectionLine } from './connection-line.tsx';
import { GearIcon, KeyboardIcon, OpenIcon } from './icons.tsx';
import { SectionSwitcher } from './section-switcher.tsx';
import type { SyncPanelProps } from './sync-panel.tsx';

/** The full tab, opened on what the popup shows. */
const tabPage = ({ selected }: SyncPanelProps['state']): string =>
  selected === 'all'
    ? 'panel.html#all'
    : `panel.html#${new URLSearchParams({ origin: selected.origin, section: selected.sectionId })}`;

type Props = SyncPanelProps & { onHelp: () => void };

/** What this is, whether the SIS can be reached, and which course is shown. */
export const PanelHeader = ({ state, actions, place, onHelp }: Props) => (
  <header class="panel-header">
    <div class="title-line">
      <h1 tabIndex={-1}>{t('panelTitle')}</h1>
      {state.panel && <ConnectionLine connection={named(state.panel.connection)} />}
      <nav class="tools">
        {place === 'popup' && (
          <Tool text="openInTab" to={tabPage(state)}>
            <OpenIcon />
          </Tool>
        )}
        <Tool text="settings" to="options.html">
          <GearIcon />
        </Tool>
        <button
          type="button"
          class="tool"
          aria-haspopup="dialog"
          title={t('keyboard')}
          onClick={onHelp}
        >
          <KeyboardIcon />
          <span class="visually-hidden">{t('keyboard')}</span>
        </button>
      </nav>
    </div>
    {state.panel && state.panel.sections.length > 0 && (
      <div class="course-line">
        <SectionSwitcher
          sections={state.panel.sections}
          selected={state.selected}
          onSelect={(selected) => void actions.selectSection(selected)}
        />
        <CheckButton reading={state.reading.length > 0} onCheck={() => void actions.refresh()} />
      </div>
    )}
  </header>
);

const named = (connection: ConnectionView): ConnectionView => ({
  ...connection,
  sisName: connection.sisName || t('sisFallback'),
});

type ToolProps = { text: string; to: string; children: ComponentChild };

/** A way to another page, as a picture; its name is there for everybody who hears or hovers. */
const Tool = ({ text, to, children }: ToolProps) => (
  <a class="tool" href={to} target="_blank" rel="noreferrer" title={t(text)}>
    {children}
    <span class="visually-hidden">{t(text)}</span>
  </a>
);

/** Reads Schoology again. */
const CheckButton = ({ reading, onCheck }: { reading: boolean; onCheck: () => void }) => (
  <button type="button" aria-disabled={reading} onClick={() => reading || onCheck()}>
    {t('checkForChanges')}
  </button>
);
