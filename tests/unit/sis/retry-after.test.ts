// @vitest-environment node
import { expect, test } from 'vitest';
import { retryAfter } from '../../../lib/sis/retry-after.ts';

// 2026-10-05 16:30:00 UTC
const now = 1_791_217_800_000;
const read = (value: string) => retryAfter(new Headers({ 'retry-after': value }), now);

test('seconds', () => {
  expect(read('120')).toBe(1_791_217_920_000);
  expect(read('0')).toBe(now);
});

test('a date', () => {
  expect(read('Mon, 05 Oct 2026 16:32:00 GMT')).toBe(1_791_217_920_000);
});

test('a date gone by means now', () => {
  expect(read('Mon, 05 Oct 2026 16:00:00 GMT')).toBe(now);
});

test.each(['86400', '9'.repeat(400), 'Fri, 05 Oct 2096 16:30:00 GMT'])(
  'an absurd wish (%s) is cut to 15 minutes',
  (value) => {
    expect(read(value)).toBe(1_791_218_700_000);
  },
);

test.each(['', '-5', '1.5', 'soon', '2026-10-05', 'GMT'])('%j is no wish', (value) => {
  expect(read(value)).toBeNull();
});

test('no header is no wish', () => {
  expect(retryAfter(new Headers(), now)).toBeNull();
});
