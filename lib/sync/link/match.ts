import type { GradingCategory, Member } from '../../model/graded-item.ts';
import type { SisCategory, SisClass, SisUser, UidReading } from '../../sis/sis-client.ts';

/** Students of a section joined to users of the SIS. */
export type StudentLinks = {
  /** Schoology uid to SIS user sourcedId. */
  students: Record<string, string>;
  /** Uids of active students whose district id the SIS class does not know, or knows twice. */
  unmatched: string[];
};

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Active students. Without a district id (`school_uid`) it is a test or guest account, which no SIS has. */
const realStudents = (members: Member[]): Member[] =>
  members.filter(({ role, active, schoolUid }) => role === 'student' && active && schoolUid !== '');

/**
 * Joins by identity only: `school_uid` must equal the sourcedId, identifier, a userId or the e-mail of exactly one
 * user. Names are never compared. Where it can be read in several ways, the whole roster is read in the one that finds
 * most of it, and in none that does not find half: one student's number may be another one's id.
 */
export function matchStudents(members: Member[], users: SisUser[]): StudentLinks {
  const students = realStudents(members);
  const names = [...new Set(users.flatMap(({ readings }) => Object.keys(readings ?? {})))];
  if (names.length === 0) return joinStudents(students, users, plainly);
  const joined = names.map((name) =>
    joinStudents(students, users, ({ readings }) => readings?.[name]),
  );
  const found = joined.map((links) => Object.keys(links.students).length);
  const most = Math.max(...found);
  const best = joined[found.indexOf(most)];
  return best && most * 2 > students.length ? best : joinStudents(students, [], plainly);
}

type IdsOf = (user: SisUser) => UidReading | string[] | undefined;

const plainly: IdsOf = ({ id, identifiers }) => [id, ...identifiers];

/** Every id that users have, with the users who have it, and how a `school_uid` is made one of them. */
function joinStudents(students: Member[], users: SisUser[], idsOf: IdsOf): StudentLinks {
  const byId = new Map<string, Set<string>>();
  let lastDigits = false;
  for (const user of users) {
    const ids = idsOf(user) ?? [];
    if (!Array.isArray(ids)) lastDigits ||= ids.of === 'last-digits';
    for (const id of (Array.isArray(ids) ? ids : [ids.id]).filter(Boolean).map(fold)) {
      byId.set(id, (byId.get(id) ?? new Set()).add(user.id));
    }
  }
  const links: StudentLinks = { students: {}, unmatched: [] };
  for (const { uid, schoolUid } of students) {
    const own = lastDigits ? (/\d+$/.exec(schoolUid.trim())?.[0] ?? '') : fold(schoolUid);
    const [only, second] = byId.get(own) ?? [];
    if (only !== undefined && second === undefined) links.students[uid] = only;
    else links.unmatched.push(uid);
  }
  return links;
}

/**
 * The links after what the teacher joined by hand (SIS user sourcedId by Schoology uid). Who is linked already stays as
 * he is, and nobody of the SIS class becomes two students of the section.
 */
export function joinByHand(
  links: StudentLinks,
  byHand: Readonly<Record<string, string>>,
): StudentLinks & { studentsByHand: Record<string, string> } {
  const taken = new Set(Object.values(links.students));
  const studentsByHand = Object.fromEntries(
    Object.entries(byHand).filter(([uid, id]) => links.unmatched.includes(uid) && !taken.has(id)),
  );
  return {
    students: { ...links.students, ...studentsByHand },
    unmatched: links.unmatched.filter((uid) => !(uid in studentsByHand)),
    studentsByHand,
  };
}

/** A SIS class with its roster, as a candidate for a section. */
export type ClassCandidate = { sisClass: SisClass; students: SisUser[] };

/** How alike two rosters are (students in both / students in either): surely the same class, perhaps the same. */
const sameClass = 0.8;
const perhapsSameClass = 0.6;
/** Fewer students than this prove nothing by themselves. */
const fewStudents = 3;

/**
 * The class that this section certainly is, or null when the teacher must choose. Certain: the rosters are nearly
 * the same, and either no other class of the teacher comes near, or it is the only one of those with the section's
 * title. A title alone proves nothing.
 */
export function chooseClass(
  title: string,
  members: Member[],
  candidates: ClassCandidate[],
): ClassCandidate | null {
  const expected = realStudents(members).length;
  const likeness = ({ students }: ClassCandidate): number => {
    const both = Object.keys(matchStudents(members, students).students).length;
    return both === 0 ? 0 : both / (expected + students.length - both);
  };
  const likely = candidates.filter((candidate) => likeness(candidate) >= sameClass);
  const rivals = candidates.filter((candidate) => likeness(candidate) >= perhapsSameClass);
  const [only] = likely;
  if (only && rivals.length === 1 && expected >= fewStudents) return only;
  const titled = likely.filter(({ sisClass }) => fold(sisClass.title) === fold(title));
  return titled.length === 1 ? (titled[0] ?? null) : null;
}

/** The only one of that title; null = none, or several. */
export function onlyTitled<T extends { title: string }>(list: T[], title: string): T | null {
  const [same, second] = list.filter((other) => fold(other.title) === fold(title));
  return same && !second ? same : null;
}

/** Schoology category id to SIS category id, where the titles are the same and each occurs once. */
export function matchCategories(
  categories: GradingCategory[],
  sisCategories: SisCategory[],
): Record<string, string> {
  const matches: Record<string, string> = {};
  for (const category of categories) {
    const same = onlyTitled(sisCategories, category.title);
    if (same && onlyTitled(categories, category.title) === category) matches[category.id] = same.id;
  }
  return matches;
}
