import { describe, expect, test } from 'vitest';
import { isLmsPage, isServedPage } from '../../../lib/schoology/hosts.ts';
import { lmsExcludeMatches } from '../../../lib/schoology/match-patterns.ts';
import { loadFixture } from './fixture.ts';

describe('isLmsPage', () => {
  test.each([
    'https://app.schoology.com/home',
    'https://district.schoology.com/course/1/materials',
    'https://district.schoology.com:8443/course/1/materials',
    'https://my-app.district.schoology.com/',
  ])('serves %s', (url) => {
    expect(isLmsPage(new URL(url))).toBe(true);
  });

  test.each([
    'https://schoology.com/',
    'https://www.schoology.com/',
    'https://api.schoology.com/v1/users',
    'https://asset-cdn.schoology.com/x.js',
    'https://support.schoology.com/',
    'https://powerschool.app.schoology.com/home',
    'https://lti-submission-google.app.schoology.com/',
    'https://odd-app.schoology.com/',
    'https://district.schoology.com/login',
    'https://district.schoology.com/register/1',
    'http://district.schoology.com/home',
    'https://schoology.com.evil.example/',
    'https://evilschoology.com/',
  ])('stays away from %s', (url) => {
    expect(isLmsPage(new URL(url))).toBe(false);
  });

  test.each([
    ['https://lms.district.example/course/1/materials', 'page-own-address', true],
    ['https://lms.district.example/course/1/materials', 'page-materials', true],
    ['https://lms.district.example/login', 'page-own-address', false],
    ['http://lms.district.example/home', 'page-own-address', false],
    ['https://wiki.district.example/home', 'popups-other-forms', false],
    ['https://www.schoology.com/home', 'page-own-address', false],
    ['https://schoology.com/home', 'page-own-address', false],
    ['https://evilschoology.com/home', 'popups-other-forms', false],
    ['https://district.schoology.com/home', 'popup-assignment-edit', true],
  ])('on %s with %s: %s', (url, fixture, served) => {
    expect(isServedPage(new URL(url), loadFixture(fixture))).toBe(served);
  });

  test('no exclude pattern covers the shared LMS host', () => {
    expect(lmsExcludeMatches).not.toContain('https://*.app.schoology.com/*');
    expect(lmsExcludeMatches).toContain('https://api.schoology.com/*');
  });
});
