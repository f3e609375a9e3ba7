import { t, tn } from '../lib/text.ts';
import { AlertIcon } from './icons.tsx';
import { type FixActions, ProblemFix } from './problem-fix.tsx';
import type { Problem } from './problems.ts';
import { fullReason } from './reason-line.ts';

type Props = { problems: Problem[]; sisName: string; on: FixActions };

/** Causes before items: each told once, with what to press. */
export function ProblemBanner({ problems, sisName, on }: Props) {
  if (problems.length === 0) return null;
  return (
    <ul class="problems" data-region="problems" aria-label={t('problemsName')}>
      {problems.map(({ id, reason, items, fix }) => (
        <li key={id} class="problem">
          <AlertIcon />
          <p class="problem-text">
            {items > 0 && <strong>{tn('groupCount', items)}: </strong>}
            {fullReason(reason, sisName)}
          </p>
          {fix && (
            <div class="problem-fix">
              <ProblemFix fix={fix} on={on} sisName={sisName} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
