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
};

describe('the reason catalogue', () => {
  it.each(reasonCodes)('has a sentence for %s without an open hole', (code) => {
    const text = reasonText({ code, params }, 'PowerSchool');
    expect(text).not.toBe(`reason_${code}`);
    expect(text).not.toMatch(/[{}]/);
  });

  it('names the SIS by its friendly name', () => {
    expect(reasonText({ code: 'SIS_DOWN' }, 'PowerSchool')).toBe(
      'No answer from PowerSchool. Your changes are kept. Press Sync to try again.',
    );
  });
});
