/**
 * Whether a refusal says that the grading period takes no grades any more. No list that a SIS gives of its periods says
 * so (oneroster.md 1.2, powerschool.md 2); the refusal is where it tells.
 */
export const saysPeriodClosed = (detail: string): boolean =>
  /\b(?:period|term|window|quarter|semester)s?\b.*\b(?:closed|locked|not open|has ended)\b/i.test(
    detail,
  ) || /\b(?:closed|locked)\b.*\b(?:grading|reporting) (?:period|term|window)s?\b/i.test(detail);
