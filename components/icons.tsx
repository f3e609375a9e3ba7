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

/** A page in a tab of its own. */
export const OpenIcon = () => (
  <Icon>
    <path
      class="icon-line"
      d="M6.5 3H3.6A1.1 1.1 0 0 0 2.5 4v8.4a1.1 1.1 0 0 0 1.1 1.1H12a1.1 1.1 0 0 0 1.1-1.1V9.5"
    />
    <path class="icon-line" d="M9.5 2.5h4v4M13.3 2.7 7.8 8.2" />
  </Icon>
);

export const GearIcon = () => (
  <Icon>
    <circle class="icon-line" cx="8" cy="8" r="2.3" />
    <path
      class="icon-line"
      d="M8 1.6v1.9M8 12.5v1.9M1.6 8h1.9M12.5 8h1.9M3.5 3.5l1.3 1.3M11.2 11.2l1.3 1.3M12.5 3.5l-1.3 1.3M4.8 11.2l-1.3 1.3"
    />
  </Icon>
);

export const KeyboardIcon = () => (
  <Icon>
    <rect class="icon-line" x="1.2" y="3.8" width="13.6" height="8.6" rx="1.6" />
    <path class="icon-line" d="M4.2 6.7h.1M6.7 6.7h.1M9.2 6.7h.1M11.7 6.7h.1M5.2 9.6h5.6" />
  </Icon>
);

export const FunnelIcon = () => (
  <Icon>
    <path class="icon-line" d="M2.2 3.2h11.6L9.4 8.5v4.3l-2.8-1.4V8.5z" />
  </Icon>
);

/** Several lines with ticks. */
export const SelectIcon = () => (
  <Icon>
    <path
      class="icon-line"
      d="m1.8 4.2 1.4 1.4 2.4-2.8M1.8 11l1.4 1.4 2.4-2.8M8.4 4.4h5.8M8.4 11.2h5.8"
    />
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
