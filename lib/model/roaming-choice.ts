/** A choice as it travels between a teacher's browsers; `none` = taken back, the default holds again. */
export type RoamingChoice = { itemId: string; rev: number; choice: 'out' | 'in' | 'none' };

const strength: Record<RoamingChoice['choice'], number> = { out: 2, none: 1, in: 0 };

type Weighed = Pick<RoamingChoice, 'rev' | 'choice'>;

/**
 * Whether a choice replaces another of the same item: the one with more revisions behind it, and at the same revision
 * the opt-out. So every browser comes to the same choices, whatever the order they arrive in.
 */
export const wins = (a: Weighed, b: Weighed | null): boolean =>
  b === null || a.rev > b.rev || (a.rev === b.rev && strength[a.choice] > strength[b.choice]);
