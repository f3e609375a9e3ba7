import { describe, expect, it } from 'vitest';
import type { Member } from '../../../lib/model/graded-item.ts';
import type { SisClass, SisUser } from '../../../lib/sis/sis-client.ts';
import { chooseClass, matchCategories, matchStudents } from '../../../lib/sync/link/match.ts';
import { members } from './course.ts';

const user = (id: string, ...identifiers: string[]): SisUser => ({ id, identifiers, name: '' });
const cls = (id: string, title: string): SisClass => ({ id, title, schoolId: 's', termIds: [] });

describe('matchStudents', () => {
  it('joins by sourcedId, identifier or e-mail, in any case', () => {
    const users = [user('S-1'), user('x2', 's-2'), user('x3', 'a@b.example', ' S-3 ')];
    expect(matchStudents(members, users)).toEqual({
      students: { 1: 'S-1', 2: 'x2', 3: 'x3' },
      unmatched: [],
    });
  });

  it('joins nobody who is not certain', () => {
    const users = [user('x1', 'S-1'), user('x2', 'S-1'), user('x3', 'S-33')];
    expect(matchStudents(members, users)).toEqual({ students: {}, unmatched: ['1', '2', '3'] });
  });

  it('takes one user who carries the same id twice for one user', () => {
    expect(matchStudents(members, [user('S-1', 'S-1')]).students).toEqual({ 1: 'S-1' });
  });
});

describe('chooseClass', () => {
  const all = [user('S-1'), user('S-2'), user('S-3')];
  const title = 'Algebra 1: Section 2';

  it('takes the one class with the same students', () => {
    const right = { sisClass: cls('a', 'ALG1-02'), students: all };
    const other = { sisClass: cls('b', 'Biology'), students: [user('S-1')] };
    expect(chooseClass(title, members, [right, other])).toBe(right);
  });

  it('asks where two classes hold the same students', () => {
    const candidates = ['a', 'b'].map((id) => ({ sisClass: cls(id, id), students: all }));
    expect(chooseClass(title, members, candidates)).toBeNull();
  });

  it('lets the title decide between classes with the same students', () => {
    const right = { sisClass: cls('a', 'algebra 1: section 2'), students: all };
    const other = { sisClass: cls('b', 'Homeroom'), students: all };
    expect(chooseClass(title, members, [other, right])).toBe(right);
  });

  it('does not trust a title alone', () => {
    const named = { sisClass: cls('a', title), students: [user('S-1')] };
    expect(chooseClass(title, members, [named])).toBeNull();
  });

  it('does not take a bigger class that these students are also in', () => {
    const assembly = [...all, user('S-4'), user('S-5'), user('S-6')];
    expect(
      chooseClass(title, members, [{ sisClass: cls('a', title), students: assembly }]),
    ).toBeNull();
  });

  it('asks when a few students could be anybody’s', () => {
    const two = members.filter(({ uid }) => uid === '1' || uid === '2');
    const candidate = { sisClass: cls('a', 'ALG1-02'), students: all };
    expect(chooseClass(title, two, [candidate])).toBeNull();
    expect(chooseClass(title, [], [candidate])).toBeNull();
  });
});

describe('matchCategories', () => {
  it('matches equal titles that occur once on each side', () => {
    const lms = [
      { id: '1', title: 'Homework ' },
      { id: '2', title: 'Labs' },
      { id: '3', title: 'Quiz' },
      { id: '4', title: 'quiz' },
    ];
    const sis = [
      { id: 'a', title: 'HOMEWORK' },
      { id: 'b', title: 'Lab' },
      { id: 'c', title: 'Quiz' },
    ];
    expect(matchCategories(lms, sis)).toEqual({ 1: 'a' });
  });
});

describe('students whose district id can be read in several ways', () => {
  const readings = (own: string, number: string) => ({
    dcid: { of: 'whole' as const, id: `1_${own}` },
    number: { of: 'whole' as const, id: number },
  });
  const roster = [
    { id: 'dcid:1', identifiers: [], name: '', readings: readings('1', '1_3') },
    { id: 'dcid:2', identifiers: [], name: '', readings: readings('2', 's-2') },
    { id: 'dcid:3', identifiers: [], name: '', readings: readings('3', 's-3') },
  ];
  const section = (...uids: string[]): Member[] =>
    uids.map((schoolUid, n) => ({
      uid: String(n),
      enrollmentId: `e${n}`,
      role: 'student',
      active: true,
      schoolUid,
      name: '',
    }));

  it('are read in the one way that finds most of the roster, never some in each', () => {
    // 1_3 is the id of the third and, by an accident, the number of the first.
    expect(matchStudents(section('1_1', '1_2', '1_3'), roster).students).toEqual({
      0: 'dcid:1',
      1: 'dcid:2',
      2: 'dcid:3',
    });
    expect(matchStudents(section('1_3', 's-2', 's-3', '1_2'), roster)).toEqual({
      students: { 0: 'dcid:1', 1: 'dcid:2', 2: 'dcid:3' },
      unmatched: ['3'],
    });
  });

  it('are not matched at all by a way that finds half of them or fewer', () => {
    expect(matchStudents(section('1_1', 'x', 'y'), roster)).toEqual({
      students: {},
      unmatched: ['0', '1', '2'],
    });
  });

  it('may have the digits at the end only', () => {
    const aeries = ['9001', '9002'].map((id) => ({
      id: `stu:${id}`,
      identifiers: [],
      name: '',
      readings: {
        whole: { of: 'whole' as const, id },
        lastDigits: { of: 'last-digits' as const, id },
      },
    }));
    expect(matchStudents(section('AER_9001', 'AER_9002'), aeries).students).toEqual({
      0: 'stu:9001',
      1: 'stu:9002',
    });
    expect(matchStudents(section('9001', '9002'), aeries).students).toEqual({
      0: 'stu:9001',
      1: 'stu:9002',
    });
  });
});
