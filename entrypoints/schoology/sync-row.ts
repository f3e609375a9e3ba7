import type { Anchor } from '../../lib/schoology/forms.ts';
import { t } from '../../lib/text.ts';
import { make, setText } from './marks.ts';
import { onPersonClick } from './person.ts';
import type { Ports } from './ports.ts';

/** What the row shows. `checked` null = not known: drawn as neither on nor off. */
export type RowView = { checked: boolean | null; enabled: boolean; help: string; note: string };

export type SyncRow = { node: HTMLElement; show: (view: RowView) => void };

let rowCount = 0;

/** Our row in Grading Options, in the shape of Schoology's own checkbox rows (facts 3.4) so that it looks like them. */
export function createSyncRow(ports: Ports, onFlip: () => void): SyncRow {
  const { document } = ports;
  const id = `sync-to-sis-${++rowCount}`;
  const help = make(document, 'div', { class: 'sync-to-sis-help', id: `${id}-help` });
  const note = make(document, 'div', {
    class: 'sync-to-sis-note',
    id: `${id}-note`,
    role: 'status',
  });
  const box = make(document, 'input', {
    type: 'checkbox',
    class: 'form-checkbox',
    'aria-describedby': `${help.id} ${note.id}`,
  });
  const title = make(document, 'span', { class: 'form-checkbox-title' }, t('syncBoxLabel'));
  const label = make(document, 'label', { class: 'option' }, box, ' ', title);
  const node = make(document, 'div', { class: 'form-item sync-to-sis-row' }, label, help, note);
  let view: RowView = { checked: null, enabled: false, help: '', note: '' };
  const draw = (): void => {
    box.checked = view.checked === true;
    box.indeterminate = view.checked === null;
    box.disabled = !view.enabled;
    setText(help, view.help);
    setText(note, view.note);
  };
  onPersonClick(ports, {
    area: node,
    controlOf: () => node,
    onClick: () => view.enabled && onFlip(),
  });
  // A script may set the box without a click; what it shows is always what we hold.
  box.addEventListener('change', draw, { signal: ports.signal });
  draw();
  return {
    node,
    show: (next) => {
      view = next;
      draw();
    },
  };
}

export function insertAt(anchor: Anchor, node: HTMLElement): void {
  if ('after' in anchor) anchor.after.after(node);
  else anchor.inside.append(node);
}
