import { type PanelState, selectedViews } from '../panel-state.ts';
import type { ConnectionState } from './connection-store.ts';

/** The three steps of the set-up, and what is left of the last one. */
export type SetUpProgress = {
  chosen: boolean;
  tested: boolean;
  matched: boolean;
  /** Courses without a SIS class, and categories without a match in those that have one. */
  openSections: number;
  openCategories: number;
};

/**
 * How far the set-up is, from what is stored. A course that was matched has been read from the SIS: that is as good as
 * a test.
 */
export function setUpProgress(state: PanelState, test: ConnectionState['test']): SetUpProgress {
  const connection = state.panel?.connection;
  const views = selectedViews(state);
  const linked = views.filter(({ link }) => link !== null && link.classId !== null);
  const openCategories = linked
    .flatMap(({ link }) => link?.categories ?? [])
    .filter(({ sisCategoryId }) => sisCategoryId === null).length;
  const isTested = linked.length > 0 || (typeof test === 'object' && test.ok);
  return {
    chosen: connection !== undefined && connection.settings !== null,
    tested: connection?.state === 'ready' && isTested,
    matched: views.length > 0 && linked.length === views.length && openCategories === 0,
    openSections: views.length - linked.length,
    openCategories,
  };
}
