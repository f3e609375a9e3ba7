import type { SectionView } from '../../lib/model/panel-view.ts';
import { t, tn } from '../../lib/text.ts';

/** Another course has an open category of a title that is matched here. */
export const canCopy = (view: SectionView, others: SectionView[]): boolean =>
  others.some((other) =>
    other.link?.categories.some(
      ({ title, sisCategoryId }) =>
        sisCategoryId === null &&
        view.link?.categories.some((own) => own.title === title && own.sisCategoryId !== null),
    ),
  );

type Props = { offered: boolean; copied: number | undefined; onCopy: () => void };

/** Takes this course's category matches over to the others. */
export const CopyMatches = ({ offered, copied, onCopy }: Props) => (
  <p class="form-end">
    {offered && (
      <button type="button" onClick={onCopy}>
        {t('copyMatches')}
      </button>
    )}
    <span role="status" class="muted">
      {copied !== undefined && (copied === 0 ? t('copiedNone') : tn('copiedMatches', copied))}
    </span>
  </p>
);
