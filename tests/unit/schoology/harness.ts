import { vi } from 'vitest';
import { startPage } from '../../../entrypoints/schoology/page.ts';
import type { Ports } from '../../../entrypoints/schoology/ports.ts';
import { createSubmittedMark } from '../../../entrypoints/schoology/submitted-mark.ts';
import { whenNeeded } from '../../../entrypoints/schoology/when-needed.ts';
import type { Choice, ItemInfo, ReplyOf } from '../../../lib/messages.ts';
import type { LayoutProblem } from '../../../lib/model/layout-problem.ts';
import type { SubmittedCopy } from '../../../lib/model/submitted-copy.ts';
import { get, pageUrl } from './fixture.ts';

export type Background = {
  items: ItemInfo[];
  defaultInclude: boolean;
  carried: Choice[];
  /** What the gradebook's button shows; null = switched off. */
  state: ReplyOf<'getSectionState'>['state'];
  optedOut: string[];
  /** Names of messages that fail as if nobody answered, once each. */
  dies: string[];
  /** Names of messages that are always refused. */
  refuses: string[];
  /** Names of messages that are never answered. */
  deafTo: string[];
  log: [name: string, data: unknown][];
  /** Copies of submitted opt-outs that lie in storage.local. */
  copies: Map<string, SubmittedCopy>;
  readyCopy: () => Promise<void>;
  /** Saves that it never heard of. */
  lost: string[];
};

/** Stands in for the background: answers from memory and keeps a log. */
function fakeAsk(background: Background) {
  return async (name: string, data?: unknown): Promise<unknown> => {
    background.log.push([name, data]);
    const dying = background.dies.indexOf(name);
    if (dying >= 0) {
      background.dies.splice(dying, 1);
      throw new Error('Could not establish connection. Receiving end does not exist.');
    }
    if (background.refuses.includes(name)) throw new Error('refused');
    if (background.deafTo.includes(name)) return new Promise(() => {});
    const { items, defaultInclude, carried } = background;
    if (name === 'getItems') return { sisName: 'Demo SIS', defaultInclude, items };
    if (name === 'getSectionState') return { state: background.state };
    if (name === 'getOptedOut') return { itemIds: background.optedOut };
    if (name === 'openPanel') return { opened: true };
    if (name === 'pageStarted') return { carried };
    if (name === 'findLost') return { lost: background.lost };
    return name === 'stageChoices' ? { staged: true } : { settled: true };
  };
}

const scripted = new WeakSet<Event>();

/** An event that a script of the page made. */
export function byScript<E extends Event>(event: E): E {
  scripted.add(event);
  return event;
}

export type Harness = {
  background: Background;
  problems: LayoutProblem[];
  block: () => boolean;
  end: () => void;
};

/** Starts the content script on the document as it is, with a stand-in for everything around it. */
export function start(path: string, given: Partial<Background> = {}): Harness {
  const background: Background = {
    items: [],
    defaultInclude: true,
    carried: [],
    state: null,
    optedOut: [],
    dies: [],
    refuses: [],
    deafTo: [],
    log: [],
    copies: new Map(),
    readyCopy: async () => {},
    lost: [],
    ...given,
  };
  const controller = new AbortController();
  const problems: LayoutProblem[] = [];
  let ops = 0;
  const place = { document, location: pageUrl(path) };
  const ports: Ports = {
    ...place,
    url: () => pageUrl(path),
    ask: vi.fn(fakeAsk(background)) as Ports['ask'],
    isTrusted: (event) => !scripted.has(event),
    documentStatus: () => 200,
    newOpId: () => `submit-${++ops}`,
    readyCopy: () => background.readyCopy(),
    keepCopy: async (opId, copy) => void background.copies.set(opId, copy),
    dropCopy: async (opId) => void background.copies.delete(opId),
    submitted: createSubmittedMark(window),
    now: () => Date.now(),
    onLayoutProblem: (problem) => problems.push(problem),
    signal: controller.signal,
  };
  let page: ReturnType<typeof startPage> | null = null;
  const followsSubmit = (): boolean => ports.submitted.read() !== null;
  whenNeeded(place, followsSubmit, () => {
    page = startPage(ports);
  });
  const block = (): boolean => page?.block() ?? false;
  return { background, problems, block, end: () => controller.abort() };
}

/** A browser that takes no copy before it is let go on. */
export function slowToCopy(): Pick<Background, 'readyCopy'> & { goOn: () => void } {
  let goOn = (): void => {};
  const ready = new Promise<void>((done) => {
    goOn = done;
  });
  return { readyCopy: () => ready, goOn };
}

/** Lets messages, observers and short waits of ours run; `ms` of fake time pass. */
export const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** Presses and clicks like a person. */
export function click(target: Element, init: MouseEventInit = {}): void {
  target.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init }));
}

/** Submits as Schoology's popup code sees it: the person clicks, the page prevents the browser's own POST. */
export function save(form: HTMLFormElement, prevented: boolean): void {
  const stop = (event: Event): void => event.preventDefault();
  if (prevented) form.addEventListener('submit', stop, { once: true });
  const button = get('.form-submit', HTMLInputElement, form);
  button.addEventListener('click', stop, { once: true });
  click(button);
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
}

export const sent = (background: Background, name: string): unknown[] =>
  background.log.flatMap(([message, data]) => (message === name ? [data] : []));
