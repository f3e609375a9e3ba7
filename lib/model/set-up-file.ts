import type { SpecialScores } from './special-score.ts';

/** A file is not read beyond this many characters; a teacher's year is a tenth of it. */
export const longestFile = 2_000_000;

/** Why a file is not imported. `detail` = the place in it, or the version that it has. */
export type FileProblem = {
  code: 'too-large' | 'not-ours' | 'other-version' | 'damaged';
  detail: string;
};

/** What an import would change. */
export type ImportPreview = {
  /** Items that would sync again, and that would not sync any more. */
  included: number;
  excluded: number;
  /** Choices of the file that stand here already. */
  unchanged: number;
  /** Sections whose SIS class or categories would be others. */
  matches: { title: string; classTitle: string | null; categories: number }[];
  /** Sections where titles in the SIS would be others, and what marks without a score would become. */
  teacherSettings: { title: string; sisTitles: number; special: SpecialScores }[];
  /** `district` = the file has another one, and the district's stays. */
  connection: 'same' | 'changed' | 'district';
  /** Where the SIS of the file is, if the connection would change. */
  addresses: string[];
  /** Other settings that would change. */
  settings: ('pages' | 'schedule' | 'new-items' | 'lms-domains')[];
};

/** True when an import would leave everything as it is. */
export const changesNothing = (preview: ImportPreview): boolean =>
  preview.included + preview.excluded === 0 &&
  preview.matches.length + preview.teacherSettings.length + preview.settings.length === 0 &&
  preview.connection !== 'changed';
