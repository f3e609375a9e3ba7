import type { GradedItem } from '../../model/graded-item.ts';
import type { Landing } from '../../model/landing.ts';
import type { SisGradingPeriod } from '../../sis/sis-client.ts';
import type { LinkRecord } from '../../storage/records.ts';

/** Where an item lands by what is known of the SIS class; what is not known yet is null. */
export function landingOf({ due, categoryId }: GradedItem, link: LinkRecord | null): Landing {
  const day = due !== null && 'day' in due ? due.day : null;
  const sisCategory = categoryId === null ? undefined : link?.categories[categoryId]?.sisId;
  return {
    classTitle: link?.classTitle ?? null,
    categoryTitle: link?.sisCategories.find(({ id }) => id === sisCategory)?.title ?? null,
    periodTitle: (day !== null && periodOn(link?.periods ?? [], day)?.title) || null,
    dueDay: day,
  };
}

/** The grading period that holds a day; the shortest one where periods lie inside one another. */
export const periodOn = (periods: SisGradingPeriod[], day: string): SisGradingPeriod | undefined =>
  periods
    .filter(({ startDate, endDate }) => startDate <= day && day <= endDate)
    .toSorted((a, b) => length(a) - length(b))[0];

const length = ({ startDate, endDate }: SisGradingPeriod): number =>
  Date.parse(endDate) - Date.parse(startDate);
