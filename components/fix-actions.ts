import type { FixActions } from './problem-fix.tsx';
import type { SyncPanelProps } from './sync-panel.tsx';

/** What the buttons beside a problem do. */
export const fixActions = ({
  actions,
  onAllowAccess,
}: Pick<SyncPanelProps, 'actions' | 'onAllowAccess'>): FixActions => ({
  onConfirm: () => void actions.confirmChoices(),
  onInclude: (rows, include) => void actions.setIncludeOf(rows, include),
  onEditTitle: (item) => actions.show({ sheet: { kind: 'item', item, at: 'sis-title' } }),
  onAllowAccess,
  onDecide: (items, choice) => void actions.decideChanged(items, choice),
  onReview: () => actions.show({ sheet: { kind: 'review' } }),
  onLook: (section) => void actions.selectSection(section),
  onLink: (section, classId) => void actions.linkSection(section, classId),
  onMatch: (section, id, sisId) => void actions.matchCategory(section, id, sisId),
});
