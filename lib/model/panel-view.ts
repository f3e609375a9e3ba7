import type { ItemKind } from './graded-item.ts';
import type { ItemKey, SectionKey } from './item-key.ts';
import type { NewItemSettings } from './item-rule.ts';
import type { Reason } from './reason.ts';
import type { ScheduleView } from './schedule.ts';
import type { AuthType, OneRosterVersion, SisSystem } from './sis-system.ts';

export type SyncStatus = 'synced' | 'pending' | 'failed' | 'opted-out';

export type FlagSource = 'dialog' | 'bulk-edit' | 'panel' | 'native' | 'rule' | 'imported';

/** Besides what a person did here: restored from the second copy, or heard from another browser of the teacher's. */
export type ChosenIn = FlagSource | 'restored' | 'other-browser';

/** A choice as it stands; null = none was made, the default holds. */
export type StandingChoice = { include: boolean; chosenIn: ChosenIn } | null;

/** One row of the panel. Times are epoch milliseconds of this browser's clock. */
export type ItemRow = {
  key: ItemKey;
  title: string;
  kind: ItemKind;
  categoryTitle: string | null;
  /** Schoology's grading period. */
  periodTitle: string | null;
  /** `YYYY-MM-DD` on the teacher's calendar; null when none is set or it could not be read. */
  dueDay: string | null;
  /** Maximum points. */
  points: number | null;
  include: boolean;
  /** Where the choice was made last; null = nowhere yet, the default holds. */
  chosenIn: ChosenIn | null;
  status: SyncStatus;
  reason: Reason | null;
  /** Last time the SIS acknowledged all of this item; null = never. A failure does not move it. */
  lastSuccessAt: number | null;
  lastAttemptAt: number | null;
  /** Requests a sync would make for this item now (line item and scores); 0 = up to date or not syncable. */
  changes: number;
  /** Scores the SIS has acknowledged for this item. */
  scoresSent: number;
};

export type RunView = {
  id: string;
  state: 'running' | 'cancelling' | 'done' | 'cancelled' | 'stopped';
  /** Items finished and items of the run. */
  done: number;
  total: number;
  currentTitle: string | null;
  failed: number;
  startedAt: number;
  finishedAt: number | null;
  /** Why the whole run stopped early (sign-in, rate limit, network); null when it ran through. */
  stopReason: Reason | null;
  /** When a paused run goes on by itself; null otherwise. */
  resumesAt: number | null;
};

/**
 * Whether what was sent stands in the SIS: `verified` = read back and equal; `differs` = read back, and some of it is
 * otherwise; `unread` = sent, and not read back (`reason` says why). `at` is epoch milliseconds.
 */
export type ReadBack = {
  state: 'verified' | 'differs' | 'unread';
  at: number;
  reason: Reason | null;
};

export type SelectOption = { id: string; title: string; detail?: string };

/** How a section is joined to the SIS, with what the set-up screens need. */
export type LinkView = {
  classId: string | null;
  classTitle: string | null;
  /** True when nobody was asked: the match was certain. */
  automatic: boolean;
  classOptions: SelectOption[];
  categories: {
    id: string;
    title: string;
    sisCategoryId: string | null;
    automatic: boolean;
  }[];
  sisCategoryOptions: SelectOption[];
  students: { linked: number; unmatched: number };
};

/** Names live only in what is shown; `id` is the uid in Schoology or the sourcedId in the SIS. */
export type OpenStudents = { open: SelectOption[]; sisStudents: SelectOption[] };

export type SectionSummary = SectionKey & {
  title: string;
  items: number;
  /** Items with something to send. */
  pending: number;
  failed: number;
  optedOut: number;
  /** Items that nothing is sent of any more, and that the SIS still has. */
  stillInSis: number;
};

export type SectionView = {
  section: SectionKey & { title: string };
  rows: ItemRow[];
  link: LinkView | null;
  /** When Schoology was last read for this section; null = never on this device. */
  readAt: number | null;
  /** What keeps the whole section from syncing (signed out, not linked …); null = ready. */
  problem: Reason | null;
  /** Whether what was sent stands in the SIS; null = nothing was sent yet. */
  readBack: ReadBack | null;
  /**
   * The choices made for it are known in this browser: the teacher has looked at the list here, or another browser has
   * told. Until then nothing of it is sent.
   */
  known: boolean;
};

export type ConnectionView = {
  /** Friendly name of the SIS in every text; "your SIS" when none was given. */
  sisName: string;
  state:
    | 'not-configured'
    | 'needs-host-access'
    | 'needs-secret'
    | 'needs-sign-in'
    | 'ready'
    | 'policy-invalid';
  /** The district has set it; the teacher's e-mail, and a secret it has left out, stay the teacher's. */
  fromPolicy: boolean;
  /** What the district has set, in the policy's own names, also where the connection is not among it. */
  policyKeys: string[];
  /** Origins that still need a grant (`permissions.request`). */
  missingOrigins: string[];
  problem: Reason | null;
  /** Where the SIS leads a teacher back to after signing in; the district registers it there. */
  redirectUrl: string;
  /** For the form in options; the secret itself is never in a view. */
  settings: ConnectionSettings | null;
};

/** What options stores in storage.local. No secret is among it. */
export type ConnectionSettings = {
  system: SisSystem;
  version: OneRosterVersion;
  authType: AuthType;
  sisName: string;
  /** In OneRoster 1.1 both are the one address of the service. */
  rosteringUrl: string;
  gradebookUrl: string;
  /** Where a teacher signs in; '' unless with PKCE. */
  authorizationUrl: string;
  /** '' with OAuth 1.0a, which has no tokens. */
  tokenUrl: string;
  /** With OAuth 1.0a the consumer key. */
  clientId: string;
  scopes: string[];
  /** The teacher's e-mail in the SIS; used to find the teacher when Schoology has no district id for them. */
  teacherEmail: string;
};

/**
 * Where the choices stand: `restored` = the opt-outs came back from their second copy, `locked` = the store cannot
 * prove that it still knows every opt-out (design: sentinel). What is not whole is so until the teacher confirms it.
 */
type StoreHealth = { state: 'whole' | 'restored' | 'locked'; detail: Reason | null };

/**
 * How choices get to the teacher's other browsers: `full` = they no longer fit into what the browser's sync service
 * takes, `unavailable` = it is off or refuses. All of them are kept on this device.
 */
export type RoamingState = 'ok' | 'full' | 'unavailable';

/** A district's own address for Schoology, such as `https://lms.district.org`. */
export type LmsDomain = { origin: string; fromPolicy: boolean; granted: boolean };

/** What is shown on Schoology's pages besides the boxes. */
export type PagePreferences = {
  /** The button in the gradebook's toolbar that opens the panel. */
  gradebookButton: boolean;
  /** The mark on items that are opted out, in the materials list and on the item's page. */
  optedOutMarks: boolean;
};

export type PanelView = {
  newItems: NewItemSettings & {
    /** The district has decided whether new items wait. */
    waitFromPolicy: boolean;
  };
  connection: ConnectionView;
  lmsDomains: LmsDomain[];
  schedule: ScheduleView;
  pagePreferences: PagePreferences;
  sections: SectionSummary[];
  run: RunView | null;
  /** Places on Schoology's pages that are not as we know them, since the browser was started. */
  layoutProblems: string[];
  version: string;
  storage: StoreHealth;
  roaming: RoamingState;
};

export type ConnectionTest = {
  ok: boolean;
  problem: Reason | null;
  canReadRoster: boolean;
  /** Whether the right was asked for: that it was given shows only with the first grade. */
  canWriteGrades: boolean;
  /** Whether what stands in the gradebook can be read; null = no class of this teacher was found to try it on. */
  canReadBack: boolean | null;
  /** Milliseconds of the slowest call. */
  latency: number;
};
