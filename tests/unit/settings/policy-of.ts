import type { PolicyArea } from '../../../lib/settings/policy.ts';

/** The district's policy in a browser that tells it at once. */
export const policyOf = (read: () => Record<string, unknown>): PolicyArea => ({
  get: async () => read(),
  confirmed: async () => read(),
});

type Values = Record<string, unknown>;

/** A browser whose policy service answers when the test says so: `say` answers the latest question. */
export function slowBrowser() {
  const questions: { resolve: (values: Values) => void; reject: (error: Error) => void }[] = [];
  return {
    questions,
    get: () => new Promise<Values>((resolve, reject) => questions.push({ resolve, reject })),
    say: (values: Values) => questions.at(-1)?.resolve(values),
  };
}
