import type { ItemInfo } from '../../lib/messages.ts';
import { closest } from '../../lib/schoology/selectors.ts';
import { onPersonPress } from './person.ts';
import type { Ports } from './ports.ts';

/** Schoology's own Sync to SIS box in a form or row, and what a person did to it. */
export type NativeBox = {
  box: HTMLInputElement;
  /** The person's own click in this box; null = not touched. */
  touched: () => boolean | null;
  /**
   * Brings the box in line with a choice the teacher made elsewhere, in the panel say, since it was last mirrored.
   * Where it was chosen here last, or nowhere, Schoology's box is right. Returns whether it was changed.
   */
  follow: (info: ItemInfo | null) => boolean;
  /** What a save stores; null = nothing. */
  toStore: (stored: boolean | null) => boolean | null;
};

/**
 * Watches Schoology's own box. Off is taken as it stands, since nothing is sent then; on counts only when Schoology
 * drew it so, the teacher chose it, or a person clicked it: a script of the page cannot include an item.
 */
export function watchNativeBox(
  ports: Pick<Ports, 'isTrusted' | 'now' | 'signal'>,
  box: HTMLInputElement,
): NativeBox {
  let meant = box.checked;
  let touched: boolean | null = null;
  let followed = false;
  const area = closest('nativeArea', box) ?? box.parentElement ?? box;
  onPersonPress(ports, {
    area,
    controlOf: () => area,
    onClick: (target) => {
      if (target !== box) return;
      meant = box.checked;
      touched = meant;
    },
  });
  const tellPage = (): void => {
    for (const type of ['input', 'change']) box.dispatchEvent(new Event(type, { bubbles: true }));
  };
  return {
    box,
    touched: () => touched,
    follow(info) {
      const elsewhere = info !== null && info.chosenIn !== null && info.chosenIn !== 'native';
      if (!elsewhere || touched !== null || info.include === box.checked) return false;
      box.checked = info.include;
      meant = info.include;
      followed = true;
      tellPage();
      return true;
    },
    toStore(stored) {
      const include = box.checked && (!meant || stored === null) ? null : box.checked;
      return include === stored && !followed ? null : include;
    },
  };
}
