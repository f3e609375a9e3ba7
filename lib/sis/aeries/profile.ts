import { type Profile, profileOf } from '../profile.ts';

const unknown = { usual: 'blank', flag: null, zero: null } as const;

/**
 * What the portal takes (aeries.md 7). An excused student is "not applicable" there, which no client has written yet:
 * it is reported and not sent. Missing is `MI`, which counts as a zero in many districts: it is sent only where the
 * teacher has chosen so.
 */
export const portalProfile: Profile = {
  ...profileOf('aeries', '1.1'),
  specialScores: {
    excused: unknown,
    missing: { usual: 'blank', flag: { scoreStatus: 'not submitted', score: null }, zero: null },
    incomplete: unknown,
  },
};
