import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { SchedulePart } from '../../../components/options/schedule-part.tsx';
import type { ScheduleView } from '../../../lib/model/schedule.ts';
import { now } from './fake-views.ts';

const off: ScheduleView = { everyMinutes: null, fromPolicy: false, notify: false, nextAt: null };

function draw(schedule: Partial<ScheduleView>) {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const onChange = vi.fn();
  const view = { ...off, ...schedule };
  act(() => render(<SchedulePart schedule={view} onChange={onChange} />, root));
  const select = root.querySelector('select');
  const box = root.querySelector('input');
  if (!select || !box) throw new Error('not drawn');
  return { root, onChange, select, box };
}

describe('syncing by itself', () => {
  it('is off at first, and can be switched on', () => {
    const { select, box, onChange } = draw({});
    expect(select.labels?.[0]?.textContent).toBe('Sync every');
    expect([...select.options].map(({ text }) => text)).toEqual([
      'Off',
      '15 minutes',
      '30 minutes',
      '1 hour',
      '2 hours',
      '4 hours',
    ]);
    expect(select.value).toBe('');
    expect(box.disabled).toBe(true);
    select.value = '30';
    act(() => void select.dispatchEvent(new Event('change', { bubbles: true })));
    expect(onChange).toHaveBeenCalledWith({ everyMinutes: 30, notify: false });
  });

  it('says when the next one begins', () => {
    const { root } = draw({ everyMinutes: 60, nextAt: now });
    expect(root.textContent).toContain('Next: Oct 5, 2026,');
  });

  it('asks for notifications in the press, and shows the tick when it is saved', () => {
    const { box, onChange } = draw({ everyMinutes: 60 });
    act(() => box.click());
    expect(onChange).toHaveBeenCalledWith({ everyMinutes: 60, notify: true });
    expect(box.checked).toBe(false);
  });

  it('is locked where the district has set it, also to a period that is not offered', () => {
    const { root, select } = draw({ everyMinutes: 45, fromPolicy: true });
    expect(select.disabled).toBe(true);
    expect(select.value).toBe('45');
    expect(root.textContent).toContain('Set by your district');
  });
});
