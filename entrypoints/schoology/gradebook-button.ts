import type { ReplyOf } from '../../lib/messages.ts';
import { isGradebook, sectionIdOf } from '../../lib/schoology/pages.ts';
import { find } from '../../lib/schoology/selectors.ts';
import { dateFormat, t, tn } from '../../lib/text.ts';
import type { Feature, FeatureKind, PageState } from './feature.ts';
import { make } from './marks.ts';
import type { Ports } from './ports.ts';

type State = NonNullable<ReplyOf<'getSectionState'>['state']>;

const times = dateFormat({ dateStyle: 'medium', timeStyle: 'short' });

/** The last result in as few words as a toolbar has room for. */
function resultText({ failed, lastSuccessAt }: State): string {
  if (failed > 0) return tn('gradebookFailed', failed);
  if (lastSuccessAt === null) return t('gradebookNever');
  return t('gradebookSynced', { time: times().format(lastSuccessAt) });
}

/**
 * A button with the state of the section, in the shape of the toolbar it stands in. It is in a closed shadow root:
 * how many changes wait and when they were sent is nothing that scripts of the page may read.
 */
function createButton(ports: Ports, onPress: () => void) {
  const host = make(ports.document, 'span', { class: 'sync-to-sis-gradebook' });
  const button = ports.document.createElement('button');
  button.type = 'button';
  // Set by script, rule by rule: a style element would be up to the page's content security policy.
  button.style.cssText =
    'font:inherit;color:inherit;background:none;border:1px solid currentColor;border-radius:4px;padding:4px 10px;cursor:pointer;white-space:nowrap';
  button.addEventListener('click', (event) => {
    if (ports.isTrusted(event)) onPress();
  });
  host.attachShadow({ mode: 'closed' }).append(button);
  return {
    host,
    show(state: State) {
      const pending = state.pending > 0 ? tn('gradebookPending', state.pending) : '';
      button.textContent = [t('syncBoxLabel'), pending, resultText(state)]
        .filter(Boolean)
        .join(' · ');
    },
  };
}

/** The compact button beside the gradebook's own toolbar, never inside the grid; it opens the panel. */
export const gradebookButton: FeatureKind = {
  isNeeded: ({ location }) => isGradebook(location),
  start: startGradebookButton,
};

function startGradebookButton(ports: Ports, page: PageState): Feature {
  const { document, signal } = ports;
  let button: ReturnType<typeof createButton> | null = null;
  let asked = false;

  const read = async (sectionId: string): Promise<void> => {
    await page.started;
    const { state } = await ports.ask('getSectionState', { sectionId });
    if (state === null) {
      button?.host.remove();
      button = null;
      return;
    }
    button ??= createButton(ports, () => void ports.ask('openPanel', { sectionId }));
    button.show(state);
    place();
  };
  /** Without an answer there is no button: it would have nothing true to say. */
  const tryRead = (): void => {
    const sectionId = isGradebook(ports.url()) ? sectionIdOf(ports.url()) : null;
    if (sectionId !== null) read(sectionId).catch(() => button?.host.remove());
  };
  const place = (): void => {
    const toolbar = find('gradebookToolbar', document);
    if (button !== null && toolbar !== null && !button.host.isConnected)
      toolbar.append(button.host);
  };
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') tryRead();
    },
    { signal },
  );
  return {
    scan() {
      if (!asked) tryRead();
      asked = true;
      place();
    },
    submitted() {},
    block() {
      button?.host.remove();
      button = null;
      return false;
    },
  };
}
