/** The panel as narrow as the toolbar's popup and the side panel, or as a full tab, which has room for more. */
export type Place = 'popup' | 'tab';

/** A column of the table of items; `text` = its heading. The class `column-<name>` gives its width. */
export type Column = {
  name: 'include' | 'title' | 'category' | 'reason' | 'time' | 'status' | 'sync';
  text: string;
};

const columns: Column[] = [
  { name: 'include', text: 'columnInclude' },
  { name: 'title', text: 'columnItem' },
  { name: 'category', text: 'columnCategory' },
  { name: 'reason', text: 'columnReason' },
  { name: 'time', text: 'columnLastSync' },
  { name: 'status', text: 'columnStatus' },
  { name: 'sync', text: 'columnSync' },
];

/** The columns from start to end; the popup does without the category. While items are selected, the first is for that. */
export const columnsOf = ({ place, picked }: { place: Place; picked: unknown }): Column[] =>
  columns
    .filter(({ name }) => place === 'tab' || name !== 'category')
    .map((column) =>
      column.name === 'include' && picked !== null ? { ...column, text: 'select' } : column,
    );
