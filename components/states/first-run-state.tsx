import { t } from '../../lib/text.ts';
import { CheckIcon } from '../icons.tsx';
import { optionsPage } from '../options/options-link.ts';
import { StateCard } from '../state-card.tsx';

const Step = ({ done, text }: { done: boolean; text: string }) => (
  <li class={done ? 'step done' : 'step'}>
    {done && (
      <>
        <CheckIcon />
        <span class="visually-hidden">{t('stepDone')} </span>
      </>
    )}
    {t(text)}
  </li>
);

/** No section is known yet. `connected`: the SIS connection stands. */
export const FirstRunState = ({ connected }: { connected: boolean }) => (
  <StateCard title={t('firstRunTitle')}>
    <ol class="steps">
      <Step done={connected} text="firstRunConnect" />
      <Step done={false} text="firstRunCourse" />
      <Step done={false} text="firstRunMatch" />
    </ol>
    {!connected && (
      <p class="state-actions">
        <a class="button primary" href={optionsPage('connection')} target="_blank" rel="noreferrer">
          {t('fixConnect')}
        </a>
      </p>
    )}
    <p class="muted">{t('privacyNote')}</p>
  </StateCard>
);
