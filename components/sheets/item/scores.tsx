import type { ItemDetail, ScoreLine } from '../../../lib/model/item-detail.ts';
import { t, tn } from '../../../lib/text.ts';
import { sisNameOf } from '../../panel-state.ts';
import type { PartProps } from './item-sheet.tsx';
import { byUrgency, isProblem, shownText, stateText, summaryText } from './score-text.ts';

/** Student by student, those first that somebody has to look at. */
export function Scores({ state, detail }: PartProps) {
  const { scores } = detail;
  const sisName = sisNameOf(state);
  return (
    <section class="item-part" aria-labelledby="item-scores">
      <h3 id="item-scores">{tn('itemStudents', scores.length)}</h3>
      <p>{summaryText(scores, sisName)}</p>
      {detail.scale !== null && <p class="muted">{t('itemScale', { scale: detail.scale })}</p>}
      {scores.length > 0 && <ScoreTable detail={detail} sisName={sisName} />}
      <p class="muted hint">{t('itemNamesNote')}</p>
    </section>
  );
}

const ScoreTable = ({ detail, sisName }: { detail: ItemDetail; sisName: string }) => (
  <table class="scores" aria-labelledby="item-scores">
    <thead>
      <tr>
        <th scope="col">{t('scoreStudent')}</th>
        <th scope="col">{t('scoreSchoology')}</th>
        <th scope="col">{t('scoreState')}</th>
      </tr>
    </thead>
    <tbody>
      {byUrgency(detail.scores).map((line) => (
        <Line key={line.uid} line={line} max={detail.points} sisName={sisName} />
      ))}
    </tbody>
  </table>
);

type LineProps = { line: ScoreLine; max: number | null; sisName: string };

const Line = ({ line, max, sisName }: LineProps) => (
  <tr>
    <th scope="row">
      <bdi>{line.name}</bdi>
    </th>
    <td>{shownText(line, max)}</td>
    <td class={isProblem(line) ? 'text-warn' : 'muted'}>{stateText(line, sisName)}</td>
  </tr>
);
