/** Something awaited after death: never settles, whatever is called or read on it. */
const nothing: unknown = new Proxy(() => undefined, {
  get: (_, property) => (property === 'then' ? () => undefined : nothing),
  apply: () => nothing,
});

/** When a life ends: before the nth call of a port is made, or when it has taken effect and before its answer is heard. */
export type Death = { call: number; when: 'before' | 'after' };

export type Lifeline = ReturnType<typeof createLifeline>;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Promise);

/** Parts of a database through which it is called again. */
const isHandle = (value: unknown): value is object =>
  isObject(value) &&
  [IDBTransaction, IDBObjectStore, IDBIndex].some((handle) => value instanceof handle);

/**
 * A killed worker neither finishes nor fails: it is gone between two instructions. Every call through a wrapped port is
 * counted and answers as usual until death, and never again after it. Open transactions are then aborted, as the
 * browser does.
 */
export function createLifeline(death: Death | null = null) {
  let alive = true;
  let calls = 0;
  let hear: () => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const open = new Set<IDBTransaction>();

  function kill(): void {
    if (!alive) return;
    alive = false;
    for (const transaction of open) abort(transaction);
    hear();
  }

  function watch(transaction: IDBTransaction): void {
    open.add(transaction);
    const close = (): void => void open.delete(transaction);
    transaction.addEventListener('complete', close);
    transaction.addEventListener('abort', close);
  }

  function answerOf(call: number, answer: unknown): unknown {
    const dies = death?.when === 'after' && death.call === call;
    if (answer instanceof Promise) {
      return heard(
        answer.then((value) => {
          if (dies) kill();
          return wrapHandle(value);
        }),
      );
    }
    if (dies) kill();
    return alive ? wrapHandle(answer) : nothing;
  }

  /** The dead hear neither answers nor errors. */
  const heard = (answer: Promise<unknown>): Promise<unknown> =>
    answer.then(
      (value) => (alive ? value : nothing),
      (error: unknown) => {
        if (alive) throw error;
        return nothing;
      },
    );

  function wrapHandle(value: unknown): unknown {
    if (!isHandle(value)) return value;
    if (value instanceof IDBTransaction) watch(value);
    return wrap(value);
  }

  function wrap<T extends object>(port: T): T {
    return new Proxy(port, {
      get(target, property) {
        if (!alive) return nothing;
        const value: unknown = Reflect.get(target, property);
        if (value instanceof Promise) return heard(value);
        if (typeof value !== 'function') return isHandle(value) ? wrap(value) : value;
        return (...args: unknown[]) => {
          const call = ++calls;
          if (death?.when === 'before' && death.call === call) kill();
          if (!alive) return nothing;
          return answerOf(call, Reflect.apply(value, target, args));
        };
      },
    });
  }

  /** One call that is not made through a wrapped port. The dead are thrown out of it, which nobody hears. */
  function step(make: () => unknown): unknown {
    const call = ++calls;
    if (death?.when === 'before' && death.call === call) kill();
    const answer = alive ? make() : null;
    if (death?.when === 'after' && death.call === call) kill();
    if (!alive) throw new Error('dead');
    return answer;
  }

  return { wrap, step, kill, died, calls: () => calls };
}

function abort(transaction: IDBTransaction): void {
  const done: unknown = Reflect.get(transaction, 'done');
  if (done instanceof Promise) done.catch(() => undefined); // nobody is left to be told
  try {
    transaction.abort();
  } catch {
    // It was just being committed: the browser finishes that.
  }
}
