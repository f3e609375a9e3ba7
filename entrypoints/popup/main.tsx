import '../../components/panel.css';
import '../../components/list/items.css';
import '../../components/list/list-tools.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { hostPattern } from '../../components/host-pattern.ts';
import { setPageLanguage } from '../../components/page-language.ts';
import { PanelApp } from '../../components/panel-app.tsx';
import { createPanelStore } from '../../components/panel-store.ts';
import { ask, onChanged } from '../../lib/messages.ts';
import { t } from '../../lib/text.ts';
import { namedSection, sectionOfTab } from './find-section.ts';

const store = createPanelStore({ ask, onChanged, showsItems: true });
const { classList } = document.body;
const isSide = classList.contains('side');
const isTab = classList.contains('tab');
/** A tab as narrow as the side panel, or enlarged until it is, is drawn like one. */
const narrow = matchMedia('(max-width: 720px)');

/** The browser lets a page ask for hosts only inside the click. */
async function allowAccess(origins: string[]): Promise<void> {
  await browser.permissions.request({ origins: origins.map(hostPattern) });
  await store.actions.reload();
  await store.actions.refresh();
}

function draw(): void {
  const place = isTab && !narrow.matches ? 'tab' : 'popup';
  if (isTab) {
    classList.toggle('tab', place === 'tab');
    classList.toggle('popup', place === 'popup');
    classList.toggle('side', place === 'popup');
  }
  render(
    <PanelApp store={store} place={place} onAllowAccess={(origins) => void allowAccess(origins)} />,
    document.body.querySelector('#root') ?? document.body,
  );
}

// Asked before anything is drawn: the background answers meanwhile.
const named = namedSection(location.hash);
if (named) void store.actions.open(named);
else void sectionOfTab().then(store.actions.open);
setPageLanguage(t('panelTitle'));
draw();
narrow.addEventListener('change', draw);
// A notification leads to what has to be mended.
if (location.hash === '#attention') store.actions.show({ filter: 'attention' });
// The side panel alone outlives the page it was opened on.
if (isSide) {
  void import('./follow-tab.ts').then(({ followTab }) => followTab(store));
}
