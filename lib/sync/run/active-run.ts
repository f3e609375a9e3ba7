import type { ItemKey, SectionKey } from '../../model/item-key.ts';
import type { SisClient, SisError } from '../../sis/sis-client.ts';
import type { RunRecord } from '../../storage/records.ts';
import type { Workspace } from '../workspace.ts';

export type RunnerDeps = Workspace & {
  /** Requests in flight at once, to begin with; the profile says how many it may become. */
  concurrency: number;
  /** At least 0 and less than 1: spreads the teachers of a district who must all wait. */
  random: () => number;
  newId: () => string;
  sleep: (ms: number) => Promise<void>;
  /** Whether the choices made for a section are known in this browser. */
  isKnown: (section: SectionKey) => Promise<boolean>;
  /** Something a view shows has changed. */
  notify: (section: SectionKey | null) => void;
  /** Keeps the worker alive while a run is under way, and wakes it should it die all the same. */
  awake: { begin(): void; end(resumeAt: number | null): void };
  /** The server's words for a failure. They may name a person, so they live in memory only. */
  noteDetail: (key: ItemKey, detail: string) => Promise<void>;
  /** A run has come to its end, for good or ill. */
  ended: (run: RunRecord) => void;
  /** Runs alone, or answers null when another context already runs. */
  alone: <T>(work: () => Promise<T>) => Promise<T | null>;
};

/** A run in this life of the worker. */
export type Active = {
  run: RunRecord;
  currentTitle: string | null;
  /** Opted out while the run was under way. */
  excluded: Set<string>;
  stopped: SisError | null;
  /** What was read of Schoology: `nothing`, because nobody answered, is not the same as nothing to do. */
  reading: 'something' | 'nothing' | 'no-answer';
  /** sourcedIds that the SIS has acknowledged in this life. */
  written: Set<string>;
  /** The SIS that is being sent to. */
  sis: SisClient | null;
};
