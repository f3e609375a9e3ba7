import type { ComponentChildren } from 'preact';

type Props = { title: string; busy?: boolean; children?: ComponentChildren };

/** What stands where the list would be, when there is something to say instead of it. */
export const StateCard = ({ title, busy = false, children }: Props) => (
  <section class="state" aria-busy={busy}>
    <h2>{title}</h2>
    {children}
  </section>
);
