import { itemKeyText, sectionKeyText } from '../../lib/model/item-key.ts';
import type { ItemRow, SectionView } from '../../lib/model/panel-view.ts';

export type RowGroup = { section: SectionView['section']; rows: ItemRow[] };

/** Rows that are drawn together, or not at all while they are far out of sight. */
export type RowChunk = {
  id: string;
  /** The section's title, above the first chunk of each section. */
  heading: string | null;
  rows: ItemRow[];
  /** Rows of the table before this chunk, headings of sections among them. */
  before: number;
};

const chunkSize = 10;

/** Up to this many rows the whole list is drawn: then the browser's own search finds everything. */
const drawnWhole = 200;

export const isLong = (rows: number): boolean => rows > drawnWhole;

/** The list in pieces; `named` puts each section's title above its rows. */
export function chunksOf(groups: RowGroup[], named: boolean): RowChunk[] {
  let before = 0;
  return groups.flatMap(({ section, rows }) => {
    const count = Math.ceil(rows.length / chunkSize);
    return Array.from({ length: count }, (_, n) => {
      const chunk: RowChunk = {
        id: `${sectionKeyText(section)}#${n}`,
        heading: named && n === 0 ? section.title : null,
        rows: rows.slice(n * chunkSize, (n + 1) * chunkSize),
        before,
      };
      before += chunk.rows.length + (chunk.heading === null ? 0 : 1);
      return chunk;
    });
  });
}

/**
 * What is drawn though nobody sees it: both ends, so that Home and End find them, and the row that Tab reaches with
 * what lies around it, so that the keyboard never comes to a row that is not there.
 */
export function alwaysDrawn(chunks: RowChunk[], current: string | undefined): Set<string> {
  const at = chunks.findIndex(({ rows }) => rows.some(({ key }) => itemKeyText(key) === current));
  const wanted = [0, at - 1, at, at + 1, chunks.length - 1];
  return new Set(wanted.flatMap((n) => chunks[n]?.id ?? []));
}
