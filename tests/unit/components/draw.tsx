import { render } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import { loadLater } from '../../../components/later.tsx';
import type { Place } from '../../../components/list/item-columns.ts';
import { initialState, type PanelState } from '../../../components/panel-state.ts';
import type { PanelActions } from '../../../components/panel-store.ts';
import { SyncPanel } from '../../../components/sync-panel.tsx';
import type { PanelView, SectionView } from '../../../lib/model/panel-view.ts';
import { aPanel, now, origin } from './fake-views.ts';

/** Every test but that of the loading itself begins where the later parts have been drawn once. */
await loadLater();

const done = () => Promise.resolve();

/** Draws the panel with one section selected. */
export function drawPanel(
  view: SectionView | null,
  panel: PanelView | null = aPanel(),
  change: Partial<PanelState> = {},
  place: Place = 'popup',
) {
  const actions = {
    open: vi.fn(done),
    repair: vi.fn(done),
    selectSection: vi.fn(done),
    refresh: vi.fn(done),
    reload: vi.fn(done),
    setInclude: vi.fn(done),
    setIncludeShown: vi.fn(done),
    setIncludeOf: vi.fn(done),
    undoShown: vi.fn(done),
    syncItems: vi.fn(done),
    sendAgain: vi.fn(done),
    saveNewItems: vi.fn(done),
    sync: vi.fn(done),
    syncItem: vi.fn(done),
    syncReviewed: vi.fn(done),
    decideChanged: vi.fn(done),
    retryFailed: vi.fn(done),
    cancel: vi.fn(done),
    confirmChoices: vi.fn(done),
    linkSection: vi.fn(done),
    matchCategory: vi.fn(done),
    show: vi.fn(),
    ask: vi.fn(),
  } satisfies PanelActions;
  const state: PanelState = {
    ...initialState,
    panel,
    selected: view ? { origin, sectionId: '101' } : 'all',
    views: view ? { [`${origin}|101`]: view } : {},
    ...change,
  };
  const onAllowAccess = vi.fn();
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  act(() => {
    render(
      <SyncPanel
        state={state}
        actions={actions}
        now={now}
        place={place}
        onAllowAccess={onAllowAccess}
      />,
      root,
    );
  });
  return { root, actions, onAllowAccess, ...finders(root) };
}

const text = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

const finders = (root: Element) => ({
  text: () => text(root),
  buttons: () => [...root.querySelectorAll('button:not(.chip)')].map(text),
  button: (name: string) =>
    [...root.querySelectorAll('button')].find((button) => text(button) === name),
  rows: () => [...root.querySelectorAll('tbody tr')].map(text),
  /** By the text of its label. */
  select: (name: string) =>
    [...root.querySelectorAll('label')]
      .find((label) => text(label).startsWith(name))
      ?.querySelector('select'),
});
