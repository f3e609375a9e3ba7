import './item-sheet.css';
import { useEffect, useRef } from 'preact/hooks';
import type { ItemDetail } from '../../../lib/model/item-detail.ts';
import { type ItemKey, itemKeyText } from '../../../lib/model/item-key.ts';
import type { ItemRow } from '../../../lib/model/panel-view.ts';
import { t } from '../../../lib/text.ts';
import type { SheetProps } from '../../panel-sheet.tsx';
import { selectedRows, sisNameOf } from '../../panel-state.ts';
import { fullReason } from '../../reason-line.ts';
import { useAnswer } from '../../use-answer.ts';
import { Sheet } from '../sheet.tsx';
import { Choice } from './choice.tsx';
import { ItemFooter } from './item-footer.tsx';
import { Landing } from './landing.tsx';
import { Scores } from './scores.tsx';
import { SisTitle } from './sis-title.tsx';
import { SpecialMarks } from './special-marks.tsx';
import { Standing } from './standing.tsx';

type Props = SheetProps & {
  item: ItemKey;
  /** Where the keyboard begins. */
  at?: 'sis-title' | undefined;
};

/** Everything about one item. Names and scores are asked for when it opens, and are gone when it closes. */
export function ItemSheet(props: Props) {
  const { state, actions, item, onClose } = props;
  const answer = useAnswer(() => actions.ask('getItemDetail', item), [state.panel]);
  const last = useRef<ItemDetail | null>(null);
  if (answer && 'value' in answer) last.current = answer.value;
  const detail = last.current;
  useEffect(keepFocusInside);
  const row = rowOf(state, item) ?? detail?.row;
  const problem = answer && 'problem' in answer ? answer.problem : null;
  return (
    <Sheet
      title={row?.title || t('untitled')}
      size="large"
      onClose={onClose}
      footer={detail && row && <ItemFooter {...props} detail={detail} row={row} />}
    >
      {problem && (
        <p class="text-warn" role="alert">
          {fullReason(problem, sisNameOf(state))}
        </p>
      )}
      {row && <Standing {...props} row={row} remarks={detail?.remarks ?? []} />}
      {!detail && !problem && (
        <p class="muted" role="status">
          {t('itemReading')}
        </p>
      )}
      {detail && row && <Parts {...props} detail={detail} row={row} />}
    </Sheet>
  );
}

/** A button that its own press took away must not leave the keyboard outside. */
function keepFocusInside(): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('dialog[open] #sheet-title')?.focus();
}

const rowOf = (state: Props['state'], item: ItemKey): ItemRow | undefined =>
  selectedRows(state).find(({ key }) => itemKeyText(key) === itemKeyText(item));

export type PartProps = SheetProps & { detail: ItemDetail; row: ItemRow };

const Parts = (props: PartProps & Pick<Props, 'at'>) => (
  <>
    <SisTitle
      {...props}
      focused={props.at === 'sis-title'}
      onSave={(title) =>
        props.actions
          .ask('saveSisTitle', { key: props.detail.row.key, title })
          .then(props.actions.reload)
      }
    />
    <Landing landing={props.detail.landing} />
    <Choice {...props} />
    <Scores {...props} />
    <SpecialMarks {...props} />
  </>
);
