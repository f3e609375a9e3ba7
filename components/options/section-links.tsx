import { sectionKeyText } from '../../lib/model/item-key.ts';
import type { Reason } from '../../lib/model/reason.ts';
import { t } from '../../lib/text.ts';
import { type PanelState, selectedKeys, selectedViews, sisNameOf } from '../panel-state.ts';
import type { PanelActions } from '../panel-store.ts';
import { fullReason } from '../reason-line.ts';
import { canCopy } from './copy-matches.tsx';
import type { MatchActions, MatchState } from './match-store.ts';
import { SectionLink } from './section-link.tsx';

type Props = {
  state: PanelState;
  actions: PanelActions;
  match: MatchState;
  matchActions: MatchActions;
};

/** Every known section with its set-up. */
export function SectionLinks({ state, actions, match, matchActions }: Props) {
  const views = selectedViews(state);
  const sisName = sisNameOf(state);
  const reading = state.reading.length > 0;
  return (
    <>
      {state.panel && state.panel.sections.length === 0 && <p>{t('sectionsEmpty')}</p>}
      {views.map((view) => (
        <SectionLink
          key={sectionKeyText(view.section)}
          view={view}
          sisName={sisName}
          match={match}
          matchActions={matchActions}
          canCopy={canCopy(
            view,
            views.filter((other) => other !== view),
          )}
          onLink={(section, classId) => void actions.linkSection(section, classId)}
          onMatch={(section, id, sisId) => void actions.matchCategory(section, id, sisId)}
        />
      ))}
      <p class="form-end">
        <button type="button" disabled={reading} onClick={() => void actions.refresh()}>
          {t('checkForChanges')}
        </button>
        <span role="status" class="muted">
          {reading && t('checking')}
        </span>
      </p>
      {readReasons(state).map((reason) => (
        <p class="text-warn" key={reason.code}>
          {fullReason(reason, sisName)}
        </p>
      ))}
    </>
  );
}

/** Why sections could not be read, each reason once. */
function readReasons(state: PanelState): Reason[] {
  const { readErrors, error } = state;
  const reasons = selectedKeys(state).flatMap((key) => readErrors[sectionKeyText(key)] ?? []);
  if (error) reasons.push(error);
  return [...new Map(reasons.map((reason) => [reason.code, reason])).values()];
}
