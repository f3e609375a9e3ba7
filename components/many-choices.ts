import type { DataOf } from '../lib/messages.ts';
import { itemKeyText } from '../lib/model/item-key.ts';
import type { ItemRow, StandingChoice } from '../lib/model/panel-view.ts';
import type { Reason } from '../lib/model/reason.ts';
import { wouldChange } from '../lib/model/row-tone.ts';
import { type PanelContext, reasonOf } from './panel-context.ts';
import { type PanelState, selectedRows } from './panel-state.ts';
import { askTwice, begin, end, withRows } from './saving.ts';

type Choices = DataOf<'setIncludeMany'>['choices'];

/** Includes or excludes all of these that are not so yet, together; what stood before is kept to be taken back. */
export async function includeMany(
  context: PanelContext,
  all: ItemRow[],
  include: boolean,
  chosenIn: 'panel' | 'rule',
): Promise<void> {
  const { get, set } = context;
  if (isSavingMany(get())) return;
  const { saving } = get();
  const rows = all.filter((row) => wouldChange(row, include) && !(itemKeyText(row.key) in saving));
  if (rows.length === 0) return;
  const count = rows.length;
  const before = rows.map((row) => ({ key: row.key, choice: standing(row) }));
  const choices: Choices = rows.map(({ key }) => ({ key, choice: { include, chosenIn } }));
  set({ many: { state: 'saving', include, count, before: [], reason: null } });
  const reason = await saveMany(context, choices, include);
  set({
    many: reason
      ? { state: 'failed', include, count, before: [], reason }
      : { state: 'saved', include, count, before, reason: null },
  });
}

/** Takes the last choice for many back. What the teacher has chosen for an item in the meantime stays. */
export async function undoShown(context: PanelContext): Promise<void> {
  const { get, set } = context;
  const { many } = get();
  if (many === null || many.before.length === 0 || isSavingMany(get())) return;
  const now = new Map(selectedRows(get()).map((row) => [itemKeyText(row.key), row.include]));
  const choices = many.before.filter(({ key }) => now.get(itemKeyText(key)) === many.include);
  set({ many: { ...many, state: 'saving' } });
  const reason = choices.length === 0 ? null : await saveMany(context, choices, !many.include);
  set({
    many: reason
      ? { ...many, state: 'failed', reason }
      : { ...many, state: 'undone', count: choices.length, before: [], reason: null },
  });
}

const standing = ({ include, chosenIn }: ItemRow): StandingChoice =>
  chosenIn === null ? null : { include, chosenIn };

const isSavingMany = ({ many }: PanelState): boolean => many?.state === 'saving';

/** Null when all of it is saved, else why nothing is. */
async function saveMany(
  context: PanelContext,
  choices: Choices,
  include: boolean,
): Promise<Reason | null> {
  const ids = choices.map(({ key }) => itemKeyText(key));
  begin(context, Object.fromEntries(ids.map((id) => [id, include])));
  try {
    const opId = crypto.randomUUID();
    const { rows } = await askTwice(context, 'setIncludeMany', { opId, choices });
    context.set(({ views }) => ({ views: withRows(views, rows) }));
    return null;
  } catch (error) {
    return reasonOf(error);
  } finally {
    end(context, ids);
  }
}
