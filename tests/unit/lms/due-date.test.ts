import { describe, expect, it } from 'vitest';
import { dueReader } from '../../../lib/lms/due-date.ts';

const newYork = { language: 'en', timezone: 'America/New_York' };

describe('a due date', () => {
  // Offsets by hand: New York is UTC-5 in winter and UTC-4 in summer, Honolulu UTC-10, Kolkata UTC+5:30.
  const readable: [string, string, { language: string; timezone: string }, string, string][] = [
    [
      'winter evening',
      'Nov 30, 2026 at 11:59 pm',
      newYork,
      '2026-12-01T04:59:00.000Z',
      '2026-11-30',
    ],
    ['summer morning', 'Sep 4, 2026 at 9:00 am', newYork, '2026-09-04T13:00:00.000Z', '2026-09-04'],
    ['midnight', 'Sep 4, 2026 at 12:00 am', newYork, '2026-09-04T04:00:00.000Z', '2026-09-04'],
    ['noon', 'Sep 4, 2026 at 12:00 pm', newYork, '2026-09-04T16:00:00.000Z', '2026-09-04'],
    [
      'a date alone is the end of that day',
      'Nov 30, 2026',
      newYork,
      '2026-12-01T04:59:00.000Z',
      '2026-11-30',
    ],
    [
      'long form with weekday',
      'Monday, November 30, 2026 at 11:59 pm',
      newYork,
      '2026-12-01T04:59:00.000Z',
      '2026-11-30',
    ],
    [
      'no summer time',
      'Jul 1, 2026 at 8:00 am',
      { language: 'en', timezone: 'Pacific/Honolulu' },
      '2026-07-01T18:00:00.000Z',
      '2026-07-01',
    ],
    [
      'half-hour zone',
      'Jul 1, 2026 at 8:00 am',
      { language: 'en', timezone: 'Asia/Kolkata' },
      '2026-07-01T02:30:00.000Z',
      '2026-07-01',
    ],
    [
      'Spanish, 24 hours',
      '30 nov 2026, 23:59',
      { language: 'es', timezone: 'America/New_York' },
      '2026-12-01T04:59:00.000Z',
      '2026-11-30',
    ],
    ['29 February', 'Feb 29, 2028 at 1:00 pm', newYork, '2028-02-29T18:00:00.000Z', '2028-02-29'],
    [
      'the morning after clocks went forward',
      'Mar 8, 2026 at 9:00 am',
      newYork,
      '2026-03-08T13:00:00.000Z',
      '2026-03-08',
    ],
    [
      'narrow no-break space before pm',
      'Nov 30, 2026 at 11:59\u202fpm',
      newYork,
      '2026-12-01T04:59:00.000Z',
      '2026-11-30',
    ],
  ];
  it.each(readable)('reads %s', (_, text, context, at, day) => {
    expect(dueReader(context)(text)).toEqual({ at, day });
  });

  it('takes an empty text for no due date', () => {
    expect(dueReader(newYork)('')).toBeNull();
    expect(dueReader(newYork)('  ')).toBeNull();
  });

  it.each([
    ['numbers only: month and day cannot be told apart', '11/10/26 at 9:00 am'],
    ['no year', 'Nov 30 at 9:00 am'],
    ['an impossible day', 'Feb 30, 2026'],
    ['an impossible hour', 'Nov 30, 2026 at 25:00'],
    ['two months', 'Nov 30 - Dec 2, 2026'],
    ['another language than the page said', '30 กันยายน 2026'],
    ['anything else', 'next Tuesday'],
  ])('does not guess: %s', (_, text) => {
    expect(dueReader(newYork)(text)).toEqual({ unreadable: text });
  });

  it('does not guess a time zone', () => {
    const text = 'Nov 30, 2026 at 9:00 am';
    expect(dueReader({ language: 'en', timezone: 'Mars/Olympus' })(text)).toEqual({
      unreadable: text,
    });
  });
});
