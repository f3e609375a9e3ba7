import { useMemo, useRef, useState } from 'preact/hooks';
import { itemKeyText } from '../../lib/model/item-key.ts';
import { t } from '../../lib/text.ts';
import { columnsOf } from './item-columns.ts';
import type { RowContext } from './item-row.tsx';
import type { Sort } from './item-sort.ts';
import { rowOf } from './list-focus.ts';
import { alwaysDrawn, chunksOf, isLong, type RowGroup } from './row-chunks.ts';
import { RowsBody } from './rows-body.tsx';
import { SortHeading } from './sort-heading.tsx';
import { useInView } from './use-in-view.ts';
import { usePicking } from './use-picking.ts';

type Props = {
  groups: RowGroup[];
  named: boolean;
  context: Omit<RowContext, 'onPick'>;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onPicked: (picked: ReadonlySet<string>) => void;
};

/**
 * The graded items; `named` puts each section's title above its rows. The rows are one tab stop, the current one:
 * arrow keys move it, so that nobody tabs through 300 boxes. Of a long list only what is near is drawn; the table
 * says how many rows it has, and each which one it is.
 */
export function ItemTable({ groups, named, context, sort, onSort, onPicked }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const columns = columnsOf(context);
  const [visited, setVisited] = useState<string | null>(null);
  const ids = useMemo(() => idsOf(groups), [groups]);
  const current = visited !== null && ids.includes(visited) ? visited : ids[0];
  const onPick = usePicking(ids, context.picked, onPicked);
  const chunks = useMemo(() => chunksOf(groups, named), [groups, named]);
  const rowContext = useMemo(() => ({ ...context, onPick }), [context, onPick]);
  const long = isLong(chunks);
  const { near, heights } = useInView(table, long ? chunks.map(({ id }) => id).join() : '');
  const pinned = alwaysDrawn(chunks, current);
  return (
    <table
      ref={table}
      class="items"
      {...(long && { 'aria-rowcount': 1 + countRows(chunks) })}
      onFocusIn={({ target }) => {
        const id = target instanceof Element ? rowOf(target)?.dataset.item : undefined;
        if (id !== undefined) setVisited(id);
      }}
    >
      <caption class="visually-hidden">{t('tableName')}</caption>
      <thead>
        <tr {...(long && { 'aria-rowindex': 1 })}>
          {columns.map((column) => (
            <SortHeading
              key={column.name}
              column={column}
              place={context.place}
              sort={sort}
              onSort={onSort}
            />
          ))}
        </tr>
      </thead>
      {chunks.map((chunk) => (
        <RowsBody
          key={chunk.id}
          chunk={chunk}
          drawn={!long || pinned.has(chunk.id) || near.has(chunk.id)}
          height={heights.get(chunk.id)}
          counted={long}
          columns={columns.length}
          current={current}
          context={rowContext}
        />
      ))}
    </table>
  );
}

const idsOf = (groups: RowGroup[]): string[] =>
  groups.flatMap(({ rows }) => rows.map(({ key }) => itemKeyText(key)));

const countRows = (chunks: ReturnType<typeof chunksOf>): number => {
  const last = chunks.at(-1);
  return last ? last.before + last.rows.length + (last.heading === null ? 0 : 1) : 0;
};
