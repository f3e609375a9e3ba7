import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { createMatchStore } from '../../../components/options/match-store.ts';
import { SectionLinks } from '../../../components/options/section-links.tsx';
import { setUpProgress } from '../../../components/options/set-up-progress.ts';
import { SetUpSteps } from '../../../components/options/set-up-steps.tsx';
import { initialState, type PanelState } from '../../../components/panel-state.ts';
import type { PanelActions } from '../../../components/panel-store.ts';
import type { SectionView } from '../../../lib/model/panel-view.ts';
import { aConnection, aLink, aPanel, aView, origin } from './fake-views.ts';

const draw = (node: ComponentChild): HTMLElement => {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  act(() => render(node, root));
  return root;
};

const algebra = aView([]);
const matched = {
  ...aLink,
  categories: aLink.categories.map((category) => ({ ...category, sisCategoryId: 's1' })),
};
const biology = aView([], {
  section: { origin, sectionId: '102', title: 'Biology' },
  link: matched,
});

const stateOf = (...views: SectionView[]): PanelState => ({
  ...initialState,
  panel: aPanel({
    sections: views.map(({ section }) => ({
      ...section,
      items: 0,
      pending: 0,
      failed: 0,
      optedOut: 0,
      stillInSis: 0,
    })),
  }),
  views: Object.fromEntries(views.map((view) => [`${origin}|${view.section.sectionId}`, view])),
});

describe('the steps of the set-up', () => {
  it('count what is left to match', () => {
    const unlinked = aView([], { link: { ...aLink, classId: null } });
    expect(setUpProgress(stateOf(unlinked, biology), 'idle')).toMatchObject({
      tested: true,
      matched: false,
      openSections: 1,
      openCategories: 0,
    });
    expect(setUpProgress(stateOf(algebra), 'idle')).toMatchObject({
      matched: false,
      openSections: 0,
      openCategories: 1,
    });
    expect(setUpProgress(stateOf(biology), 'idle').matched).toBe(true);
  });

  it('are not tested by a connection that cannot be used', () => {
    const panel = aPanel({ connection: aConnection({ state: 'needs-secret' }) });
    expect(setUpProgress({ ...stateOf(biology), panel }, 'idle').tested).toBe(false);
  });

  it('say what is done in words, and what is open beside its step', () => {
    const root = draw(
      <SetUpSteps chosen tested matched={false} openSections={2} openCategories={1} />,
    );
    expect([...root.querySelectorAll('li')].map((step) => step.textContent)).toEqual([
      'Choose your SISDone:',
      'Sign in and testDone:',
      'Link your courses2 courses without a SIS class, 1 category to match',
    ]);
  });
});

/** The list of options on a background that answers these. */
function drawLinks(answers: Record<string, unknown>, ...views: SectionView[]) {
  const ask = vi.fn((name: string, _data?: unknown) => Promise.resolve(answers[name]));
  const store = createMatchStore({ ask: ask as never });
  const actions = {} as PanelActions;
  const show = () => (
    <SectionLinks
      state={stateOf(...views)}
      actions={actions}
      match={store.getState()}
      matchActions={store.actions}
    />
  );
  const root = draw(show());
  store.subscribe(() => act(() => render(show(), root)));
  return { root, ask };
}

describe('students whom the SIS does not know', () => {
  const open = {
    open: [{ id: '9', title: 'Jules Marchetti' }],
    sisStudents: [{ id: 'x-77', title: 'Marchetti, J' }],
  };

  it('are read when they are looked at, listed by name, and joined by a choice', async () => {
    const { root, ask } = drawLinks({ getOpenStudents: open }, algebra);
    const details = root.querySelector('details');
    expect(details?.querySelector('summary')?.textContent).toBe(
      '1 student not found in PowerSchool',
    );
    expect(ask).not.toHaveBeenCalled();
    await act(async () => {
      if (details) details.open = true;
      details?.dispatchEvent(new Event('toggle'));
    });
    const select = details?.querySelector('select');
    expect(select?.closest('label')?.textContent).toContain('SIS student for Jules Marchetti');
    await act(async () => {
      if (select) select.value = 'x-77';
      select?.dispatchEvent(new Event('change', { bubbles: true }));
    });
    const section = { origin, sectionId: '101' };
    expect(ask).toHaveBeenCalledWith('linkStudent', { section, uid: '9', studentId: 'x-77' });
  });
});

describe('matches for the other courses', () => {
  it('are offered where another course has an open category of that title', async () => {
    const { root, ask } = drawLinks(
      { copyMatches: { sections: 1, categories: 1 } },
      biology,
      algebra,
    );
    const offers = [...root.querySelectorAll('button')].filter(
      (button) => button.textContent === 'Use these matches in my other courses',
    );
    expect(offers).toHaveLength(1);
    await act(async () => offers[0]?.click());
    expect(ask).toHaveBeenCalledWith('copyMatches', { origin, sectionId: '102' });
    expect(root.textContent).toContain('Taken over in 1 course.');
  });
});
