import { type SectionKey, sectionKeyText } from '../lib/model/item-key.ts';
import type { SectionView } from '../lib/model/panel-view.ts';
import { latestOnly } from './latest-only.ts';
import { type PanelContext, reasonOf, withView } from './panel-context.ts';
import { type PanelState, selectedKeys, without } from './panel-state.ts';

export type PanelReads = {
  /** Shows the stored state at once, then the fresh one. `at` = the section to begin with, if one is meant. */
  open: (at: SectionKey | 'all' | null) => Promise<void>;
  selectSection: (selected: SectionKey | 'all') => Promise<void>;
  /** Reads Schoology anew for what is selected. */
  refresh: () => Promise<void>;
  /** Has the stores begun anew, and reads everything. */
  repair: () => Promise<void>;
  /** Shows what is stored now. */
  reload: () => Promise<void>;
};

export function createReads(context: PanelContext): PanelReads {
  const { ask, get, set } = context;

  const reload = latestOnly(async () => {
    try {
      await readStored(context);
    } catch (error) {
      set({ error: reasonOf(error) });
    }
  });

  async function refresh(): Promise<void> {
    set({ error: null });
    // All courses: first learn which there are. One course: that one first, the switcher can wait.
    if (get().selected === 'all') await readList(context);
    for (const key of selectedKeys(get())) await readFresh(context, key);
    if (get().selected !== 'all') await readList(context);
  }

  async function selectSection(selected: SectionKey | 'all'): Promise<void> {
    set({ selected, many: null, picked: null });
    await reload();
    await refresh();
  }

  async function open(at: SectionKey | 'all' | null): Promise<void> {
    if (at) set({ selected: at });
    await reload();
    const [only, second] = get().panel?.sections ?? [];
    if (at || !only || second) return refresh();
    return selectSection({ origin: only.origin, sectionId: only.sectionId });
  }

  async function repair(): Promise<void> {
    try {
      await ask('repairStorage');
    } catch (error) {
      return set({ error: reasonOf(error) });
    }
    return open(null);
  }

  return { open, repair, selectSection, refresh, reload };
}

/**
 * One course is asked for beside the panel, and both are shown together; which courses all of them are, only the panel
 * says. Where a course cannot be read, that is said over what the panel has to say.
 */
async function readStored(context: PanelContext): Promise<void> {
  const { ask, get, set } = context;
  const asked = ask('getPanel');
  if (get().selected === 'all') set({ panel: await asked });
  const [panel, change] = await Promise.all([asked, readViews(context, selectedKeys(get()))]);
  set((state) => ({ panel, ...change(state) }));
}

type Change = (state: PanelState) => Partial<PanelState>;

/** What becomes of the state by what is stored of these courses. */
const readViews = ({ ask }: PanelContext, keys: SectionKey[]): Promise<Change> =>
  Promise.all(keys.map((key) => ask('getSection', key))).then(
    (read) =>
      ({ views }) => ({ views: { ...views, ...byKey(read) } }),
    (error: unknown) => () => ({ error: reasonOf(error) }),
  );

const byKey = (views: SectionView[]): Record<string, SectionView> =>
  Object.fromEntries(views.map((view) => [sectionKeyText(view.section), view]));

async function readList({ ask, set }: PanelContext): Promise<void> {
  try {
    set({ panel: await ask('refreshSections') });
  } catch (error) {
    set({ error: reasonOf(error) });
  }
}

/** What is shown of a section stays when Schoology cannot be read; the reason is shown with it. */
async function readFresh(context: PanelContext, key: SectionKey): Promise<void> {
  const { ask, set } = context;
  const id = sectionKeyText(key);
  set(({ reading }) => ({ reading: [...reading, id] }));
  try {
    const view = await ask('refreshSection', key);
    set((state) => ({ ...withView(view)(state), readErrors: without(state.readErrors, [id]) }));
    if (!view.known && context.showsItems) await noteShown(context, key);
  } catch (error) {
    const reason = reasonOf(error);
    set(({ readErrors }) => ({ readErrors: { ...readErrors, [id]: reason } }));
  } finally {
    set(({ reading }) => ({ reading: reading.filter((other) => other !== id) }));
  }
}

/** The first time a list is shown in this browser; until the background knows, it may not be sent. */
async function noteShown({ ask, set }: PanelContext, key: SectionKey): Promise<boolean> {
  const view = await ask('sectionShown', key);
  set(withView(view));
  if (view.known) set({ firstLook: true });
  return view.known;
}

/**
 * True where the background now learns of a first look, because the reading that should have told it of it failed: what
 * a first look says is then on the screen only now, and nothing may be sent by the press that brought it there.
 */
export async function noteUnseen(context: PanelContext, keys: SectionKey[]): Promise<boolean> {
  const { views } = context.get();
  const unseen = keys.filter((key) => views[sectionKeyText(key)]?.known === false);
  const looked = await Promise.all(unseen.map((key) => noteShown(context, key)));
  return looked.includes(true);
}
