import { type Choice, MessageError } from '../../lib/messages.ts';
import type { FlagSource } from '../../lib/model/panel-view.ts';
import type { Ports } from './ports.ts';

/** Waits between tries: a background that died under a message is up again within a second or two. */
const retryAfterMs = [100, 400, 1500, 4000];

/** A page that is left sooner after it has shown a failure has not shown it: the next one is to say it again. */
const noticeReadAfterMs = 5_000;

/** Stays pending for good when the script lets go of the page: there is nobody left to tell. */
const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });

/** A refusal is an answer; silence or a broken channel is not. */
const isAnswer = (error: unknown): boolean =>
  error instanceof MessageError && error.reason.code !== 'UNKNOWN';

/** Tries again until the background has answered. Safe because every change carries an opId. */
export async function insist<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (const ms of retryAfterMs) {
    try {
      return await send();
    } catch (error) {
      if (isAnswer(error)) throw error;
      await wait(ms, signal);
    }
  }
  return send();
}

export type Outcome = 'saved' | 'dropped' | 'unknown';

/** Changes on their way: durable in the background, in force only once `settle` has said what Schoology did. */
export type Submission = { settle: (outcome: Outcome) => Promise<void> };

export type ChoiceBatch = { sectionId: string; source: FlagSource; choices: Choice[] };

/** An item that the teacher deletes in Schoology. */
export type Forgetting = { sectionId: string; forget: string };

/** What one saved form changes in one section. */
export type Change = ChoiceBatch | Forgetting;

const stage = ({ ask }: Pick<Ports, 'ask'>, opId: string, change: Change): Promise<unknown> =>
  'forget' in change
    ? ask('forgetItem', { opId, sectionId: change.sectionId, itemId: change.forget })
    : ask('stageChoices', { opId, ...change });

type SubmitPorts = Pick<
  Ports,
  'ask' | 'newOpId' | 'signal' | 'url' | 'keepCopy' | 'dropCopy' | 'submitted'
>;

/** The page may be gone before a background that died under the message is up again: then the copy speaks for it. */
function leaveCopy(ports: SubmitPorts, opId: string, batch: ChoiceBatch): () => void {
  const copy = { ...batch, origin: ports.url().origin, at: Date.now() };
  // Without the copy the choice is as safe as the message; that one tells when it fails.
  const kept = ports.keepCopy(opId, copy).catch(() => {});
  return () => void kept.then(() => ports.dropCopy(opId)).catch(() => {});
}

/** Stages one change at once. `onFailure` is called once if a choice could not be stored. */
export function submitChange(
  ports: SubmitPorts,
  change: Change,
  onFailure: () => void,
): Submission {
  const opId = ports.newOpId();
  ports.submitted.put(opId); // the next page is to tell what it shows
  const heard = (): void => ports.submitted.heard(opId);
  if ('forget' in change) heard(); // the row of a deleted item goes with the next reading of the section at the latest
  const withdraw = 'forget' in change ? () => {} : leaveCopy(ports, opId, change);
  const staged = insist(() => stage(ports, opId, change), ports.signal);
  staged.then(withdraw).then(heard, () => {
    if ('forget' in change) return;
    onFailure();
    setTimeout(heard, noticeReadAfterMs);
  });
  return {
    async settle(outcome) {
      // Where it never came to be staged, the tab's next page would take it for saved.
      if (outcome !== 'saved') heard();
      if (outcome === 'dropped') withdraw();
      try {
        await staged;
        await insist(() => ports.ask('settleChoices', { opId, outcome }), ports.signal);
      } catch {
        // Not staged: onFailure has told the teacher. Not settled: it stays staged, and its item waits, until
        // this tab's next page asks the background to settle.
      }
    },
  };
}
