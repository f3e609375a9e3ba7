import { describe, expect, it } from 'vitest';
import { type ItemRule, matches, type RuleTest, ruleFor } from '../../../lib/model/item-rule.ts';

const quiz = {
  title: 'Practice  Quiz 1',
  kind: 'assessment',
  points: 10,
  categoryTitle: 'Homework',
} as const;

describe('a rule fits', () => {
  it.each<[RuleTest, boolean]>([
    [{ by: 'category', title: ' homework ' }, true],
    [{ by: 'category', title: 'Home' }, false],
    [{ by: 'kind', kind: 'assessment' }, true],
    [{ by: 'kind', kind: 'assignment' }, false],
    [{ by: 'title', begins: 'practice quiz' }, true],
    [{ by: 'title', begins: 'Quiz' }, false],
    [{ by: 'zero-points' }, false],
  ])('%j: %s', (test, fits) => expect(matches(test, quiz)).toBe(fits));

  it('by zero points, and not by none', () => {
    expect(matches({ by: 'zero-points' }, { ...quiz, points: 0 })).toBe(true);
    expect(matches({ by: 'zero-points' }, { ...quiz, points: null })).toBe(false);
  });

  it('by no category where there is none', () => {
    expect(matches({ by: 'category', title: '' }, { ...quiz, categoryTitle: null })).toBe(false);
  });
});

describe('of several rules', () => {
  const rules: ItemRule[] = [
    { id: 'tests', include: true, test: { by: 'kind', kind: 'assessment' } },
    { id: 'practice', include: false, test: { by: 'title', begins: 'Practice' } },
  ];

  it('the first that fits decides', () => {
    expect(ruleFor(rules, quiz)?.id).toBe('tests');
    expect(ruleFor(rules.toReversed(), quiz)?.id).toBe('practice');
  });

  it('none may fit', () => {
    expect(ruleFor(rules, { ...quiz, title: 'Essay', kind: 'assignment' })).toBeUndefined();
  });
});
