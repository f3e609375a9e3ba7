import type { KeyValue } from '../storage/key-value.ts';
import { type Policy, type PolicyArea, parsePolicy } from './policy.ts';

const key = 'lastPolicy';

/** A browser that is up answers within a few milliseconds (ms). */
const patience = 100;

type Values = Record<string, unknown>;

/** One question to the browser. */
type Asked = {
  said: Promise<Values>;
  isOver: boolean;
  /** Resolves when it has taken too long. */
  late: Promise<void>;
};

/**
 * The district's policy, asked for once and again after `forget`, as the browser tells when it has changed.
 *
 * Chrome does not answer before its policy service is up, which takes seconds after the browser's start, with a policy
 * and without one (measured: 2 to 17 s; ghostery-extension#3367 saw 3 to 8 s, privacybadger#2982 "wildly long"). A
 * teacher's first dialog is not to wait for that: until then `get` answers with what the policy was last time, where
 * that is known, and `onLate` is called once it has been told. Nothing is sent before: see `confirmed`.
 *
 * Kept is only a policy that was understood, and none of its secrets.
 */
export function keptPolicy(
  area: Pick<KeyValue, 'get'>,
  local: KeyValue,
  onLate: () => void,
): PolicyArea & { forget: () => void } {
  let current: Asked | null = null;
  /** What it said last time was answered, and it has not spoken since. */
  let isStoodInFor = false;
  let keeping: Promise<void> = Promise.resolve();

  function ask(): Asked {
    const said = area.get(null);
    const late = new Promise<void>((resolve) => setTimeout(resolve, patience));
    const asked: Asked = { said, isOver: false, late };
    current = asked;
    said.then(
      (values) => {
        asked.isOver = true;
        if (current === asked) hear(values);
      },
      () => {
        asked.isOver = true;
        if (current === asked) current = null;
      },
    );
    return asked;
  }

  function hear(values: Values): void {
    if (isStoodInFor) onLate();
    isStoodInFor = false;
    // Where it cannot be kept, the next start waits instead.
    keeping = keeping.then(() => keep(local, values)).catch(console.error);
  }

  return {
    async get() {
      const asked = current ?? ask();
      if (!asked.isOver) await Promise.race([asked.said, asked.late]);
      const last = asked.isOver ? undefined : (await local.get(key))[key];
      // It may have spoken while the disk was asked.
      if (asked.isOver || !isValues(last)) return asked.said;
      isStoodInFor = true;
      return last;
    },
    async confirmed() {
      for (;;) {
        const asked = current ?? ask();
        const values = await asked.said;
        if (current === asked) return values; // it was not told meanwhile that the policy has changed
      }
    },
    forget() {
      current = null;
    },
  };
}

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null;

async function keep(local: KeyValue, values: Values): Promise<void> {
  const reading = parsePolicy(values);
  const { [key]: kept } = await local.get(key);
  if ('refused' in reading) return kept === undefined ? undefined : local.remove(key);
  const wanted = withoutSecrets(reading.policy);
  if (JSON.stringify(kept) !== JSON.stringify(wanted)) await local.set({ [key]: wanted });
}

/** That there is a secret is kept, or the panel would ask for one. */
function withoutSecrets({ auth, ...policy }: Policy): Policy {
  if (auth === undefined) return policy;
  const { headers: _, clientSecret, ...open } = auth;
  return { ...policy, auth: clientSecret === undefined ? open : { ...open, clientSecret: '' } };
}
