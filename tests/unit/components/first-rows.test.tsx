// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { PanelApp } from '../../../components/panel-app.tsx';
import { createPanelStore } from '../../../components/panel-store.ts';
import { fakeBackground } from './fake-background.ts';
import { aPanel, aRow, aView, origin } from './fake-views.ts';
import { unmountEach } from './mount-panel.tsx';

const section = { origin, sectionId: '101' };
const rows = Array.from({ length: 35 }, (_, n) => aRow(String(n)));
const background = () =>
  fakeBackground({
    getPanel: () => aPanel(),
    refreshSections: () => aPanel(),
    getSection: () => aView(rows),
    refreshSection: () => aView(rows),
  });

unmountEach();

it('the first rows are drawn before the others, which come after the first painting', async () => {
  const store = createPanelStore(background());
  await store.actions.open(section);
  const root = document.createElement('div');
  root.dataset.panel = '';
  document.body.replaceChildren(root);
  const drawn = (): number => root.querySelectorAll('tr[data-item]').length;
  await act(() => {
    render(<PanelApp store={store} place="popup" onAllowAccess={() => undefined} />, root);
    expect(drawn()).toBe(10);
  });
  expect(drawn()).toBe(35);
});

it('an answer that comes before the first painting is drawn without waiting for it', async () => {
  const store = createPanelStore(background());
  const root = document.createElement('div');
  root.dataset.panel = '';
  document.body.replaceChildren(root);
  render(<PanelApp store={store} place="popup" onAllowAccess={() => undefined} />, root);
  await store.actions.open(section);
  await Promise.resolve();
  expect(root.querySelector('tr[data-item]')).not.toBeNull();
});
