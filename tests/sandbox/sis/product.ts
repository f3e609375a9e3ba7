import type { SisSystem } from '../../../lib/model/sis-system.ts';

/** The SIS products of the field, as their documents and their users describe them (oneroster.md 2). */
export type Product = {
  /** Which of the systems that options offers it is. */
  system: SisSystem;
  version: '1.2' | '1.1';
  signIn: 'oauth2' | 'oauth1-sha1' | 'oauth1-sha256';
  /** `x-vendor-authorization` that every gradebook call must carry; null = none. */
  vendorKey: string | null;
  /** A longer title is refused; null = any is taken. */
  titleMax: number | null;
  wholePoints: boolean;
  /** A second line item with the same title in the class, or in the class on the same day, is refused. */
  uniqueTitle: 'class' | 'due-day' | null;
  /** Every result needs a number, also one with a status that says everything. */
  numericScores: boolean;
  categoriesByClass: boolean;
};

const plain: Product = {
  system: 'oneroster',
  version: '1.2',
  signIn: 'oauth2',
  vendorKey: null,
  titleMax: null,
  wholePoints: false,
  uniqueTitle: null,
  numericScores: false,
  categoriesByClass: true,
};

/** 1.1 lists categories of the whole SIS only, and its results must have a score (oneroster.md 1.1, 1.2). */
const older: Product = {
  ...plain,
  version: '1.1',
  numericScores: true,
  categoriesByClass: false,
};

export const products = {
  oneroster: plain,
  'oneroster-1.1': older,
  'infinite-campus': {
    ...plain,
    system: 'infinite-campus',
    vendorKey: 'vendor-key:vendor-secret',
    titleMax: 49,
  },
  /** A district that has not moved on: the key is wanted all the same. */
  'infinite-campus-1.1': {
    ...older,
    system: 'infinite-campus',
    vendorKey: 'vendor-key:vendor-secret',
    titleMax: 49,
  },
  /** Behind a district's gateway, which adds the vendor's key: no browser needs to hold it (oneroster.md 3). */
  'infinite-campus-gateway': { ...plain, system: 'infinite-campus', titleMax: 49 },
  eschoolplus: { ...older, system: 'eschoolplus', signIn: 'oauth1-sha256' },
  /** Since 21.4; a mark is a number all the same. */
  'eschoolplus-1.2': { ...plain, system: 'eschoolplus', numericScores: true },
  powerschool: { ...older, system: 'powerschool', titleMax: 50 },
  skyward: { ...older, system: 'skyward', titleMax: 49, wholePoints: true },
  aeries: { ...older, system: 'aeries', uniqueTitle: 'due-day' },
  'sis-connect': {
    ...older,
    system: 'sis-connect',
    signIn: 'oauth1-sha1',
    titleMax: 50,
    uniqueTitle: 'class',
  },
} as const satisfies Record<string, Product>;

export type ProductName = keyof typeof products;

/** Root of both services in 1.1. */
export const root1p1 = '/ims/oneroster/v1p1';
