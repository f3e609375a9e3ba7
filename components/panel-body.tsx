import { sectionKeyText } from '../lib/model/item-key.ts';
import type { ItemRow, PanelView } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import { CourseList } from './course-list.tsx';
import { Later } from './later.tsx';
import { BulkBar } from './list/bulk-bar.tsx';
import { FilterBar } from './list/filter-bar.tsx';
import { ItemTable } from './list/item-table.tsx';
import {
  canSync,
  countsOf,
  isRunning,
  originOf,
  upToDateSince,
  visibleGroups,
} from './panel-derived.ts';
import { type PanelState, pickedRows, selectedKeys, selectedViews } from './panel-state.ts';
import { LoadingState } from './states/loading-state.tsx';
import { UpToDateState } from './states/up-to-date-state.tsx';
import type { SyncPanelProps } from './sync-panel.tsx';

type Props = SyncPanelProps & { panel: PanelView; sisName: string };

/** The list of items, or what there is to say while there is none. */
export function PanelBody(props: Props) {
  const { state, panel, sisName } = props;
  const counts = countsOf(state);
  if (counts.all === 0) return <NoRows {...props} />;
  const since = upToDateSince(state);
  const groups = visibleGroups(state);
  return (
    <>
      {state.selected === 'all' && panel.sections.length > 1 && (
        <CourseList sections={panel.sections} onSelect={props.actions.selectSection} />
      )}
      {panel.connection.state === 'not-configured' && (
        <Later draw={({ NotConfiguredState }) => <NotConfiguredState sisName={sisName} />} />
      )}
      {counts['opted-out'] === counts.all && (
        <Later draw={({ AllOptedOutState }) => <AllOptedOutState sisName={sisName} />} />
      )}
      {since !== null && <UpToDateState sisName={sisName} at={since} />}
      <FilterBar state={state} place={props.place} onShow={props.actions.show} />
      <Bars {...props} shown={groups.flatMap((group) => group.rows)} />
      {groups.length === 0 ? (
        <p class="note muted">{t('nothingFound')}</p>
      ) : (
        <ItemTable {...props} groups={groups} />
      )}
    </>
  );
}

function NoRows({ state, panel, sisName }: Props) {
  if (isSignedOut(state)) {
    const origin = originOf(state);
    return <Later draw={({ SignedOutState }) => <SignedOutState {...{ origin, sisName }} />} />;
  }
  if (state.reading.length > 0) return <LoadingState />;
  if (selectedKeys(state).length === 0) {
    const connected = panel.connection.state === 'ready';
    return <Later draw={({ FirstRunState }) => <FirstRunState connected={connected} />} />;
  }
  const read = selectedViews(state).some(({ readAt }) => readAt !== null);
  return read ? <Later draw={({ EmptyState }) => <EmptyState />} /> : null;
}

/** Nothing is known of the selected sections because Schoology wants the teacher to sign in. */
const isSignedOut = (state: PanelState): boolean =>
  state.error?.code === 'LMS_SIGNED_OUT' ||
  selectedKeys(state).some(
    (key) => state.readErrors[sectionKeyText(key)]?.code === 'LMS_SIGNED_OUT',
  );

function Bars({ state, actions, sisName, shown }: Props & { shown: ItemRow[] }) {
  const ready = canSync(state) && !isRunning(state);
  const picked = pickedRows(state);
  return (
    <>
      {state.picked && (
        <Later
          draw={({ SelectionBar }) => <SelectionBar {...{ shown, picked, ready, actions }} />}
        />
      )}
      <BulkBar
        rows={state.picked ? [] : shown}
        many={state.many}
        sisName={sisName}
        onInclude={(include) => void actions.setIncludeShown(include)}
        onUndo={() => void actions.undoShown()}
        onRules={() => actions.show({ sheet: { kind: 'rules' } })}
      />
    </>
  );
}
