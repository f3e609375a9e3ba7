import type { GradedItem, ItemKind } from './graded-item.ts';

/** What a rule looks at. Categories by their title: a rule is for all sections, and each has ids of its own. */
export type RuleTest =
  | { by: 'category'; title: string }
  | { by: 'kind'; kind: ItemKind }
  | { by: 'zero-points' }
  | { by: 'title'; begins: string };

/** What becomes of items that Schoology lists for the first time: sent with the others, or left out. */
export type ItemRule = { id: string; include: boolean; test: RuleTest };

/** What the teacher wants done with new items. `wait` = each waits until the teacher has looked at it. */
export type NewItemSettings = { wait: boolean; rules: ItemRule[] };

export type RuleFacts = Pick<GradedItem, 'title' | 'kind' | 'points'> & {
  categoryTitle: string | null;
};

const fold = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

export function matches(
  test: RuleTest,
  { title, kind, points, categoryTitle }: RuleFacts,
): boolean {
  switch (test.by) {
    case 'category':
      return categoryTitle !== null && fold(categoryTitle) === fold(test.title);
    case 'kind':
      return kind === test.kind;
    case 'zero-points':
      return points === 0;
    case 'title':
      return fold(title).startsWith(fold(test.begins));
  }
}

/** The rule that decides about an item: the first in the teacher's order that fits. */
export const ruleFor = (rules: readonly ItemRule[], facts: RuleFacts): ItemRule | undefined =>
  rules.find(({ test }) => matches(test, facts));
