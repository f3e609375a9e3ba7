import { t, tn } from '../../lib/text.ts';
import { CheckIcon } from '../icons.tsx';
import type { SetUpProgress } from './set-up-progress.ts';

/** The whole set-up at a glance; each step leads to its part of the page. */
export const SetUpSteps = (progress: SetUpProgress) => (
  <ol class="set-up-steps">
    <Step done={progress.chosen} part="connection" text={t('setUpChoose')} />
    <Step done={progress.tested} part="sign-in" text={t('setUpTest')} />
    <Step
      done={progress.matched}
      part="sections"
      text={t('setUpMatch')}
      open={openText(progress)}
    />
  </ol>
);

const openText = ({ openSections, openCategories, tested }: SetUpProgress): string =>
  [
    tested && openSections > 0 ? tn('openSections', openSections) : '',
    openCategories > 0 ? tn('openCategories', openCategories) : '',
  ]
    .filter(Boolean)
    .join(', ');

type StepProps = { done: boolean; part: string; text: string; open?: string };

const Step = ({ done, part, text, open = '' }: StepProps) => (
  <li class={done ? 'done' : ''}>
    <a href={`#${part}`}>{text}</a>
    {done && (
      <span class="text-ok">
        <CheckIcon />
        <span class="visually-hidden">{t('stepDone')}</span>
      </span>
    )}
    {open && <small class="text-warn">{open}</small>}
  </li>
);
