import type { RoamingState } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';

type Props = { roaming: RoamingState; firstLook: boolean };

const texts = { full: 'roamingFull', unavailable: 'roamingUnavailable' } as const;

/** What a teacher with several browsers should know of the choices made in the others. */
export function RoamingNote({ roaming, firstLook }: Props) {
  if (roaming !== 'ok') return <p class="note muted">{t(texts[roaming])}</p>;
  return firstLook ? <p class="note muted">{t('roamingFirstLook')}</p> : null;
}
