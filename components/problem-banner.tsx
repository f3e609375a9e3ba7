import { t, tn } from '../lib/text.ts';
import { AlertIcon } from './icons.tsx';
import { Later } from './later.tsx';
import type { Problem } from './problems.ts';
import { fullReason } from './reason-line.ts';
import type { SyncPanelProps } from './sync-panel.tsx';

type Props = Pick<SyncPanelProps, 'actions' | 'onAllowAccess'> & {
  problems: Problem[];
  sisName: string;
};

/** Causes before items: each told once, with what to press. */
export function ProblemBanner({ problems, sisName, ...panel }: Props) {
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
              <Later
                draw={({ ProblemFix, fixActions }) => (
                  <ProblemFix {...{ fix, sisName }} on={fixActions(panel)} />
                )}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
