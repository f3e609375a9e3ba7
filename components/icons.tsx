import type { ComponentChild } from 'preact';

const Icon = ({ children }: { children: ComponentChild }) => (
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    {children}
  </svg>
);

const disc = <circle cx="8" cy="8" r="7" fill="currentColor" />;

export const CheckIcon = () => (
  <Icon>
    {disc}
    <path class="icon-mark" d="m4.8 8.3 2.2 2.2 4.2-4.8" />
  </Icon>
);

export const ClockIcon = () => (
  <Icon>
    {disc}
    <path class="icon-mark" d="M8 4.4V8l2.4 1.7" />
  </Icon>
);

export const AlertIcon = () => (
  <Icon>
    {disc}
    <path class="icon-mark" d="M8 4.2v4.4M8 11.3v.2" />
  </Icon>
);

export const MinusIcon = () => (
  <Icon>
    {disc}
    <path class="icon-mark" d="M4.8 8h6.4" />
  </Icon>
);

export const LockIcon = () => (
  <Icon>
    <rect x="3" y="7" width="10" height="7" rx="1.5" fill="currentColor" />
    <path class="icon-line" d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" />
  </Icon>
);

/** The two arrows of the logo. */
export const SyncIcon = () => (
  <Icon>
    <path class="icon-line" d="M2.6 6.6a5.6 5.6 0 0 1 10-1.6M13.4 9.4a5.6 5.6 0 0 1-10 1.6" />
    <path class="icon-line" d="M12.9 1.9v3.3H9.6M3.1 14.1v-3.3h3.3" />
  </Icon>
);

/** Both directions; the style sheet shows the one that is in force. */
export const SortIcon = () => (
  <Icon>
    <path class="icon-line sort-up" d="m4.6 6.6 3.4-3.4 3.4 3.4" />
    <path class="icon-line sort-down" d="m4.6 9.4 3.4 3.4 3.4-3.4" />
  </Icon>
);
