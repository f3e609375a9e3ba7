import { type Match, matches } from './faults.ts';
import type { SisRequest } from './sis.ts';

export type HoldOptions = {
  method?: string;
  match?: Match;
  /** So many matching requests still pass; 0 when left out. */
  after?: number;
};

export type Held = {
  /** Resolves when a request waits at the gate and all that were let through have been answered. */
  reached: Promise<void>;
};

export type Gate = {
  /** Stops matching requests until `release`. A second hold replaces the first and lets its requests go. */
  hold(options?: HoldOptions): Held;
  release(): void;
  /** Lets a request in, at once or when the gate opens; call the returned function when it was answered. */
  enter(request: SisRequest): Promise<() => void>;
};

type Closed = {
  options: HoldOptions;
  left: number;
  inside: number;
  waiting: (() => void)[];
  reach: () => void;
};

const letThrough = (): void => {};

function settle(closed: Closed): void {
  if (closed.waiting.length > 0 && closed.inside === 0) closed.reach();
}

function pass(closed: Closed): () => void {
  closed.left -= 1;
  closed.inside += 1;
  return () => {
    closed.inside -= 1;
    settle(closed);
  };
}

/** A gate in front of the SIS with which a test stops the world between two requests. */
export function newGate(): Gate {
  let closed: Closed | null = null;

  const release = (): void => {
    const waiting = closed?.waiting ?? [];
    closed = null;
    for (const go of waiting) go();
  };

  return {
    release,
    hold(options = {}) {
      release();
      let reach: () => void = letThrough;
      const reached = new Promise<void>((resolve) => {
        reach = resolve;
      });
      closed = { options, left: options.after ?? 0, inside: 0, waiting: [], reach };
      return { reached };
    },
    async enter(request) {
      const gate = closed;
      if (!gate || !matches(request, gate.options)) return letThrough;
      if (gate.left > 0) return pass(gate);
      await new Promise<void>((go) => {
        gate.waiting.push(go);
        settle(gate);
      });
      return letThrough;
    },
  };
}
