import type { ItemInfo } from '../../lib/messages.ts';
import { closest } from '../../lib/schoology/selectors.ts';
import { onPersonPress } from './person.ts';
import type { Ports } from './ports.ts';

/** What is known of a choice that Schoology's own box may have to follow. */
export type Elsewhere = Pick<ItemInfo, 'include' | 'chosenIn'>;

/** Schoology's own Sync to SIS box in a form or row, and what a person did to it. */
export type NativeBox = {
  box: HTMLInputElement;
  /** A person has clicked the box. */
  press: () => void;
  /** The person's own click in this box; null = not touched. */
  touched: () => boolean | null;
  /**
   * Brings the box in line with a choice the teacher made elsewhere, in the panel say, since it was last mirrored.
   * Where it was chosen here last, or nowhere, Schoology's box is right. Returns whether it was changed.
   */
  follow: (info: Elsewhere | null) => boolean;
  /** What a save stores; null = nothing. */
  toStore: (stored: boolean | null) => boolean | null;
};

/**
 * Mirrors Schoology's own box. Off is taken as it stands, since nothing is sent then; on counts only when Schoology
 * drew it so, the teacher chose it, or a person clicked it: a script of the page cannot include an item.
 */
export function mirrorNativeBox(box: HTMLInputElement): NativeBox {
  let meant = box.checked;
  let touched: boolean | null = null;
  let followed = false;
  const tellPage = (): void => {
    for (const type of ['input', 'change']) box.dispatchEvent(new Event(type, { bubbles: true }));
  };
  return {
    box,
    press() {
      meant = box.checked;
      touched = meant;
    },
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

/** Mirrors the box of a form, and hears a person's clicks in its row. */
export function watchNativeBox(
  ports: Pick<Ports, 'isTrusted' | 'now' | 'signal'>,
  box: HTMLInputElement,
): NativeBox {
  const native = mirrorNativeBox(box);
  const area = closest('nativeArea', box) ?? box.parentElement ?? box;
  onPersonPress(ports, {
    area,
    controlOf: () => area,
    onClick: (target) => {
      if (target === box) native.press();
    },
  });
  return native;
}
