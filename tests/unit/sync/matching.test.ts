import { describe, expect, it } from 'vitest';
import type { SisUser } from '../../../lib/sis/sis-client.ts';
import type { LinkRecord } from '../../../lib/storage/records.ts';
import { copiedMatches } from '../../../lib/sync/link/copy-matches.ts';
import { linkSection } from '../../../lib/sync/link/link-section.ts';
import { joinByHand } from '../../../lib/sync/link/match.ts';
import { mergeLink } from '../../../lib/sync/link/merge-link.ts';
import { link, snapshot } from './course.ts';
import { createFakeSis } from './fake-sis.ts';

const course = snapshot([], []);
const { client } = createFakeSis();

type Sis = { categories?: { id: string; title: string }[]; students?: SisUser[] };

/** Looks at the SIS again, with what was matched before. */
const lookAgain = (
  before: LinkRecord | null,
  { categories, students }: Sis = {},
  elsewhere: Record<string, string> = {},
) =>
  linkSection(
    course,
    {
      ...client,
      ...(categories && { listCategories: async () => categories }),
      ...(students && { listStudents: async () => students }),
    },
    before,
    { teacherEmail: '', now: 1, elsewhere },
  );

const user = (id: string, identifier: string): SisUser => ({
  id,
  identifiers: [identifier],
  name: id,
});

describe('a category that was matched', () => {
  it('stays matched when the SIS gives it another name', async () => {
    const { categories } = await lookAgain(link, {
      categories: [{ id: 'cat-hw', title: 'Daily work' }],
    });
    expect(categories).toEqual({ 70001: { sisId: 'cat-hw', automatic: true } });
  });

  it('is not taken over by a new one that has its old name', async () => {
    const { categories } = await lookAgain(link, {
      categories: [
        { id: 'cat-hw', title: 'Daily work' },
        { id: 'cat-new', title: 'Homework' },
      ],
    });
    expect(categories[70001]?.sisId).toBe('cat-hw');
  });

  it('is matched anew by its title when the SIS no longer has it', async () => {
    const { categories } = await lookAgain(link, {
      categories: [{ id: 'cat-new', title: 'Homework' }],
    });
    expect(categories).toEqual({ 70001: { sisId: 'cat-new', automatic: true } });
  });

  it('in a linked section is matched here as well, where the SIS has it for this class', async () => {
    const sis = {
      categories: [
        { id: 'cat-hw', title: 'Homework' },
        { id: 'cat-sci', title: 'Science' },
      ],
    };
    const elsewhere = { 70002: 'cat-sci' };
    expect((await lookAgain(null, sis, elsewhere)).categories).toEqual({
      70001: { sisId: 'cat-hw', automatic: true },
      70002: { sisId: 'cat-sci', automatic: true },
    });
    expect((await lookAgain(null, {}, elsewhere)).categories[70002]).toBeUndefined();
  });
});

describe('a student who was joined by hand', () => {
  const roster = [user('stu-1', 'S-1'), user('stu-2', 'S-2'), user('x-77', 'other')];
  const before: LinkRecord = { ...link, studentsByHand: { 3: 'x-77' } };

  it('stays joined, and the others are by their ids', async () => {
    expect(await lookAgain(before, { students: roster })).toMatchObject({
      students: { 1: 'stu-1', 2: 'stu-2', 3: 'x-77' },
      unmatched: [],
      studentsByHand: { 3: 'x-77' },
    });
  });

  it('is open again once the SIS class no longer has that student', async () => {
    expect(await lookAgain(before, { students: roster.slice(0, 2) })).toMatchObject({
      students: { 1: 'stu-1', 2: 'stu-2' },
      unmatched: ['3'],
      studentsByHand: {},
    });
  });

  it('gives way to the district id, once the SIS has it', async () => {
    const students = [...roster.slice(0, 2), user('stu-3', 'S-3'), user('x-77', 'other')];
    expect(await lookAgain(before, { students })).toMatchObject({
      students: { 1: 'stu-1', 2: 'stu-2', 3: 'stu-3' },
      studentsByHand: {},
    });
  });

  it('is never somebody who is linked already', () => {
    const links = { students: { 1: 'stu-1' }, unmatched: ['3'] };
    expect(joinByHand(links, { 3: 'stu-1' })).toEqual({ ...links, studentsByHand: {} });
  });

  it('while the SIS was being read is kept', () => {
    const now: LinkRecord = { ...link, students: { 1: 'stu-1', 2: 'stu-2' }, unmatched: ['3'] };
    const stored: LinkRecord = { ...now, studentsByHand: { 3: 'x-77' } };
    expect(mergeLink(stored, { before: now, now })).toMatchObject({
      students: { 1: 'stu-1', 2: 'stu-2', 3: 'x-77' },
      unmatched: [],
      studentsByHand: { 3: 'x-77' },
    });
  });

  it('whom the look has just dropped does not come back with it', () => {
    const now: LinkRecord = {
      ...link,
      students: { 1: 'stu-1', 2: 'stu-2' },
      unmatched: ['3'],
      studentsByHand: {},
    };
    expect(mergeLink(before, { before, now })).toMatchObject({ unmatched: ['3'] });
  });
});

describe('matches copied to another course', () => {
  const from = {
    link: {
      ...link,
      categories: {
        70001: { sisId: 'cat-hw', automatic: true },
        70002: { sisId: 'cat-prac', automatic: false },
      },
      sisCategories: [
        { id: 'cat-hw', title: 'Homework' },
        { id: 'cat-prac', title: 'Practical' },
      ],
    },
    categories: course.categories,
  };
  const other = (change: Partial<LinkRecord>, titles: Record<string, string>) => ({
    link: { ...link, sectionId: '10000009', categories: {}, ...change },
    categories: Object.entries(titles).map(([id, title]) => ({ id, title })),
  });

  it('go to categories of the same title, as the same SIS category or the one of its title', () => {
    const sisCategories = [
      { id: 'cat-hw', title: 'Homework' },
      { id: 'b-prac', title: 'practical' },
    ];
    const to = other({ sisCategories }, { 801: 'homework', 802: 'Labs', 803: 'Essays' });
    expect(copiedMatches(from, to)).toEqual({ 801: 'cat-hw', 802: 'b-prac' });
  });

  it('change nothing that is matched, and are not guessed', () => {
    const sisCategories = [
      { id: 'p1', title: 'Practical' },
      { id: 'p2', title: 'Practical' },
      { id: 'own', title: 'Own' },
    ];
    const categories = { 801: { sisId: 'own', automatic: false } };
    const to = other({ sisCategories, categories }, { 801: 'Homework', 802: 'Labs' });
    expect(copiedMatches(from, to)).toEqual({});
    const twins = other({ sisCategories: from.link.sisCategories }, { 1: 'Labs', 2: 'labs' });
    expect(copiedMatches(from, twins)).toEqual({});
  });
});
