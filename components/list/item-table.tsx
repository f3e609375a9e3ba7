import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { itemKeyText } from '../../lib/model/item-key.ts';
import { t } from '../../lib/text.ts';
import type { SyncPanelProps } from '../sync-panel.tsx';
import { columnsOf } from './item-columns.ts';
import { rowOf } from './list-focus.ts';
import { alwaysDrawn, chunksOf, isLong, type RowChunk, type RowGroup } from './row-chunks.ts';
import { RowsBody } from './rows-body.tsx';
import { SortHeading } from './sort-heading.tsx';
import { useInView } from './use-in-view.ts';
import { usePicking } from './use-picking.ts';
import { useRowContext } from './use-row-context.ts';

type Props = SyncPanelProps & { sisName: string; groups: RowGroup[] };

/**
 * The graded items, of all sections with each one's title above its rows. The rows are one tab stop, the current one:
 * arrow keys move it, so that nobody tabs through 300 boxes. The first rows are drawn and painted before the others. Of a
 * long list only what is near is drawn; the table says how many rows it has, and each which one it is.
 */
export function ItemTable(props: Props) {
  const { groups, state, place } = props;
  const { sort, picked } = state;
  const { show } = props.actions;
  const table = useRef<HTMLTableElement>(null);
  const columns = columnsOf({ place, picked });
  const [visited, setVisited] = useState<string | null>(null);
  const ids = useMemo(() => idsOf(groups), [groups]);
  const current = visited !== null && ids.includes(visited) ? visited : ids[0];
  const onPick = usePicking(ids, picked, (all) => show({ picked: all }));
  const context = useRowContext(props, onPick);
  const named = state.selected === 'all';
  const chunks = useMemo(() => chunksOf(groups, named), [groups, named]);
  const long = isLong(ids.length);
  const { near, heights } = useInView(table, long ? chunks.map(({ id }) => id).join() : '');
  const pinned = alwaysDrawn(chunks, current);
  const titles = named ? groups.length : 0;
  const [begun, setBegun] = useState(false);
  useEffect(() => setBegun(true), []);
  const isDrawn = ({ id }: RowChunk, n: number): boolean =>
    begun ? !long || pinned.has(id) || near.has(id) : n === 0;
  return (
    <table
      ref={table}
      class="items"
      {...(long && { 'aria-rowcount': 1 + titles + ids.length })}
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
              {...{ column, place, sort }}
              onSort={(next) => show({ sort: next })}
            />
          ))}
        </tr>
      </thead>
      {chunks.map((chunk, n) => (
        <RowsBody
          key={chunk.id}
          chunk={chunk}
          drawn={isDrawn(chunk, n)}
          height={heights.get(chunk.id)}
          counted={long}
          columns={columns.length}
          current={current}
          context={context}
        />
      ))}
    </table>
  );
}

const idsOf = (groups: RowGroup[]): string[] =>
  groups.flatMap(({ rows }) => rows.map(({ key }) => itemKeyText(key)));
