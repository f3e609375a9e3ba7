import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ask } from '../../lib/messages.ts';
import { type SectionKey, sectionKeyOf, sectionKeyText } from '../../lib/model/item-key.ts';
import type { OpenStudents } from '../../lib/model/panel-view.ts';
import type { Reason } from '../../lib/model/reason.ts';
import { reasonOf } from '../panel-context.ts';

/** What options shows of matching beyond what is stored; each by sectionKeyText. */
export type MatchState = {
  /** Names of students are here as long as the page is open, and nowhere else. */
  students: Readonly<Record<string, OpenStudents | 'reading'>>;
  /** How many courses took over this one's category matches. */
  copied: Readonly<Record<string, number>>;
  errors: Readonly<Record<string, Reason>>;
};

export type MatchActions = {
  readStudents: (section: SectionKey) => Promise<void>;
  linkStudent: (section: SectionKey, uid: string, studentId: string) => Promise<void>;
  copyMatches: (section: SectionKey) => Promise<void>;
};

export type MatchStore = StoreApi<MatchState> & { actions: MatchActions };

/** Matching students, and copying matches to other courses. No action rejects; what went wrong is in the state. */
export function createMatchStore(deps: { ask: typeof ask }): MatchStore {
  const store = createStore<MatchState>(() => ({ students: {}, copied: {}, errors: {} }));
  const inSection = async (section: SectionKey, work: (id: string) => Promise<void>) => {
    const id = sectionKeyText(section);
    store.setState(({ errors: { [id]: _, ...errors } }) => ({ errors }));
    try {
      await work(id);
    } catch (error) {
      store.setState(({ errors, students: { [id]: _, ...students } }) => ({
        students,
        errors: { ...errors, [id]: reasonOf(error) },
      }));
    }
  };
  const show = (id: string, students: OpenStudents | 'reading'): void =>
    store.setState((state) => ({ students: { ...state.students, [id]: students } }));

  const readStudents: MatchActions['readStudents'] = (section) =>
    inSection(section, async (id) => {
      show(id, 'reading');
      show(id, await deps.ask('getOpenStudents', sectionKeyOf(section)));
    });
  const linkStudent: MatchActions['linkStudent'] = async (section, uid, studentId) => {
    await inSection(section, async () => {
      await deps.ask('linkStudent', { section: sectionKeyOf(section), uid, studentId });
    });
    await readStudents(section);
  };
  const copyMatches: MatchActions['copyMatches'] = (section) =>
    inSection(section, async (id) => {
      const { sections } = await deps.ask('copyMatches', sectionKeyOf(section));
      store.setState(({ copied }) => ({ copied: { ...copied, [id]: sections } }));
    });
  return { ...store, actions: { readStudents, linkStudent, copyMatches } };
}
