import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLatePlans } from '../../../lib/background/late-plans.ts';
import { algebra, biology } from './harness.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('makes one plan of a section for several choices in a row, and one of each section', () => {
  const plan = vi.fn(async () => undefined);
  const { soon } = createLatePlans(plan);
  soon(algebra);
  soon(biology);
  vi.advanceTimersByTime(350);
  soon(algebra);
  vi.advanceTimersByTime(350);
  expect(plan.mock.calls).toEqual([[biology]]);
  vi.runAllTimers();
  expect(plan.mock.calls).toEqual([[biology], [algebra]]);
  soon(algebra);
  vi.runAllTimers();
  expect(plan).toHaveBeenCalledTimes(3);
});

it('makes none once this life of the background is over', () => {
  const plan = vi.fn(async () => undefined);
  const { soon, stop } = createLatePlans(plan);
  soon(algebra);
  stop();
  soon(biology); // of a choice that was being saved
  vi.runAllTimers();
  expect(plan).not.toHaveBeenCalled();
});
