import type { Landing as Place } from '../../../lib/model/landing.ts';
import { dayWords, t } from '../../../lib/text.ts';

/** Where the item stands in the SIS once it is sent. */
export function Landing({ landing }: { landing: Place | null }) {
  if (!landing) return null;
  const { classTitle, categoryTitle, periodTitle, dueDay } = landing;
  const facts = [
    ['landsClass', classTitle],
    ['landsCategory', categoryTitle],
    ['landsPeriod', periodTitle],
    ['landsDue', dueDay && dayWords(dueDay)],
  ] as const;
  return (
    <section class="item-part" aria-labelledby="item-lands">
      <h3 id="item-lands">{t('landsTitle')}</h3>
      <dl class="item-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              {value ? <bdi>{value}</bdi> : <span class="text-warn">{t('landsUnknown')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
