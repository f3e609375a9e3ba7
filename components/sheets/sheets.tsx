import './sheets.css';
import type { SheetProps } from '../panel-sheet.tsx';
import { FiltersSheet } from './filters-sheet.tsx';
import { HistorySheet } from './history-sheet.tsx';
import { ItemSheet } from './item/item-sheet.tsx';
import { KeysHelp } from './keys-help.tsx';
import { ReviewSheet } from './review-sheet.tsx';
import { RulesSheet } from './rules-sheet.tsx';
import { SendAgainSheet } from './send-again-sheet.tsx';
import { StillInSisSheet } from './still-in-sis-sheet.tsx';
import { TotalsSheet } from './totals-sheet.tsx';

/** Every sheet there is, by its kind. Loaded when the first one is opened: the list must not wait for it. */
export function Sheets(props: SheetProps) {
  const { sheet } = props;
  switch (sheet.kind) {
    case 'keys':
      return <KeysHelp onClose={props.onClose} />;
    case 'filters':
      return <FiltersSheet {...props} />;
    case 'rules':
      return <RulesSheet {...props} />;
    case 'send-again':
      return <SendAgainSheet {...props} items={sheet.items} />;
    case 'item':
      return <ItemSheet {...props} item={sheet.item} at={sheet.at} />;
    case 'review':
      return <ReviewSheet {...props} />;
    case 'history':
      return <HistorySheet {...props} />;
    case 'still-in-sis':
      return <StillInSisSheet {...props} />;
    case 'totals':
      return <TotalsSheet {...props} />;
  }
}
