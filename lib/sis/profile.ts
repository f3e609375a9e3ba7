/** What differs between SIS products, as data. */
export type Profile = {
  /** The wire codec (lib/sis/oneroster/codec.ts). */
  version: '1.2';
  /** Longest title the SIS takes, in characters; null = no limit known. */
  titleMax: number | null;
  /** Rows asked for at a time. Some servers cap a page, at 3000 in one case: they still say where the next begins. */
  pageSize: number;
};

/** Plain OneRoster 1.2. The specification sets no limit on a title. */
export const oneRoster12: Profile = { version: '1.2', titleMax: null, pageSize: 500 };
