import {
  type ItemKey,
  type SectionKey,
  sectionKeyOf,
  sectionKeyText,
} from '../lib/model/item-key.ts';
import type { ItemRow, LinkView, PanelView, SectionView } from '../lib/model/panel-view.ts';
import type { Reason, ReasonCode } from '../lib/model/reason.ts';
import { isChangedInSis, isOfSis, needsAttention, waitsForReview } from '../lib/model/row-tone.ts';
import { originOf } from './panel-derived.ts';
import { type PanelState, selectedKeys, selectedRows, selectedViews } from './panel-state.ts';

/** What the teacher can press about a problem. */
export type Fix =
  | { kind: 'connect' | 'secret' | 'signIn' | 'settings' | 'confirm' | 'compare' }
  | { kind: 'access'; origins: string[] }
  | { kind: 'review'; rows: ItemRow[] }
  | { kind: 'title'; item: ItemKey }
  | { kind: 'changed'; rows: ItemRow[] }
  | { kind: 'look'; section: SectionKey }
  | { kind: 'schoology' | 'sis'; origin: string }
  | { kind: 'class'; section: SectionKey & { title: string }; link: LinkView }
  | { kind: 'category'; section: SectionKey; category: string; link: LinkView };

/** A cause, told once however many items it holds up. `items` is 0 when it is not about single items. */
export type Problem = { id: string; reason: Reason; items: number; fix: Fix | null };

/** Everything that keeps what is selected from being right in the SIS, the widest causes first. */
export function problemsOf(state: PanelState): Problem[] {
  const { panel, error } = state;
  const views = selectedViews(state);
  const found = [
    ...(panel ? panelProblems(panel) : []),
    ...views.flatMap(sectionProblems),
    ...readProblems(state),
    ...(error ? [plain(error, originOf(state))] : []),
    ...views.flatMap(itemProblems),
  ];
  const first = new Map(found.toReversed().map((problem) => [problem.id, problem]));
  return found
    .filter((problem) => first.get(problem.id) === problem)
    .filter(isForBanner(state))
    .map(openingSis(panel));
}

/** Where the teacher's own session at the SIS is missing, the SIS is what to open. */
const openingSis =
  (panel: PanelView | null) =>
  (problem: Problem): Problem => {
    const { code } = problem.reason;
    const origin = panel?.connection.settings?.rosteringUrl;
    const isMissing = code === 'SIS_TAB_MISSING' || code === 'SIS_SIGNED_OUT';
    return isMissing && origin ? { ...problem, fix: { kind: 'sis', origin } } : problem;
  };

const readProblems = (state: PanelState): Problem[] =>
  selectedKeys(state).flatMap((key) => {
    const reason = state.readErrors[sectionKeyText(key)];
    return reason ? [plain(reason, key.origin)] : [];
  });

/** Without a list to stand above, "signed out" is a state of its own. */
const isForBanner = (state: PanelState) =>
  selectedRows(state).length > 0
    ? () => true
    : ({ reason }: Problem) => reason.code !== 'LMS_SIGNED_OUT';

function panelProblems({ connection, lmsDomains, storage: choices }: PanelView): Problem[] {
  const problems: Problem[] = [];
  if (choices.detail) {
    problems.push({ id: 'choices', reason: choices.detail, items: 0, fix: { kind: 'confirm' } });
  }
  const closed = lmsDomains.filter(({ granted }) => !granted).map(({ origin }) => origin);
  if (closed.length > 0) {
    const reason: Reason = { code: 'NO_LMS_ACCESS', params: { host: closed.join(', ') } };
    problems.push({ id: reason.code, reason, items: 0, fix: { kind: 'access', origins: closed } });
  }
  // Not configured has a state of its own in the panel.
  if (connection.problem && connection.state !== 'not-configured') {
    const { problem } = connection;
    problems.push({ id: problem.code, reason: problem, items: 0, fix: connectionFix(connection) });
  }
  return problems;
}

function connectionFix({ state, missingOrigins, problem }: PanelView['connection']): Fix | null {
  if (state === 'needs-host-access') return { kind: 'access', origins: missingOrigins };
  if (state === 'needs-sign-in') return { kind: 'signIn' };
  return problem && fixFor(problem.code, null);
}

function sectionProblems({ section, problem, link }: SectionView): Problem[] {
  if (!problem) return [];
  if (problem.code === 'SECTION_NOT_SEEN') {
    const fix: Fix = { kind: 'look', section: sectionKeyOf(section) };
    return [{ id: `${problem.code}|${section.sectionId}`, reason: problem, items: 0, fix }];
  }
  if (problem.code !== 'SECTION_NOT_LINKED' || !link) return [plain(problem, section.origin)];
  const fix: Fix = { kind: 'class', section, link };
  return [{ id: `${problem.code}|${section.sectionId}`, reason: problem, items: 0, fix }];
}

/** Causes shared by several items, and causes that can be mended right here. */
function itemProblems({ section, rows, link, problem }: SectionView): Problem[] {
  const groups = byCause(rows.filter(needsAttention));
  return [...groups].flatMap(([id, group]) => {
    const reason = group[0]?.reason;
    if (!reason || reason.code === problem?.code) return [];
    const fix = itemFix(reason, section, link) ?? reviewFix(group) ?? titleFix(group);
    if (!fix && group.length < 2) return [];
    return [{ id: `${section.sectionId}|${id}`, reason: shared(reason), items: group.length, fix }];
  });
}

function byCause(rows: ItemRow[]): Map<string, ItemRow[]> {
  const groups = new Map<string, ItemRow[]>();
  for (const row of rows) {
    const cause = causeOf(row);
    const group = groups.get(cause) ?? [];
    group.push(row);
    groups.set(cause, group);
  }
  return groups;
}

/** What differs from item to item within one cause; it stays on the rows. */
const ofTheItem = ['sent', 'total', 'status', 'detail'];

const shared = ({ code, params = {} }: Reason): Reason => {
  const own = code === 'TITLE_TOO_LONG' ? [...ofTheItem, 'n'] : ofTheItem;
  return {
    code,
    params: Object.fromEntries(Object.entries(params).filter(([name]) => !own.includes(name))),
  };
};

const causeOf = ({ reason }: ItemRow): string => (reason ? JSON.stringify(shared(reason)) : '');

const itemFix = (reason: Reason, section: SectionKey, link: LinkView | null): Fix | null =>
  reason.code === 'CATEGORY_UNMAPPED' && link
    ? { kind: 'category', section, category: String(reason.params?.category ?? ''), link }
    : fixFor(reason.code, section.origin);

function reviewFix(rows: ItemRow[]): Fix | null {
  if (rows.every(waitsForReview)) return { kind: 'review', rows };
  if (rows.every(isChangedInSis)) return { kind: 'changed', rows };
  return rows.every(({ reason }) => reason && isOfSis(reason.code)) ? { kind: 'compare' } : null;
}

/** The first of those whose title the SIS does not take; with each that is mended the next one is the first. */
function titleFix([first]: ItemRow[]): Fix | null {
  const isTitle =
    first?.reason?.code === 'TITLE_TOO_LONG' || first?.reason?.code === 'TITLE_DUPLICATE';
  return first && isTitle ? { kind: 'title', item: first.key } : null;
}

const plain = (reason: Reason, origin: string | null): Problem => ({
  id: reason.code,
  reason,
  items: 0,
  fix: fixFor(reason.code, origin),
});

const kinds: Partial<Record<ReasonCode, 'connect' | 'secret' | 'settings' | 'confirm'>> = {
  NOT_CONFIGURED: 'connect',
  AUTH_EXPIRED: 'secret',
  NO_HOST_ACCESS: 'connect',
  REDIRECTED: 'settings',
  CLASS_GONE: 'settings',
  CATEGORY_UNMAPPED: 'settings',
  SECTION_NOT_LINKED: 'settings',
  STUDENT_NOT_LINKED: 'settings',
  STORAGE_UNSAFE: 'confirm',
};

function fixFor(code: ReasonCode, origin: string | null): Fix | null {
  if (code === 'LMS_SIGNED_OUT' && origin) return { kind: 'schoology', origin };
  const kind = kinds[code];
  return kind ? { kind } : null;
}
