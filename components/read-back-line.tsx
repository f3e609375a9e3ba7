import type { ReadBack } from '../lib/model/panel-view.ts';
import { t } from '../lib/text.ts';
import { exactTime, shortTime } from './time-text.ts';

type Props = { readBacks: (ReadBack | null)[]; sisName: string; now: number };

/** Whether what was sent was found in the SIS: the least certain of the sections speaks for all. */
export function ReadBackLine({ readBacks, sisName, now }: Props) {
  const known = readBacks.flatMap((one) => one ?? []);
  const worst = (['unread', 'differs', 'verified'] as const).find((state) =>
    known.some((one) => one.state === state),
  );
  const told = known.filter(({ state }) => state === worst).toSorted((a, b) => a.at - b.at)[0];
  if (!told) return null;
  const refused = told.reason?.code === 'NO_PERMISSION';
  const text = refused ? 'readBack_refused' : `readBack_${told.state}`;
  return (
    <p class={told.state === 'differs' ? 'text-warn' : ''}>
      <time dateTime={new Date(told.at).toISOString()} title={exactTime(told.at)}>
        {t(text, { sis: sisName, time: shortTime(told.at, now) })}
      </time>
    </p>
  );
}
