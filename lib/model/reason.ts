/**
 * Why an item is not Synced, as a code that the text catalogue turns into words and a fix
 * (`reason_<CODE>` in public/_locales). `params` fill the text; they never hold a student's name or score.
 */
export const reasonCodes = [
  // Nothing is wrong; there is something to send, or nothing to do.
  'NOT_YET_SYNCED',
  'UPDATES_AVAILABLE',
  'QUEUED',
  'NEVER_SENT',
  'STILL_IN_SIS',
  'NOT_GRADED',
  'NOT_PUBLISHED',
  'NOT_IN_GRADE',
  // The teacher can mend it.
  'CATEGORY_UNMAPPED',
  'TITLE_EMPTY',
  'TITLE_TOO_LONG',
  'TITLE_DUPLICATE',
  'DUE_DATE_MISSING',
  'DUE_DATE_UNREADABLE',
  'DUE_DATE_OUTSIDE_TERM',
  'PERIOD_UNKNOWN',
  'PERIOD_CLOSED',
  'POINTS_MISSING',
  'POINTS_ZERO',
  'POINTS_NOT_WHOLE',
  'SECTION_NOT_LINKED',
  'SECTION_NOT_SEEN',
  'STUDENT_NOT_LINKED',
  'CHOICE_UNCONFIRMED',
  'NEW_ITEM_REVIEW',
  'SCORE_CLEARED',
  'SPECIAL_NOT_SENT',
  'SCORE_NOT_NUMERIC',
  'FACTOR_NOT_ONE',
  'CHANGED_IN_SIS',
  'ITEM_CHANGED_IN_SIS',
  'KEPT_IN_SIS',
  'NOT_AS_SENT',
  'ITEM_NOT_AS_SENT',
  'BIG_CHANGE',
  // The SIS, the network or the sign-in.
  'AUTH_EXPIRED',
  'SIS_SIGNED_OUT',
  'NO_PERMISSION',
  'NOT_YOUR_SECTION',
  'CLASS_GONE',
  'ITEM_REMOVED_IN_SIS',
  'ALREADY_IN_SIS',
  'STUDENT_NOT_ENROLLED',
  'REJECTED',
  'CONFLICT',
  'RATE_LIMITED',
  'SIS_DOWN',
  'NOT_THE_SIS',
  'REDIRECTED',
  'NO_HOST_ACCESS',
  'OFFLINE',
  'NOT_CONFIGURED',
  'POLICY_INVALID',
  // Schoology.
  'LMS_SIGNED_OUT',
  'LMS_BUSY',
  'LMS_LAYOUT_CHANGED',
  'LMS_DOWN',
  'LMS_FORBIDDEN',
  'NO_LMS_ACCESS',
  // Ours.
  'STORAGE_UNSAFE',
  'CANCELLED',
  'UNKNOWN',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

export type Reason = { code: ReasonCode; params?: Record<string, string | number> };
