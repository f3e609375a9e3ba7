import { browser } from 'wxt/browser';
import type { Exception } from './model/graded-item.ts';
import type { HistoryPage } from './model/history.ts';
import type { ItemDetail } from './model/item-detail.ts';
import type { ItemKey, SectionKey } from './model/item-key.ts';
import type { NewItemSettings } from './model/item-rule.ts';
import type { LayoutProblem } from './model/layout-problem.ts';
import type {
  ChosenIn,
  ConnectionSettings,
  ConnectionTest,
  FlagSource,
  ItemRow,
  OpenStudents,
  PagePreferences,
  PanelView,
  SectionView,
  StandingChoice,
} from './model/panel-view.ts';
import type { Preview } from './model/preview.ts';
import type { Reason } from './model/reason.ts';
import type { ScheduleSettings } from './model/schedule.ts';
import type { FileProblem, ImportPreview } from './model/set-up-file.ts';
import type { SpecialChoice } from './model/special-score.ts';
import type { StillInSis } from './model/still-in-sis.ts';
import type { TotalsView } from './model/totals.ts';

/** A choice made in a Schoology form. `itemId` is null while Schoology has not yet given the new item an id. */
export type Choice = { itemId: string | null; title: string; include: boolean };

/** What a form's box may know of an item. No student data, ever: these answers go to a web page's process. */
export type ItemInfo = {
  itemId: string;
  include: boolean;
  /** An opt-out that was made for a new item may be about it, and is not stored under its id yet. */
  optOutWaits?: true | undefined;
  /** Where the choice was made last; null = nowhere yet, the default holds. */
  chosenIn: ChosenIn | null;
  lastSuccessAt: number | null;
  scoresSent: number;
};

/**
 * Intents from the content script. The origin is taken from the sender, never from the message.
 *
 * A choice is first staged (durable, not yet in force), then settled by what Schoology did with the form:
 * `saved` puts it in force, `dropped` forgets it, `unknown` keeps only opt-outs (unknown means do not send).
 */
export type TabMessages = {
  /** A page of Schoology is not as we know it. Closed vocabulary: no titles, no names, no ids. */
  reportLayout: (data: LayoutProblem) => { noted: true };
  /** For the gradebook's button: counts of items; null = the teacher wants no button. */
  getSectionState: (data: { sectionId: string }) => {
    state: { pending: number; failed: number; lastSuccessAt: number | null } | null;
  };
  /** Which of these items are opted out; none where the teacher wants no marks. */
  getOptedOut: (data: { sectionId: string; itemIds: string[] }) => { itemIds: string[] };
  /** Opens the panel in a tab, at this section. */
  openPanel: (data: { sectionId: string }) => { opened: true };
  /** What is chosen for these items. Titles as the page shows them, null = not shown: by it a new item is known. */
  getItems: (data: { sectionId: string; items: { itemId: string; title: string | null }[] }) => {
    sisName: string;
    defaultInclude: boolean;
    items: ItemInfo[];
  };
  stageChoices: (data: {
    opId: string;
    sectionId: string;
    source: FlagSource;
    choices: Choice[];
  }) => { staged: true };
  /**
   * The teacher deletes the item in Schoology. Staged and settled like a choice; once Schoology has done it the
   * item's row goes. The teacher's choice and what the SIS acknowledged stay: the SIS still holds the scores.
   */
  forgetItem: (data: { opId: string; sectionId: string; itemId: string }) => { staged: true };
  settleChoices: (data: { opId: string; outcome: 'saved' | 'dropped' | 'unknown' }) => {
    settled: boolean;
  };
  /**
   * Asked before the page settles anything: of which of the tab's saves nothing is staged. What a page's copy has kept
   * is the tab's from then on. A save that something else has settled meanwhile (a restart of the browser, another tab)
   * is called lost too: the teacher looks at it once more.
   */
  findLost: (data: { opIds: string[] }) => { lost: string[] };
  /**
   * A new page stands in this tab. Settles what the tab had staged: `rejected` = the page shows the same form
   * again with errors, so nothing was saved; the choices come back so that the form can show them again. `failed` =
   * the server answered with an error, so nobody knows. `item` is the graded item whose own page this is: Schoology
   * leads there once it has given a new item its id.
   */
  pageStarted: (data: {
    form: 'rejected' | 'failed' | 'none';
    item: { itemId: string; title: string } | null;
  }) => { carried: Choice[] };
};

/** What our own pages may ask. */
export type PageMessages = {
  getPanel: () => PanelView;
  /** Reads Schoology's section list anew. */
  refreshSections: () => PanelView;
  /** What is stored, at once. */
  getSection: (data: SectionKey) => SectionView;
  /** Reads Schoology (and the SIS roster when needed) anew, plans, stores and answers. */
  refreshSection: (data: SectionKey) => SectionView;
  /** Everything of ours in this browser goes; with `otherBrowsers` what its sync service holds for others too. */
  removeData: (data: { otherBrowsers: boolean }) => { removed: true };
  /** Begins anew where the stored data cannot be read; opt-outs come back from their other copies. */
  repairStorage: () => { repaired: true };
  /** The teacher sees the section's list, freshly read: from now on it may be sent from this browser. */
  sectionShown: (data: SectionKey) => SectionView;
  setInclude: (data: { opId: string; key: ItemKey; include: boolean }) => { row: ItemRow };
  /**
   * Puts these choices in force together, or none of them; with what stood before it takes them back as they were.
   * Answers the rows that there are.
   */
  setIncludeMany: (data: { opId: string; choices: { key: ItemKey; choice: StandingChoice }[] }) => {
    rows: ItemRow[];
  };
  /** One item with its students: reads Schoology anew when the background no longer has them. */
  getItemDetail: (data: ItemKey) => ItemDetail;
  /** Gives an item a title of its own in the SIS; null = Schoology's again. */
  saveSisTitle: (data: { key: ItemKey; title: string | null }) => ItemDetail;
  /** Chooses what a mark becomes in the section of this item; null = as the SIS has it. */
  saveSpecialScore: (data: {
    key: ItemKey;
    exception: Exception;
    choice: SpecialChoice | null;
  }) => ItemDetail;
  /** Starts a run and answers at once; a second call joins the run under way. */
  sync: (data: {
    sections: SectionKey[];
    items?: ItemKey[] | undefined;
    /** Sends these items whole, also what the SIS has acknowledged; never an opted-out one. */
    again?: boolean | undefined;
    /** Digest of the preview that the teacher has confirmed although it is a big change. */
    confirmed?: string | undefined;
  }) => {
    runId: string;
    joined: boolean;
  };
  /** Rules and review for items that Schoology lists from now on. */
  saveNewItems: (data: NewItemSettings) => PanelView;
  /** What a sync of these sections would do, read anew and not sent. Holds names and scores. */
  preview: (data: { sections: SectionKey[] }) => Preview;
  /**
   * What becomes of values that somebody changed in the SIS: of one student (SIS id; '' = of the item itself), or of
   * all of each item (null). Nothing is sent by it.
   */
  decideChanged: (data: {
    items: ItemKey[];
    choice: 'keep' | 'send';
    studentId: string | null;
  }) => { decided: true };
  cancelSync: () => { cancelling: boolean };
  /** The last `count` runs, newest first. */
  getHistory: (data: { count: number }) => HistoryPage;
  /** What the SIS still has of items that are opted out, or deleted in Schoology. */
  getStillInSis: (data: { sections: SectionKey[] }) => { items: StillInSis[] };
  /** The teacher has removed the item in the SIS: what it acknowledged is forgotten. Answers what is left there. */
  removedInSis: (data: { key: ItemKey; lineItemId: string }) => { items: StillInSis[] };
  /** Why the totals of this section may differ between the two gradebooks, from what is stored. */
  getTotals: (data: SectionKey) => TotalsView;
  saveConnection: (data: { settings: ConnectionSettings; secret: string | null }) => PanelView;
  /** The teacher's choices and set-up as a file: no secret, no student, no titles of items. */
  exportSetUp: () => { text: string };
  /** What an import of this file would change; it changes nothing. */
  previewImport: (data: { text: string }) => { preview: ImportPreview } | { problem: FileProblem };
  /** Takes a file over, whole; answers what was changed. The same opId again changes nothing. */
  importSetUp: (data: {
    opId: string;
    text: string;
  }) => { preview: ImportPreview; panel: PanelView } | { problem: FileProblem };
  savePagePreferences: (data: PagePreferences) => PanelView;
  /** Takes effect at once; where the district has set the period, that one stays. */
  saveSchedule: (data: ScheduleSettings) => PanelView;
  /** Serves Schoology at a district's own address; the page has asked the browser for the host before. */
  addLmsDomain: (data: { origin: string }) => PanelView;
  removeLmsDomain: (data: { origin: string }) => PanelView;
  /** Opens the SIS's own sign-in page; where teachers sign in themselves (PKCE). */
  signIn: () => PanelView;
  signOut: () => PanelView;
  testConnection: () => ConnectionTest;
  linkSection: (data: { section: SectionKey; classId: string }) => SectionView;
  matchCategory: (data: {
    section: SectionKey;
    categoryId: string;
    sisCategoryId: string;
  }) => SectionView;
  /** Gives the other linked sections this one's category matches, where one of the same title is open there. */
  copyMatches: (data: SectionKey) => { sections: number; categories: number };
  /** Students of the section whom the SIS class does not know, and those of the class who are nobody here yet. */
  getOpenStudents: (data: SectionKey) => OpenStudents;
  /** `uid` is the student in Schoology, `studentId` the same student's sourcedId in the SIS. */
  linkStudent: (data: { section: SectionKey; uid: string; studentId: string }) => SectionView;
  /** The teacher has looked at the restored list of choices. */
  confirmChoices: () => PanelView;
};

type Messages = TabMessages & PageMessages;
export type MessageName = keyof Messages;
export type DataOf<K extends MessageName> =
  Parameters<Messages[K]> extends [infer D] ? D : undefined;
export type ReplyOf<K extends MessageName> = ReturnType<Messages[K]>;

type Request = { to: 'background'; name: MessageName; data?: unknown };
export type Reply = { ok: true; value: unknown } | { ok: false; reason: Reason };

/** Broadcast from the background to our own pages: something a view shows has changed. */
export type ChangedMessage = { to: 'pages'; name: 'changed'; section: SectionKey | null };

/** The background refused or could not be reached. `reason` is ready to be shown. */
export class MessageError extends Error {
  readonly reason: Reason;
  constructor(name: string, reason: Reason) {
    super(`${name}: ${reason.code}`);
    this.name = 'MessageError';
    this.reason = reason;
  }
}

const isReply = (value: unknown): value is Reply =>
  typeof value === 'object' && value !== null && 'ok' in value;

/**
 * Asks the background. Rejects with MessageError; a worker that died under the request has an unknown outcome,
 * so callers that change something send the same `opId` again.
 */
export async function ask<K extends MessageName>(
  name: K,
  ...data: DataOf<K> extends undefined ? [] : [DataOf<K>]
): Promise<ReplyOf<K>> {
  const request: Request = { to: 'background', name, data: data[0] };
  const reply: unknown = await browser.runtime.sendMessage(request);
  if (!isReply(reply)) throw new MessageError(name, { code: 'UNKNOWN' });
  if (!reply.ok) throw new MessageError(name, reply.reason);
  return reply.value as ReplyOf<K>;
}

/** Calls back on every `changed` broadcast. Returns the way to stop. */
export function onChanged(callback: (section: SectionKey | null) => void): () => void {
  const listener = (message: unknown): undefined => {
    const changed = message as Partial<ChangedMessage> | null;
    if (changed?.to === 'pages' && changed.name === 'changed') callback(changed.section ?? null);
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}
