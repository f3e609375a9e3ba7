import type { ask, MessageName, onChanged } from '../../../lib/messages.ts';

type Answer = (data: unknown) => unknown;
type Answers = Partial<Record<MessageName, Answer>>;

/** A background that answers from a table and remembers what it was asked. A name without an answer is an error. */
export function fakeBackground(answers: Answers) {
  const asked: { name: MessageName; data: unknown }[] = [];
  const listeners = new Set<Parameters<typeof onChanged>[0]>();
  const answer = async (name: MessageName, data: unknown): Promise<unknown> => {
    asked.push({ name, data });
    const handler = answers[name];
    if (!handler) throw new Error(`nobody answers ${name}`);
    return handler(data);
  };
  return {
    asked,
    answers,
    names: () => asked.map(({ name }) => name),
    // The table is loose on purpose: a test gives only the answers it needs.
    ask: ((name: MessageName, data?: unknown) => answer(name, data)) as typeof ask,
    onChanged: ((callback) => {
      listeners.add(callback);
      return () => listeners.delete(callback);
    }) as typeof onChanged,
    broadcast: () => {
      for (const listener of listeners) listener(null);
    },
  };
}

/** A promise that the test settles itself. */
export function later<T>() {
  let settle: { resolve: (value: T) => void; reject: (error: unknown) => void } | null = null;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    promise,
    resolve: (value: T) => settle?.resolve(value),
    reject: (error: unknown) => settle?.reject(error),
  };
}
