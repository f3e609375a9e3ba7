import { type ask, MessageError } from '../lib/messages.ts';
import { sectionKeyText } from '../lib/model/item-key.ts';
import type { SectionView } from '../lib/model/panel-view.ts';
import type { Reason } from '../lib/model/reason.ts';
import type { PanelState } from './panel-state.ts';

/** What the reading and the writing half of the panel store share. */
export type PanelContext = {
  ask: typeof ask;
  /** The items of what is read are shown: the teacher has then looked at them. */
  showsItems: boolean;
  get: () => PanelState;
  set: (change: Partial<PanelState> | ((state: PanelState) => Partial<PanelState>)) => void;
};

/** The state with a section as it has just been answered. */
export const withView =
  (view: SectionView) =>
  ({ views }: PanelState): Pick<PanelState, 'views'> => ({
    views: { ...views, [sectionKeyText(view.section)]: view },
  });

/** What to show for an error of `ask`. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof MessageError) return error.reason;
  console.error(error);
  return { code: 'UNKNOWN' };
}
