import { useRef } from 'preact/hooks';
import type { ItemRow, PanelView } from '../lib/model/panel-view.ts';
import { isOfSis } from '../lib/model/row-tone.ts';
import { FactsLine } from './facts-line.tsx';
import { Later } from './later.tsx';
import type { Place } from './list/item-columns.ts';
import { PanelBody } from './panel-body.tsx';
import { canSync, isRunning } from './panel-derived.ts';
import { PanelFooter } from './panel-footer.tsx';
import { PanelHeader } from './panel-header.tsx';
import { PanelSheet } from './panel-sheet.tsx';
import {
  failedRows,
  type PanelState,
  selectedRows,
  sendable,
  sisNameOf,
  stillInSis,
} from './panel-state.ts';
import type { PanelActions } from './panel-store.ts';
import { ProblemBanner } from './problem-banner.tsx';
import { problemsOf } from './problems.ts';
import { RunProgress } from './run-progress.tsx';
import { LoadingState } from './states/loading-state.tsx';
import { SyncButton } from './sync-button.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { usePanelKeys } from './use-panel-keys.ts';

export type SyncPanelProps = {
  state: PanelState;
  actions: PanelActions;
  now: number;
  /** The popup offers to open the same panel in a tab. */
  place: Place;
  onAllowAccess: (origins: string[]) => void;
};

/** The panel, as popup and as a full tab: props in, callbacks out. */
export function SyncPanel(props: SyncPanelProps) {
  const root = useRef<HTMLElement>(null);
  const onHelp = (): void => props.actions.show({ sheet: { kind: 'keys' } });
  useKeptFocus(root);
  const { actions } = props;
  const selecting = props.state.picked !== null;
  usePanelKeys(root, {
    onHelp,
    onClearSearch: () => actions.show({ query: '' }),
    onStopSelecting: () => {
      if (selecting) actions.show({ picked: null });
      return selecting;
    },
  });
  return (
    <main class="panel" ref={root}>
      <PanelHeader {...props} onHelp={onHelp} />
      <PanelContent {...props} />
      <PanelSheet {...props} />
    </main>
  );
}

function PanelContent(props: SyncPanelProps) {
  const { state, actions } = props;
  const { panel, error } = state;
  if (panel) return <Known {...props} panel={panel} />;
  if (!error) return <LoadingState />;
  const onRetry = (): void => void actions.open(null);
  const onRepair = (): void => void actions.repair();
  return (
    <Later
      draw={({ UnreachableState }) => (
        <UnreachableState reason={error} {...{ onRetry, onRepair }} />
      )}
    />
  );
}

function Known({ panel, ...props }: SyncPanelProps & { panel: PanelView }) {
  const { state, actions } = props;
  const sisName = sisNameOf(state);
  return (
    <>
      <RunPart {...props} panel={panel} sisName={sisName} />
      <ProblemBanner {...props} problems={problemsOf(state)} sisName={sisName} />
      {(panel.roaming !== 'ok' || state.firstLook) && (
        <Later
          draw={({ RoamingNote }) => (
            <RoamingNote roaming={panel.roaming} firstLook={state.firstLook} />
          )}
        />
      )}
      {panel.layoutProblems.length > 0 && (
        <Later
          draw={({ LayoutNote }) => (
            <LayoutNote
              problems={panel.layoutProblems}
              version={panel.version}
              onCopy={(diagnosis) => void navigator.clipboard.writeText(diagnosis)}
            />
          )}
        />
      )}
      <PanelBody {...props} panel={panel} sisName={sisName} />
      <PanelFooter
        stillInSis={stillInSis(state)}
        version={panel.version}
        onOpen={(sheet) => actions.show({ sheet })}
      />
    </>
  );
}

type RunPartProps = SyncPanelProps & { panel: PanelView; sisName: string };

function RunPart({ panel, ...props }: RunPartProps) {
  const { state, actions, sisName } = props;
  const { run } = panel;
  const { busy } = state;
  if (run && isRunning(state)) {
    const cancel = () => void actions.cancel();
    return <RunProgress run={run} sisName={sisName} busy={busy} onCancel={cancel} />;
  }
  const rows = selectedRows(state);
  if (rows.length === 0) return null;
  return (
    <div class="run" data-region="run">
      <SyncButton
        count={sendable(rows).length}
        failed={failedRows(rows).length}
        ready={canSync(state)}
        busy={busy}
        onSync={() => void actions.sync()}
        onRetry={() => void actions.retryFailed()}
        onReview={rows.some(isToReview) ? () => actions.show({ sheet: { kind: 'review' } }) : null}
      />
      <FactsLine {...props} />
    </div>
  );
}

/** Something of it would be sent, or the SIS shows something that the teacher should see. */
const isToReview = (row: ItemRow): boolean =>
  sendable([row]).length > 0 || (row.reason !== null && isOfSis(row.reason.code));
