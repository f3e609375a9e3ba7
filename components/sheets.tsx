import { KeysHelp } from './keys-help.tsx';
import type { SheetProps } from './panel-sheet.tsx';

/** Every sheet there is, by its kind. Loaded when the first one is opened: the list must not wait for it. */
export function Sheets({ sheet, onClose }: SheetProps) {
  switch (sheet.kind) {
    case 'keys':
      return <KeysHelp onClose={onClose} />;
  }
}
