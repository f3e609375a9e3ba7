import { describe, expect, it } from 'vitest';
import { reasonCodes } from '../../../lib/model/reason.ts';
import { reasonText } from '../../../lib/text.ts';

/** What the planner and the status function put into the reasons that have holes. */
const params = {
  n: 2,
  max: 30,
  category: 'Labs',
  date: '2026-10-03',
  text: 'soon',
  host: 'lms.district.example',
  term: 'Semester 1',
  from: '2026-08-17',
  to: '2026-12-18',
  factor: 2,
  error: 'QuotaExceededError',
};

describe('the reason catalogue', () => {
  it.each(reasonCodes)('has a sentence for %s without an open hole', (code) => {
    const text = reasonText({ code, params }, 'PowerSchool');
    expect(text).not.toBe(`reason_${code}`);
    expect(text).not.toMatch(/[{}]/);
  });

  it('writes days as people do', () => {
    const outside = { date: '2026-12-28', term: 'S1', from: '2026-08-17', to: '2026-12-18' };
    expect(reasonText({ code: 'DUE_DATE_OUTSIDE_TERM', params: outside }, 'Skyward')).toBe(
      'The due date Dec 28, 2026 is outside S1 in Skyward (Aug 17, 2026 to Dec 18, 2026). Nothing was sent. Change it in Schoology, then press Check for changes.',
    );
  });

  it('names the SIS by its friendly name', () => {
    expect(reasonText({ code: 'SIS_DOWN' }, 'PowerSchool')).toBe(
      'No answer from PowerSchool. Your changes are kept. Press Sync to try again.',
    );
  });
});
