/** Something awaited after death: never settles, whatever is called or read on it. */
const nothing: unknown = new Proxy(() => undefined, {
  get: (_, property) => (property === 'then' ? () => undefined : nothing),
  apply: () => nothing,
});

/**
 * A killed worker neither finishes nor fails: it is gone between two instructions. Everything wrapped here answers
 * as usual until `kill`, and never again after it.
 */
export function createLifeline() {
  let alive = true;
  return {
    kill(): void {
      alive = false;
    },
    wrap<T extends object>(port: T): T {
      return new Proxy(port, {
        get(target, property) {
          if (!alive) return nothing;
          const value: unknown = Reflect.get(target, property);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]) => {
            if (!alive) return nothing;
            const answer: unknown = Reflect.apply(value, target, args);
            // An answer that arrives after death is not heard.
            return answer instanceof Promise ? answer.then((v) => (alive ? v : nothing)) : answer;
          };
        },
      });
    },
  };
}
