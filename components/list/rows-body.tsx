import { itemKeyText } from '../../lib/model/item-key.ts';
import { ItemRow } from './item-row.tsx';
import type { RowChunk } from './row-chunks.ts';
import type { RowContext } from './use-row-context.ts';

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
export function RowsBody({ drawn, height, ...props }: Props) {
  const { id, rows } = props.chunk;
  const blockSize = drawn ? '' : `${height ?? rows.length * usualHeight}px`;
  return (
    <tbody data-chunk={id} class={drawn ? '' : 'far'} style={{ blockSize }}>
      {drawn && <Rows {...props} />}
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
