import { useMemo } from 'preact/hooks';
import { itemKeyText } from '../../lib/model/item-key.ts';
import { ItemRow, type RowContext } from './item-row.tsx';
import type { RowChunk } from './row-chunks.ts';

type Props = {
  chunk: RowChunk;
  drawn: boolean;
  /** How high it was when it was last drawn (px). */
  height: number | undefined;
  /** The table is not drawn whole: each row says which one it is. */
  counted: boolean;
  columns: number;
  /** The row that Tab reaches. */
  current: string | undefined;
  context: RowContext;
};

/** Of a row that was never drawn (px). */
const usualHeight = 56;

/** A piece of the list; far out of sight it is empty, and as high as what it stands for. */
export function RowsBody({ chunk, drawn, height, counted, columns, current, context }: Props) {
  const own = chunk.rows.some(({ key }) => itemKeyText(key) === current) ? current : undefined;
  // Drawn anew only when something of it has changed: scrolling changes which pieces are drawn, not what is in them.
  const rows = useMemo(
    () => drawn && <Rows {...{ chunk, counted, columns, context }} current={own} />,
    [chunk, drawn, counted, columns, context, own],
  );
  const blockSize = drawn ? '' : `${height ?? chunk.rows.length * usualHeight}px`;
  return (
    <tbody data-chunk={chunk.id} class={drawn ? '' : 'far'} style={{ blockSize }}>
      {rows}
    </tbody>
  );
}

function Rows({ chunk, counted, columns, current, context }: Omit<Props, 'drawn' | 'height'>) {
  const { heading, rows, before } = chunk;
  const first = before + 2 + (heading === null ? 0 : 1); // the row of headings is the first
  return (
    <>
      {heading !== null && (
        <tr class="section-row" {...(counted && { 'aria-rowindex': first - 1 })}>
          <th scope="rowgroup" colSpan={columns}>
            <bdi>{heading}</bdi>
          </th>
        </tr>
      )}
      {rows.map((row, n) => (
        <ItemRow
          key={itemKeyText(row.key)}
          row={row}
          context={context}
          current={itemKeyText(row.key) === current}
          index={counted ? first + n : null}
        />
      ))}
    </>
  );
}
