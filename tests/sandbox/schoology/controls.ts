import { gradedItem } from './data/graded-item.ts';
import { currentPeriodId } from './data/sections.ts';
import type { AfterEdit, Lms, LmsRequest, Switches } from './lms.ts';
import type { Look } from './look.ts';
import type { Exception, Item, Section } from './model.ts';
import { cellKey, initialState, itemsOf, type SchoologyState } from './state.ts';

export type LmsOptions = { bulkEdit: Section['bulkEdit']; native: boolean };

/** How a test steers the replica while it runs. Ids that do not exist throw. */
export type LmsControls = {
  /** The live data; tests may read and change all of it. */
  state: SchoologyState;
  switches: Switches;
  /** Every request seen, oldest first, POSTs with their fields. */
  requests: LmsRequest[];
  item(nid: string): Item;
  items(sectionId: string): Item[];
  section(sectionId: string): Section;
  /** A new graded item with Schoology's defaults and a fresh nid. */
  addItem(sectionId: string, given: Partial<Item> & { title: string }): Item;
  removeItem(nid: string): void;
  /** Points; null empties the cell. */
  setScore(uid: string, nid: string, points: number | null): void;
  setException(uid: string, nid: string, exception: Exception | null): void;
  setTitle(nid: string, title: string): void;
  /** Shows or hides Schoology's own "Sync to SIS" box in one section. */
  setNative(sectionId: string, native: boolean): void;
  setBulkEdit(sectionId: string, markup: Section['bulkEdit']): void;
  setAfterEdit(afterEdit: AfterEdit): void;
  /** The language of the pages and their design, from the next page on. */
  setLook(look: Partial<Look>): void;
  /** The next form POSTs fail with HTTP 500 and save nothing. */
  failNextSave(times?: number): void;
  /** Ends all sessions: pages lead to /login, feeds answer 200 with its HTML. */
  signOut(): void;
  /** The next `times` feed requests answer 429 without Retry-After. */
  busy(times: number): void;
  /** The feeds' envelope changes (or changes back). */
  changeShape(changed?: boolean): void;
  /** Everything of this section answers 403 (or no longer). */
  forbid(sectionId: string, forbidden?: boolean): void;
};

const initialSwitches = (): Switches => ({
  latency: 0,
  busyLeft: 0,
  failSavesLeft: 0,
  shapeChanged: false,
  forbidden: new Set(),
  afterEdit: 'replace',
  look: { language: 'en', theme: 'modern' },
  userDataKey: 'enrollment',
  currentPeriodId,
});

export const newLms = (options: LmsOptions): Lms => ({
  state: initialState(options),
  sessions: new Map(),
  requests: [],
  switches: initialSwitches(),
});

function known<T>(map: Map<string, T>, id: string): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`The sandbox has no ${id}`);
  return found;
}

type DataControls = Pick<
  LmsControls,
  'item' | 'items' | 'section' | 'addItem' | 'removeItem' | 'setScore' | 'setException' | 'setTitle'
>;

const dataControls = (state: SchoologyState): DataControls => ({
  item: (nid) => known(state.items, nid),
  items: (sectionId) => itemsOf(state, sectionId),
  section: (sectionId) => known(state.sections, sectionId),
  addItem(sectionId, given) {
    known(state.sections, sectionId);
    const item = gradedItem({ ...given, nid: String(state.nextNid++), sectionId });
    state.items.set(item.nid, item);
    return item;
  },
  removeItem: (nid) => void state.items.delete(known(state.items, nid).nid),
  setScore(uid, nid, points) {
    const key = cellKey(known(state.people, uid).uid, known(state.items, nid).nid);
    state.cells.set(key, { points, exception: null, submitted: false, notAssigned: false });
  },
  setException(uid, nid, exception) {
    const key = cellKey(known(state.people, uid).uid, known(state.items, nid).nid);
    state.cells.set(key, { points: null, exception, submitted: false, notAssigned: false });
  },
  setTitle: (nid, title) => void Object.assign(known(state.items, nid), { title }),
});

/** The controls of one replica. */
export function lmsControls(lms: Lms): LmsControls {
  const { state, switches, requests, sessions } = lms;
  const data = dataControls(state);
  return {
    ...data,
    state,
    switches,
    requests,
    setNative: (sectionId, native) => void Object.assign(data.section(sectionId), { native }),
    setBulkEdit: (id, bulkEdit) => void Object.assign(data.section(id), { bulkEdit }),
    setAfterEdit: (afterEdit) => void Object.assign(switches, { afterEdit }),
    setLook: (look) => void Object.assign(switches.look, look),
    failNextSave: (times = 1) => void Object.assign(switches, { failSavesLeft: times }),
    signOut: () => sessions.clear(),
    busy: (times) => void Object.assign(switches, { busyLeft: times }),
    changeShape: (changed = true) => void Object.assign(switches, { shapeChanged: changed }),
    forbid(sectionId, forbidden = true) {
      if (forbidden) switches.forbidden.add(data.section(sectionId).sectionId);
      else switches.forbidden.delete(sectionId);
    },
  };
}
