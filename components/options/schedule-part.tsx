import {
  offeredPeriods,
  type ScheduleSettings,
  type ScheduleView,
} from '../../lib/model/schedule.ts';
import { language, t } from '../../lib/text.ts';
import { LockIcon } from '../icons.tsx';
import { exactTime } from '../time-text.ts';
import { FormField } from './form-field.tsx';

type Props = {
  schedule: ScheduleView;
  /** Called in the click itself: the browser is asked for notifications where they are switched on. */
  onChange: (settings: ScheduleSettings) => void;
};

/** "30 minutes", "2 hours" */
function periodText(minutes: number): string {
  const inHours = minutes % 60 === 0;
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: inHours ? 'hour' : 'minute',
    unitDisplay: 'long',
  }).format(inHours ? minutes / 60 : minutes);
}

/** The offered periods, and the one that holds where the district has set another. */
const periods = ({ everyMinutes }: ScheduleView): number[] =>
  [...new Set([...offeredPeriods, ...(everyMinutes === null ? [] : [everyMinutes])])].toSorted(
    (a, b) => a - b,
  );

/** Syncing by itself, while this browser is open. */
export function SchedulePart({ schedule, onChange }: Props) {
  const { everyMinutes, notify, fromPolicy, nextAt } = schedule;
  return (
    <>
      {fromPolicy && (
        <p class="note muted">
          <LockIcon /> {t('setByDistrict')}
        </p>
      )}
      <FormField id="everyMinutes" label={t('scheduleEvery')} hint={nextText(nextAt)}>
        <select
          id="everyMinutes"
          value={String(everyMinutes ?? '')}
          disabled={fromPolicy}
          aria-describedby={nextAt === null ? undefined : 'everyMinutes-hint'}
          onChange={({ currentTarget: { value } }) =>
            onChange({ everyMinutes: value === '' ? null : Number(value), notify })
          }
        >
          <option value="">{t('scheduleOff')}</option>
          {periods(schedule).map((minutes) => (
            <option key={minutes} value={minutes}>
              {periodText(minutes)}
            </option>
          ))}
        </select>
      </FormField>
      <label class="box-line">
        <input
          type="checkbox"
          checked={notify}
          disabled={everyMinutes === null && !notify}
          onChange={({ currentTarget: box }) => {
            const wanted = box.checked;
            box.checked = notify; // until the browser has allowed it and it is saved
            onChange({ everyMinutes, notify: wanted });
          }}
        />
        <span>{t('scheduleNotify')}</span>
      </label>
    </>
  );
}

const nextText = (at: number | null): string | null =>
  at === null ? null : t('scheduleNext', { time: exactTime(at) });
