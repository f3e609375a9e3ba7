import { useEffect, useRef, useState } from 'preact/hooks';
import type { Reason } from '../../lib/model/reason.ts';
import type { StillInSis } from '../../lib/model/still-in-sis.ts';
import { reasonText, t, tn } from '../../lib/text.ts';
import { reasonOf } from '../panel-context.ts';
import type { SheetProps } from '../panel-sheet.tsx';
import { selectedKeys, sisNameOf } from '../panel-state.ts';
import { exactTime } from '../time-text.ts';
import { useAnswer } from '../use-answer.ts';
import { Sheet } from './sheet.tsx';

/** What the SIS still has of items that are opted out or deleted, with a tick for what has been removed there. */
export function StillInSisSheet({ state, actions, onClose }: SheetProps) {
  const sisName = sisNameOf(state);
  const [problem, setProblem] = useState<Reason | null>(null);
  const answer = useAnswer(
    () => actions.ask('getStillInSis', { sections: selectedKeys(state) }),
    [state.panel, state.selected],
  );
  const items = answer && 'value' in answer ? answer.value.items : null;
  const failed = answer && 'problem' in answer ? answer.problem : problem;

  const list = useRef<HTMLUListElement>(null);
  useEffect(() => focusWhatIsLeft(list.current), [items]);

  const removed = async ({ key, lineItemId }: StillInSis): Promise<void> => {
    setProblem(null);
    try {
      await actions.ask('removedInSis', { key, lineItemId });
      await actions.reload();
    } catch (error) {
      setProblem(reasonOf(error));
    }
  };

  return (
    <Sheet title={t('stillInSisTitle')} size="large" onClose={onClose}>
      <p class="muted">{t('stillInSisText', { sis: sisName })}</p>
      {failed && (
        <p class="text-warn" role="alert">
          {reasonText(failed, sisName)}
        </p>
      )}
      <p role="status">{items?.length === 0 && t('stillInSisEmpty', { sis: sisName })}</p>
      <ul class="entries" ref={list}>
        {items?.map((item) => (
          <Entry
            key={item.lineItemId}
            item={item}
            named={state.selected === 'all'}
            onRemoved={() => removed(item)}
          />
        ))}
      </ul>
    </Sheet>
  );
}

/** A tick takes its own line away, and the focus with it. */
function focusWhatIsLeft(list: HTMLElement | null): void {
  const sheet = list?.closest('dialog');
  if (!sheet || sheet.contains(document.activeElement)) return;
  const next = list?.querySelector('input') ?? sheet.querySelector<HTMLElement>('footer button');
  next?.focus();
}

type EntryProps = { item: StillInSis; named: boolean; onRemoved: () => Promise<void> };

function Entry({ item, named, onRemoved }: EntryProps) {
  const [ticked, setTicked] = useState(false);
  const title = item.title || t('untitled');
  const tick = (): void => {
    if (ticked) return;
    setTicked(true);
    void onRemoved().finally(() => setTicked(false));
  };
  return (
    <li class="entry">
      <p class="entry-head">
        <strong>
          <bdi>{title}</bdi>
        </strong>
        <label class="entry-tick">
          <input
            type="checkbox"
            checked={ticked}
            aria-label={t('removedThereItem', { title })}
            onChange={tick}
          />
          {t('removedThere')}
        </label>
      </p>
      <p>{t(item.why === 'deleted' ? 'stillInSisDeleted' : 'stillInSisOptedOut')}</p>
      <p class="muted">
        {tn('historyScores', item.scores)}
        {item.lastSuccessAt !== null && (
          <>
            {' · '}
            <time dateTime={new Date(item.lastSuccessAt).toISOString()}>
              {exactTime(item.lastSuccessAt)}
            </time>
          </>
        )}
        {[item.classTitle, named ? item.sectionTitle : null].map(
          (name) =>
            name && (
              <span key={name}>
                {' · '}
                <bdi>{name}</bdi>
              </span>
            ),
        )}
      </p>
    </li>
  );
}
