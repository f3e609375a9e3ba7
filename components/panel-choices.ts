import type { DataOf } from '../lib/messages.ts';
import { type ItemKey, itemKeyText } from '../lib/model/item-key.ts';
import type { ItemRow } from '../lib/model/panel-view.ts';
import { type PanelContext, reasonOf } from './panel-context.ts';
import { shownRows } from './panel-derived.ts';
import { askTwice, begin, end, withRows } from './saving.ts';

export type PanelChoices = {
  setInclude: (key: ItemKey, include: boolean) => Promise<void>;
  /** Includes or excludes everything that filter and search show. */
  setIncludeShown: (include: boolean) => Promise<void>;
  /** Includes or excludes these items together; `chosenIn` = because of a rule, or by hand. */
  setIncludeOf: (rows: ItemRow[], include: boolean, chosenIn?: 'panel' | 'rule') => Promise<void>;
  /** Takes the last choice for everything shown back: each item is as it was before. */
  undoShown: () => Promise<void>;
};

/** Choices for many are loaded when the first is made: what they are about is fixed by the press itself. */
export const createChoices = (context: PanelContext): PanelChoices => {
  const setIncludeOf: PanelChoices['setIncludeOf'] = async (rows, include, chosenIn = 'panel') => {
    const { includeMany } = await import('./many-choices.ts');
    await includeMany(context, rows, include, chosenIn);
  };
  return {
    setInclude: (key, include) => saveChoice(context, { opId: crypto.randomUUID(), key, include }),
    setIncludeOf,
    setIncludeShown: (include) => setIncludeOf(shownRows(context.get()), include),
    undoShown: async () => (await import('./many-choices.ts')).undoShown(context),
  };
};

/** A choice is shown as saved only when the background has said so. */
async function saveChoice(context: PanelContext, choice: DataOf<'setInclude'>): Promise<void> {
  const { get, set } = context;
  const id = itemKeyText(choice.key);
  if (id in get().saving) return;
  begin(context, { [id]: choice.include });
  try {
    const { row } = await askTwice(context, 'setInclude', choice);
    set(({ views }) => ({ views: withRows(views, [row]) }));
  } catch (error) {
    const reason = reasonOf(error);
    set(({ rowErrors }) => ({ rowErrors: { ...rowErrors, [id]: reason } }));
  } finally {
    end(context, [id]);
  }
}
