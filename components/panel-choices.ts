import { type DataOf, MessageError, type ReplyOf } from '../lib/messages.ts';
import { type ItemKey, itemKeyText, sectionKeyText } from '../lib/model/item-key.ts';
import type { ItemRow, SectionView, StandingChoice } from '../lib/model/panel-view.ts';
import type { Reason } from '../lib/model/reason.ts';
import { wouldChange } from '../lib/model/row-tone.ts';
import { type PanelContext, reasonOf } from './panel-context.ts';
import { shownRows } from './panel-derived.ts';
import { type PanelState, selectedRows, without } from './panel-state.ts';

type Choices = DataOf<'setIncludeMany'>['choices'];

export type PanelChoices = {
  setInclude: (key: ItemKey, include: boolean) => Promise<void>;
  /** Includes or excludes everything that filter and search show. */
  setIncludeShown: (include: boolean) => Promise<void>;
  /** Includes or excludes these items together; `chosenIn` = because of a rule, or by hand. */
  setIncludeOf: (rows: ItemRow[], include: boolean, chosenIn?: 'panel' | 'rule') => Promise<void>;
  /** Takes the last choice for everything shown back: each item is as it was before. */
  undoShown: () => Promise<void>;
};

export const createChoices = (context: PanelContext): PanelChoices => ({
  setInclude: (key, include) => saveChoice(context, { opId: crypto.randomUUID(), key, include }),
  setIncludeShown: (include) => includeMany(context, shownRows(context.get()), include, 'panel'),
  setIncludeOf: (rows, include, chosenIn = 'panel') =>
    includeMany(context, rows, include, chosenIn),
  undoShown: () => undoShown(context),
});

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

async function includeMany(
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

/** What the teacher has chosen for an item in the meantime stays. */
async function undoShown(context: PanelContext): Promise<void> {
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

const begin = ({ set }: PanelContext, wanted: Record<string, boolean>): void =>
  set(({ saving, rowErrors }) => ({
    saving: { ...saving, ...wanted },
    rowErrors: without(rowErrors, Object.keys(wanted)),
  }));

const end = ({ set }: PanelContext, ids: string[]): void =>
  set(({ saving }) => ({ saving: without(saving, ids) }));

/**
 * When the background died under the request nobody knows whether the choice was kept. The same opId a second time
 * is harmless then; a refusal with a reason is final.
 */
async function askTwice<K extends 'setInclude' | 'setIncludeMany'>(
  { ask }: PanelContext,
  ...request: [name: K, ...data: DataOf<K> extends undefined ? [] : [DataOf<K>]]
): Promise<ReplyOf<K>> {
  try {
    return await ask(...request);
  } catch (error) {
    if (error instanceof MessageError && error.reason.code !== 'UNKNOWN') throw error;
    return ask(...request);
  }
}

/** The views with these rows in the place of their older selves. */
function withRows(
  views: Readonly<Record<string, SectionView>>,
  rows: ItemRow[],
): Record<string, SectionView> {
  const fresh = new Map(rows.map((row) => [itemKeyText(row.key), row]));
  const touched = new Set(rows.map((row) => sectionKeyText(row.key)));
  return Object.fromEntries(
    Object.entries(views).map(([id, view]) => [
      id,
      touched.has(id)
        ? { ...view, rows: view.rows.map((row) => fresh.get(itemKeyText(row.key)) ?? row) }
        : view,
    ]),
  );
}
