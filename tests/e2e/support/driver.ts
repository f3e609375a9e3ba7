import type { BrowserName } from '../../browsers/find.ts';

type Role =
  | 'alert'
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'dialog'
  | 'heading'
  | 'link'
  | 'progressbar'
  | 'radio'
  | 'row'
  | 'searchbox'
  | 'status'
  | 'table'
  | 'textbox';

/** A control as a screen reader knows it: its role and its whole accessible name. */
type ByRole = { role: Role; name: string };

/** CSS, or a role and name. Where several elements fit, the first one is meant. */
export type Selector = string | ByRole;

type Key = 'Enter' | 'Escape' | 'Space' | 'Tab' | 'ArrowDown' | 'ArrowUp';

/**
 * What each browser does in its own way. Everything that takes a selector waits up to `patience` ms for a
 * visible element and rejects if there is none. Clicks and keys are real input: the page sees `isTrusted`.
 */
export type PageActions = {
  /** Resolves at the load event. */
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  click(selector: Selector, button?: 'left' | 'right'): Promise<void>;
  /** Replaces the value of a text field. */
  fill(selector: Selector, value: string): Promise<void>;
  /** Chooses the option with this text in a `<select>`. */
  select(selector: Selector, option: string): Promise<void>;
  /** Presses a key where the focus is. */
  press(key: Key): Promise<void>;
  waitFor(selector: Selector): Promise<void>;
  /** Until there is no such element, or it is hidden. */
  waitUntilGone(selector: Selector): Promise<void>;
  /** The visible text of the element. */
  text(selector: Selector): Promise<string>;
  /** What the checkbox shows; null = neither, as while its state is not known yet. */
  isChecked(selector: Selector): Promise<boolean | null>;
  /** Runs a JavaScript expression in the page and awaits its value. */
  run(expression: string): Promise<unknown>;
  /** Writes a PNG of the whole page. */
  screenshot(path: string): Promise<void>;
  bringToFront(): Promise<void>;
  close(): Promise<void>;
};

/** One tab of either browser. */
export type Tab = Omit<PageActions, 'isChecked'> & {
  clickRole(role: Role, name: string): Promise<void>;
  /** As soon as it is one or the other. A string is the accessible name of a checkbox. */
  isChecked(checkbox: Selector): Promise<boolean>;
  /** Until the text is somewhere in the visible page. */
  waitForText(text: string): Promise<void>;
  /** The visible texts of all elements that fit right now, without waiting. */
  texts(css: string): Promise<string[]>;
  /** Runs the function in the page. It sees nothing but `arg`; argument and result travel as JSON text. */
  evaluate<T, A = undefined>(fn: (arg: A) => T | Promise<T>, arg?: A): Promise<T>;
  url(): Promise<string>;
};

/** A browser with the built extension in a profile of its own. */
export type Driver = {
  name: BrowserName;
  /** `chrome-extension://<id>` or `moz-extension://<uuid>`. */
  extensionOrigin: string;
  newTab(): Promise<Tab>;
  /** Opens e.g. `popup.html` as a tab. */
  openExtensionPage(path: string): Promise<Tab>;
  /** The tab that something else has opened, once its address holds `part`. */
  tabAt(part: string): Promise<Tab>;
  /** Ends the background as the browser does when it is idle, whatever it is doing. The next event starts it anew. */
  stopBackground(): Promise<void>;
  /**
   * Lets the next `permissions.request` for this URL's host succeed without the prompt, which nothing can click.
   * The page must still ask, from a real click.
   */
  grantOrigin(url: string): Promise<void>;
  /**
   * Presses an entry of ours in the context menu of a page. In Firefox the menu is opened by a right click and the
   * entry is the one with this text. Chromium draws its menus where nothing can press them: the entry must be there,
   * and the background is told of the press as the browser tells it.
   */
  pressMenu(tab: Tab, entry: { id: string; text: string }): Promise<void>;
  /**
   * Presses the notification that is shown, or will be. Gives its words, or null where the browser does not tell them:
   * Chromium, where the background is told of the press as the browser tells it.
   */
  pressNotice(): Promise<string | null>;
  /**
   * What the district's policy says from the next start on (`restart`), and in Chromium soon after. Only for a driver
   * that was started with `managed`. Rejects where this machine does not let it be set.
   */
  setPolicy(values: object): Promise<void>;
  /** Closes the browser and starts it again on the same profile: the extension's data stays, tabs are gone. */
  restart(): Promise<void>;
  /**
   * The same, but the browser is killed (SIGKILL): it writes nothing more and says no good-bye. With `losing` it finds
   * no files of the extension's IndexedDB when it starts again.
   */
  kill(losing?: 'database'): Promise<void>;
  /** Writes a PNG of every open tab to the folder and returns the paths. */
  screenshot(folder: string): Promise<string[]>;
  /** Resolves when the person at the machine closes the browser. */
  untilClosed(): Promise<void>;
  close(): Promise<void>;
};

export type DriverOptions = {
  /** A folder for the browser's profile; made if it is not there. */
  profile: string;
  /** The default is true. */
  headless?: boolean;
  /** Port of a proxy on this machine through which every connection goes. */
  proxy?: number | undefined;
  /** The extension is an installation of its own, which a district's policy can be written for. */
  managed?: boolean;
  /** Optional permissions that are allowed from the start, in Chromium, whose prompts nothing can click. */
  allowed?: string[];
};

/** How long an action waits for its element, in ms. Long, because the machine may be busy; a pass never waits. */
export const patience = 20_000;

/** The same in both browsers, and wide enough for Schoology's tables. */
export const viewport = { width: 1280, height: 800 };
