import { browser } from 'wxt/browser';
import type { PanelStore } from '../../components/panel-store.ts';
import { type SectionKey, sectionKeyText } from '../../lib/model/item-key.ts';
import { sectionOfTab } from './find-section.ts';

/** The side panel stays while the teacher goes from course to course: it shows the one that is in front. */
export function followTab(store: PanelStore): void {
  const look = async (): Promise<void> => {
    const found = await sectionOfTab();
    if (found === null) return;
    if (idOf(store.getState().selected) !== idOf(found)) await store.actions.selectSection(found);
  };
  browser.tabs.onActivated.addListener(() => void look());
  browser.tabs.onUpdated.addListener((_, { url }, tab) => {
    if (url && tab.active) void look();
  });
}

const idOf = (selected: SectionKey | 'all'): string =>
  selected === 'all' ? selected : sectionKeyText(selected);
