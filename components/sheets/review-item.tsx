import { useState } from 'preact/hooks';
import type { DataOf } from '../../lib/messages.ts';
import type { PreviewItem, PreviewScore, ShownItem, ShownScore } from '../../lib/model/preview.ts';
import { language, plainDay, reasonText, t, tn } from '../../lib/text.ts';

type Props = {
  item: PreviewItem;
  sisName: string;
  onDecide: (decision: DataOf<'decideChanged'>) => void;
};

/** One item of the review: what would happen to it, where it lands, and its scores before and after. */
export function ReviewItem({ item, sisName, onDecide }: Props) {
  const { title, kind, reason, landing, before, scores, asks } = item;
  const held = scores.filter(({ fate }) => fate === 'held').length;
  return (
    <li class="entry review-item">
      <p class="entry-head">
        <bdi>{title || t('untitled')}</bdi>
        <span class={`review-kind review-${kind}`}>
          {t(kind === 'problem' ? 'reviewProblem' : `review_${kind}`)}
        </span>
      </p>
      {before && landing && (
        <p class="muted">
          {t('reviewBefore', { sis: sisName })} <ItemText item={before} other={landing} />
        </p>
      )}
      {landing && (
        <p class="muted">
          {before && <>{t('reviewAfter')} </>}
          <ItemText item={landing} other={before} />
        </p>
      )}
      {reason && (
        <p class={kind === 'skipped' ? 'muted' : 'text-warn'}>{reasonText(reason, sisName)}</p>
      )}
      {(asks || held > 1) && (
        <Choices
          {...{ sisName }}
          name={title}
          onChoose={(choice) => onDecide({ items: [item.key], choice, studentId: null })}
        />
      )}
      {scores.length > 0 && <Scores {...{ item, sisName, onDecide }} open={held > 0} />}
    </li>
  );
}

/** What of an item matters; of the one it is held against, only what is otherwise is told. */
function ItemText({ item, other }: { item: ShownItem; other: ShownItem | null }) {
  const { title, dueDay, points, category, period } = item;
  const parts = [
    other && other.title.trim() !== title.trim() ? title : null,
    period,
    dueDay && plainDay(dueDay),
    category,
    points === null ? null : tn('reviewPoints', points),
  ];
  return <bdi>{parts.filter(Boolean).join(' · ')}</bdi>;
}

type ChoiceProps = {
  sisName: string;
  /** Whose or what it is about: said to those who hear the button alone. */
  name: string;
  /** In a row of a table there is little room. */
  short?: boolean;
  onChoose: (choice: 'keep' | 'send') => void;
};

const Choices = ({ sisName, name, short, onChoose }: ChoiceProps) => (
  <span class="review-choices">
    <button
      type="button"
      aria-label={t('keepSisOf', { sis: sisName, name })}
      onClick={() => onChoose('keep')}
    >
      {short ? t('keep') : t('keepSis', { sis: sisName })}
    </button>
    <button type="button" aria-label={t('sendMineOf', { name })} onClick={() => onChoose('send')}>
      {t('sendMine')}
    </button>
  </span>
);

/** The rows are drawn when they are looked at: a first sync has thousands. */
function Scores({ item, sisName, onDecide, open }: Props & { open: boolean }) {
  const [shown, setShown] = useState(open);
  return (
    <details open={shown} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
      <summary>{tn('reviewScores', item.scores.length)}</summary>
      {shown && (
        <table class="review-scores">
          <thead>
            <tr>
              <th scope="col">{t('reviewStudent')}</th>
              <th scope="col">{sisName}</th>
              <th scope="col">{t('reviewSchoology')}</th>
              <th scope="col">
                <span class="visually-hidden">{t('reviewFate')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {item.scores.map((score) => (
              <ScoreRow key={score.studentId} {...{ score, item, sisName, onDecide }} />
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

function ScoreRow({ score, item, sisName, onDecide }: Props & { score: PreviewScore }) {
  const { studentId, name, before, now, fate } = score;
  return (
    <tr class={`fate-${fate}`}>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>{before === 'sent' ? t('reviewSentBefore') : scoreText(before)}</td>
      <td>{scoreText(now)}</td>
      <td>
        {fate === 'held' ? (
          <Choices
            {...{ sisName, name }}
            short
            onChoose={(choice) => onDecide({ items: [item.key], choice, studentId })}
          />
        ) : (
          t(fate === 'kept' ? 'reviewKept' : 'reviewSent', { sis: sisName })
        )}
      </td>
    </tr>
  );
}

function scoreText({ score, mark }: ShownScore): string {
  const points = score === null ? '' : new Intl.NumberFormat(language()).format(score);
  return [mark && t(`shownAs_${mark}`), points].filter(Boolean).join(' ') || t('noScore');
}
