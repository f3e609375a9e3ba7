import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OpenSheet } from './panel-state.ts';
import type { SyncPanelProps } from './sync-panel.tsx';

export type SheetProps = SyncPanelProps & { sheet: OpenSheet; onClose: () => void };

/** What stands over the list, if anything does. */
export function PanelSheet(props: SyncPanelProps) {
  const { sheet } = props.state;
  const [loaded, setLoaded] = useState<{ Sheets: FunctionComponent<SheetProps> } | null>(null);
  const wanted = sheet !== null;
  useEffect(() => {
    if (wanted) void import('./sheets/sheets.tsx').then(setLoaded);
  }, [wanted]);
  if (!sheet || !loaded) return null;
  const onClose = (): void => props.actions.show({ sheet: null });
  return <loaded.Sheets {...props} sheet={sheet} onClose={onClose} />;
}
