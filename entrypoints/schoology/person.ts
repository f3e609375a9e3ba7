import type { Ports } from './ports.ts';

/** A press and its click belong together; a person may hold the button for a while. */
const pressLastsMs = 10_000;

export type Gated = {
  /** Where to listen: our row, or the form that holds many cells of ours. */
  area: HTMLElement;
  /** The control of ours around a node of the area; null where the page's own nodes are. */
  controlOf: (node: Element) => Element | null;
  onClick: (target: HTMLInputElement, event: MouseEvent) => void;
};

type PersonPorts = Pick<Ports, 'isTrusted' | 'now' | 'signal'>;

/** Calls `onClick` when a person clicks a checkbox of ours; any other click on a control of ours is undone. */
export const onPersonClick = (ports: PersonPorts, gated: Gated): void =>
  onPersonPress(ports, gated, (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  });

/**
 * Calls `onClick` when a person clicks a checkbox (pointer, key or assistive technology), and `onOther` for any other
 * click on its control. `change` and `input` are of no use here: they are trusted even when a script called
 * `click()`. Nor is a trusted click alone enough: a click that a script aims at a label reaches the box as a trusted
 * one. So a trusted press on the same control must come first, one for each click, and that no script can make.
 */
export function onPersonPress(
  ports: PersonPorts,
  { area, controlOf, onClick }: Gated,
  onOther: (event: Event) => void = () => {},
): void {
  const options = { capture: true, signal: ports.signal };
  let press: { control: Element; at: number } | null = null;
  const notePress = (event: Event): void => {
    const control = event.target instanceof Element ? controlOf(event.target) : null;
    if (control !== null && ports.isTrusted(event)) press = { control, at: ports.now() };
  };
  for (const type of ['pointerdown', 'mousedown', 'keydown']) {
    area.addEventListener(type, notePress, options);
  }
  const isPersons = (event: Event, control: Element): boolean =>
    ports.isTrusted(event) && press?.control === control && ports.now() - press.at < pressLastsMs;
  area.addEventListener(
    'click',
    (event) => {
      const { target } = event;
      const control = target instanceof Element ? controlOf(target) : null;
      if (control === null) return;
      if (!isPersons(event, control)) onOther(event);
      else if (target instanceof HTMLInputElement) {
        press = null;
        onClick(target, event);
      }
    },
    options,
  );
}

/** Remembers when a person last clicked or pressed a key anywhere in the page. */
export function watchPerson(ports: Ports): { actedWithin: (ms: number) => boolean } {
  let actedAt = Number.NEGATIVE_INFINITY;
  const note = (event: Event): void => {
    if (ports.isTrusted(event)) actedAt = ports.now();
  };
  for (const type of ['click', 'keydown']) {
    ports.document.addEventListener(type, note, { capture: true, signal: ports.signal });
  }
  return { actedWithin: (ms) => ports.now() - actedAt <= ms };
}
