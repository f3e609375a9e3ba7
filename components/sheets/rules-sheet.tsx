import { t } from '../../lib/text.ts';
import type { SheetProps } from '../panel-sheet.tsx';
import { selectedRows } from '../panel-state.ts';
import { RulesEditor } from './rules-editor.tsx';
import { Sheet } from './sheet.tsx';

/** The rules for new items, beside the list that they are about. */
export function RulesSheet({ state, actions, onClose }: SheetProps) {
  if (!state.panel) return null;
  return (
    <Sheet title={t('partNewItems')} size="small" onClose={onClose}>
      <RulesEditor
        newItems={state.panel.newItems}
        rows={selectedRows(state)}
        onSave={(settings) => void actions.saveNewItems(settings)}
        onApply={(rows, include) => void actions.setIncludeOf(rows, include, 'rule')}
      />
    </Sheet>
  );
}
