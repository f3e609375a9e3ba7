import type { PanelStore } from './panel-store.ts';
import { SyncPanel, type SyncPanelProps } from './sync-panel.tsx';
import { useNow } from './use-now.ts';
import { useStore } from './use-store.ts';

type Props = { store: PanelStore } & Pick<SyncPanelProps, 'place' | 'onAllowAccess'>;

/** The panel on its store. */
export const PanelApp = ({ store, ...rest }: Props) => (
  <SyncPanel state={useStore(store)} actions={store.actions} now={useNow()} {...rest} />
);
