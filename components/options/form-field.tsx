import type { ComponentChildren } from 'preact';

type Props = { id: string; label: string; hint: string | null; children: ComponentChildren };

/** A label, its control (which carries `id`) and a hint that is read out with it. */
export const FormField = ({ id, label, hint, children }: Props) => (
  <div class="field">
    <label for={id}>{label}</label>
    {children}
    {hint && (
      <p class="hint muted" id={`${id}-hint`}>
        {hint}
      </p>
    )}
  </div>
);
