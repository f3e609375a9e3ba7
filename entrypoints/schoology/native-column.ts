import type { Choice } from '../../lib/messages.ts';
import type { BulkRow } from '../../lib/schoology/read-bulk-edit.ts';
import { type Elsewhere, mirrorNativeBox, type NativeBox } from './native-box.ts';
import { onPersonPress } from './person.ts';
import type { Ports } from './ports.ts';

/** Schoology's own Sync to SIS column of Bulk Edit. */
export type NativeColumn = {
  /** Sees the boxes as Schoology drew them. To be called whenever rows may have come. */
  look: (rows: readonly BulkRow[]) => void;
  /** Brings the boxes in line with choices made elsewhere. Returns whether one was changed. */
  follow: (infoOf: (itemId: string) => Elsewhere | null) => boolean;
  /** What a save stores. */
  changed: (infoOf: (itemId: string) => Elsewhere | null) => Choice[];
};

/** Mirrors the column of one form; what a script does to a box includes nothing (see mirrorNativeBox). */
export function createNativeColumn(ports: Ports, form: HTMLFormElement): NativeColumn {
  const mirrors = new WeakMap<HTMLInputElement, NativeBox>();
  let shown: { row: BulkRow; native: NativeBox }[] = [];

  const mirrorOf = (box: HTMLInputElement): NativeBox => {
    const known = mirrors.get(box) ?? mirrorNativeBox(box);
    mirrors.set(box, known);
    return known;
  };
  onPersonPress(ports, {
    area: form,
    controlOf: (node) => shown.find(({ row }) => row.element.contains(node))?.row.element ?? null,
    onClick: (target) => mirrors.get(target)?.press(),
  });
  return {
    look(rows) {
      shown = rows.flatMap((row) =>
        row.native === null ? [] : [{ row, native: mirrorOf(row.native) }],
      );
    },
    follow: (infoOf) =>
      shown.map(({ row, native }) => native.follow(infoOf(row.itemId))).includes(true),
    changed: (infoOf) =>
      shown.flatMap(({ row: { itemId, title }, native }) => {
        const include = native.toStore(infoOf(itemId)?.include ?? null);
        return include === null ? [] : [{ itemId, title, include }];
      }),
  };
}
