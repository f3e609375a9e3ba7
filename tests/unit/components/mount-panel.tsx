import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach } from 'vitest';
import { PanelApp } from '../../../components/panel-app.tsx';
import { createPanelStore } from '../../../components/panel-store.ts';
import type { fakeBackground } from './fake-background.ts';
import { origin } from './fake-views.ts';

/** Has what `mountPanel` drew taken away after each test: it would hear the keys of the next panel. */
export function unmountEach(): void {
  afterEach(() => {
    for (const root of document.querySelectorAll('[data-panel]')) render(null, root);
  });
}

/** The whole panel, alive, on a course of this background. */
export async function mountPanel(background: ReturnType<typeof fakeBackground>) {
  const store = createPanelStore(background);
  const root = document.createElement('div');
  root.dataset.panel = '';
  document.body.replaceChildren(root);
  await act(async () => {
    render(<PanelApp store={store} place="tab" onAllowAccess={() => undefined} />, root);
    await store.actions.open({ origin, sectionId: '101' });
  });
  return { store, root };
}
