import type { PanelStore } from '../panel-store.ts';
import { useStore } from '../use-store.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { MatchStore } from './match-store.ts';
import { OptionsPage, type OptionsPageProps } from './options-page.tsx';

type Props = {
  panelStore: PanelStore;
  connectionStore: ConnectionStore;
  matchStore: MatchStore;
} & Pick<
  OptionsPageProps,
  'settingsActions' | 'onSave' | 'onAllowAccess' | 'onAddLmsDomain' | 'onSchedule'
>;

/** The options page on its stores. */
export const OptionsApp = ({ panelStore, connectionStore, matchStore, ...rest }: Props) => (
  <OptionsPage
    panel={useStore(panelStore)}
    panelActions={panelStore.actions}
    connection={useStore(connectionStore)}
    connectionActions={connectionStore.actions}
    match={useStore(matchStore)}
    matchActions={matchStore.actions}
    {...rest}
  />
);
