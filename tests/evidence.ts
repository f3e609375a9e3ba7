/** What shows a promise: a test by its file (from the repository's root) and its title there, or a line of `.ci/run`. */
export type Shown = {
  file: string;
  title: string;
  /** Where the thing itself cannot be made: what this shows in its place. */
  proxy?: string;
};

/** One row of a table of promises. */
export type Promised = {
  number: number;
  shownBy: Shown[];
  /** What is not shown, and why; null = nothing is left open. Never null where nothing is named. */
  open: string | null;
};

export const unit = (path: string, title: string): Shown => ({
  file: `tests/unit/${path}`,
  title,
});
export const e2e = (path: string, title: string): Shown => ({ file: `tests/e2e/${path}`, title });

/** A command that CI runs and that fails by itself. */
export const step = (command: string): Shown => ({ file: '.ci/run', title: command });
