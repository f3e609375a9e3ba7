import type { ItemRow } from '../../lib/model/panel-view.ts';
import { wouldChange } from '../../lib/model/row-tone.ts';
import { reasonText, t, tn } from '../../lib/text.ts';
import type { ManyChoice } from '../panel-state.ts';

type Props = {
  /** What filter and search show. */
  rows: ItemRow[];
  many: ManyChoice | null;
  sisName: string;
  onInclude: (include: boolean) => void;
  onUndo: () => void;
  onRules: () => void;
};

/** Include or exclude everything that is shown, and take it back. */
export function BulkBar({ rows, many, sisName, onInclude, onUndo, onRules }: Props) {
  const saving = many?.state === 'saving';
  const undoable = many !== null && many.before.length > 0 && !saving;
  const press = (include: boolean) => () => {
    if (!saving) onInclude(include);
  };
  return (
    <div class="bulk" data-region="bulk">
      {[true, false].map((include) => {
        const helps = rows.length > 1 && rows.some((row) => wouldChange(row, include));
        if (!helps) return null;
        return (
          <button
            key={include}
            type="button"
            class="link"
            aria-disabled={saving}
            onClick={press(include)}
          >
            {t(include ? 'includeShown' : 'excludeShown', { n: rows.length })}
          </button>
        );
      })}
      {rows.length > 0 && (
        <button type="button" class="link" aria-haspopup="dialog" onClick={onRules}>
          {t('rulesLink')}
        </button>
      )}
      <p class="bulk-said" role="status">
        {many && said(many, sisName)}
      </p>
      {undoable && (
        <button type="button" class="link" onClick={onUndo}>
          {t('undo')}
        </button>
      )}
    </div>
  );
}

function said({ state, include, count, reason }: ManyChoice, sisName: string): string {
  if (state === 'saving') return t('saving');
  if (reason) return `${t('notSaved')} ${reasonText(reason, sisName)}`;
  if (state === 'undone') return tn('undoneShown', count);
  return tn(include ? 'includedShown' : 'excludedShown', count);
}
