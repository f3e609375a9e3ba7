import { describe, expect, it } from 'vitest';
import { menuItems, opens, panelHash } from '../../../lib/background/menus.ts';

const own = 'https://lms.district.example';

describe('the context menu', () => {
  it('opens the panel in a tab and at the side, on these pages and on the toolbar button', () => {
    const patterns = ['https://*.schoology.com/*', `${own}/*`];
    expect(
      menuItems(patterns).map(({ id, contexts, documentUrlPatterns }) => [
        opens(id),
        ...contexts,
        documentUrlPatterns,
      ]),
    ).toEqual([
      ['tab', 'page', patterns],
      ['side', 'page', patterns],
      ['tab', 'action', undefined],
      ['side', 'action', undefined],
    ]);
  });

  it('answers to no other entry', () => {
    expect(opens('other')).toBeNull();
    expect(opens(7)).toBeNull();
  });

  it.each([
    ['https://app.schoology.com/course/101/materials', 'https://app.schoology.com', '101'],
    [`${own}/course/102/grades`, own, '102'],
  ])('begins with the course of %s', (address, origin, section) => {
    expect([...new URLSearchParams(panelHash(address, [own]))]).toEqual([
      ['origin', origin],
      ['section', section],
    ]);
  });

  it.each([
    undefined,
    'about:blank',
    'https://app.schoology.com/home',
    'https://elsewhere.example/course/101',
    'https://some.app.schoology.com/course/101',
  ])('begins with no course at %s', (address) => {
    expect(panelHash(address, [own])).toBe('');
  });
});
