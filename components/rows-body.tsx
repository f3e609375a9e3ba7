import { useLayoutEffect, useRef } from 'preact/hooks';
import { itemKeyText } from '../lib/model/item-key.ts';
import { ItemRow, type RowContext } from './item-row.tsx';
import type { RowChunk } from './row-chunks.ts';

type Props = {
  chunk: RowChunk;
  drawn: boolean;
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
export function RowsBody({ chunk, drawn, counted, columns, current, context }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  const height = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (drawn && counted) height.current = body.current?.offsetHeight ?? null;
  });
  const { id, heading, rows, before } = chunk;
  const first = before + 2 + (heading === null ? 0 : 1); // the row of headings is the first
  if (!drawn) {
    const blockSize = `${height.current ?? rows.length * usualHeight}px`;
    return <tbody ref={body} data-chunk={id} class="far" style={{ blockSize }} />;
  }
  return (
    <tbody ref={body} data-chunk={id} style={{ blockSize: '' }}>
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
    </tbody>
  );
}
