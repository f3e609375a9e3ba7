import type { SisTerm } from '../sis-client.ts';
import type { Resources } from './resources.ts';

/**
 * From the first to the last day of a section's term bins, which are all that the service tells of its term
 * (powerschool.md 2); null when it has none. Named by the bin that spans it, else by the first and the last one.
 */
export async function termSpan(resources: Resources, classId: string): Promise<SisTerm | null> {
  const bins = (await resources.terms(classId))?._termbins ?? [];
  const days = bins.map(({ storecode, startdate, enddate }) => ({
    title: storecode,
    startDate: startdate.slice(0, 10),
    endDate: enddate.slice(0, 10),
  }));
  const first = days.toSorted((a, b) => a.startDate.localeCompare(b.startDate))[0];
  const last = days.toSorted((a, b) => a.endDate.localeCompare(b.endDate)).at(-1);
  if (!first || !last) return null;
  const { startDate } = first;
  const { endDate } = last;
  const whole = days.find((bin) => bin.startDate === startDate && bin.endDate === endDate);
  const title = whole?.title ?? `${first.title} – ${last.title}`;
  return { id: classId, title, startDate, endDate };
}
