import { useEffect, useState } from 'preact/hooks';
import type { Reason } from '../lib/model/reason.ts';
import { reasonOf } from './panel-context.ts';

/** Null until the background has answered for the first time. */
export type Answer<T> = { value: T } | { problem: Reason } | null;

/** What `question` was answered; asked again whenever one of `when` has changed. A late answer to an older one is dropped. */
export function useAnswer<T>(question: () => Promise<T>, when: readonly unknown[]): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>(null);
  useEffect(() => {
    let wanted = true;
    const show = (given: Answer<T>): void => {
      if (wanted) setAnswer(given);
    };
    question().then(
      (value) => show({ value }),
      (error: unknown) => show({ problem: reasonOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, when);
  return answer;
}
