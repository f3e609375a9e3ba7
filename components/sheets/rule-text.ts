import type { ItemRule, RuleTest } from '../../lib/model/item-rule.ts';
import { t } from '../../lib/text.ts';
import { kindText } from '../kind-text.ts';

function testText(test: RuleTest): string {
  switch (test.by) {
    case 'category':
      return t('ruleCategory', { value: test.title });
    case 'kind':
      return t('ruleKind', { value: kindText(test.kind) });
    case 'zero-points':
      return t('ruleZeroPoints');
    case 'title':
      return t('ruleTitle', { value: test.begins });
  }
}

/** A rule as a sentence. */
export const ruleText = ({ include, test }: Pick<ItemRule, 'include' | 'test'>): string =>
  t(include ? 'ruleIncludes' : 'ruleExcludes', { test: testText(test) });
