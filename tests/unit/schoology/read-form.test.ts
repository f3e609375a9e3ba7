import { describe, expect, test } from 'vitest';
import { findForms, kindOf } from '../../../lib/schoology/forms.ts';
import { type Opener, readOpener } from '../../../lib/schoology/opener.ts';
import { readFormTarget, readTitle, showsErrors } from '../../../lib/schoology/read-form.ts';
import { get, loadFixture, pageUrl } from './fixture.ts';

const materials = pageUrl('/course/10000001/materials');

function formOf(fixture: string): HTMLFormElement {
  const form = findForms(loadFixture(fixture))[0];
  if (form === undefined) throw new Error(`no form in ${fixture}`);
  return form;
}

function read(form: HTMLFormElement, opener: Opener | null, page: URL) {
  const kind = kindOf(form);
  if (kind === null) throw new Error('unknown form');
  return readFormTarget({ form, kind, opener, page });
}

const opened = (href: string | null, rowItemId: string | null): Opener => ({
  href: href === null ? null : pageUrl(href),
  rowItemId,
  at: 0,
});

const existing = { state: 'existing', itemId: '50000001' };

describe('which item a form is about', () => {
  test('the address the form posts to names it', () => {
    const target = read(formOf('popup-assignment-edit'), null, materials);
    expect(target).toEqual({ item: existing, sectionId: '10000001', problem: null });
  });

  test('a form that posts to a create address makes a new item', () => {
    const target = read(formOf('popup-assignment-create'), null, materials);
    expect(target).toEqual({ item: { state: 'new' }, sectionId: '10000001', problem: null });
  });

  test('a refused new form is still new although it has a title', () => {
    const form = formOf('popup-assignment-validation-error');
    get('[name="title"]', HTMLInputElement, form).value = 'Essay';
    expect(read(form, null, materials).item).toEqual({ state: 'new' });
  });

  test('the link that opened it, where the form posts to an address that says nothing', () => {
    const form = formOf('popup-assignment-edit');
    form.setAttribute('action', '/ajax/42');
    expect(read(form, opened('/assignment/50000001/edit', null), materials).item).toEqual(existing);
  });

  test('the row that opened it, where neither link nor form says anything', () => {
    const form = formOf('popup-assignment-edit');
    form.removeAttribute('action');
    expect(read(form, opened(null, '50000001'), materials).item).toEqual(existing);
  });

  test('the page, when nothing else speaks', () => {
    const form = formOf('popup-assignment-edit');
    form.removeAttribute('action');
    expect(read(form, null, pageUrl('/assignment/50000001')).item).toEqual(existing);
  });

  test('is unknown when nothing speaks', () => {
    const form = formOf('popup-assignment-edit');
    form.removeAttribute('action');
    const target = read(form, null, materials);
    expect(target.item).toEqual({ state: 'unknown' });
    expect(target.problem).toBe('item-unknown');
  });

  test('is unknown when the row that was clicked and the form contradict each other', () => {
    const target = read(formOf('popup-assignment-edit'), opened(null, '50000003'), materials);
    expect(target.item).toEqual({ state: 'unknown' });
    expect(target.problem).toBe('item-conflict');
  });

  test('the edit form of a discussion names its item and section', () => {
    const target = read(formOf('popup-discussion-edit'), null, materials);
    expect(target.item).toEqual({ state: 'existing', itemId: '50000002' });
    expect(target.sectionId).toBe('10000001');
  });
});

describe('which section a form belongs to', () => {
  test('the form itself wins over the page it stands on', () => {
    const form = formOf('popup-assignment-edit');
    expect(read(form, null, pageUrl('/course/10000009/materials')).sectionId).toBe('10000001');
  });

  test('is unknown when the form contradicts itself', () => {
    const form = formOf('popup-assignment-create');
    get('[name="assign_course_nid"]', HTMLInputElement, form).value = '10000002';
    const target = read(form, null, materials);
    expect(target.sectionId).toBeNull();
    expect(target.problem).toBe('section-conflict');
  });

  test('is unknown on the home page until a course is chosen', () => {
    const form = get(
      '#s-grade-item-add-combined-form',
      HTMLFormElement,
      loadFixture('popups-other-forms'),
    );
    expect(read(form, null, pageUrl('/home'))).toMatchObject({ sectionId: null, problem: null });
    get('[name="assign_course_nid"]', HTMLInputElement, form).value = '10000001';
    expect(read(form, null, pageUrl('/home'))).toEqual({
      item: { state: 'new' },
      sectionId: '10000001',
      problem: null,
    });
  });
});

describe('title and errors', () => {
  test('title', () => {
    expect(readTitle(formOf('popup-assignment-edit'))).toBe('Linear equations worksheet');
    expect(readTitle(formOf('popup-assignment-create'))).toBe('');
  });

  test('only a refused form shows errors', () => {
    expect(showsErrors(loadFixture('popup-assignment-validation-error'))).toBe(true);
    expect(showsErrors(loadFixture('popup-assignment-edit'))).toBe(false);
  });
});

describe('what a click opens', () => {
  test('the Edit link of a row gives link and row', () => {
    const link = get(
      '#n-50000003 .action-edit a',
      HTMLAnchorElement,
      loadFixture('page-materials'),
    );
    expect(readOpener(link, materials, 7)).toEqual({
      href: pageUrl('/assignment/50000003/edit?is_popup=1'),
      rowItemId: '50000003',
      at: 7,
    });
  });

  test('a menu that hangs elsewhere is traced to its row by its trigger', () => {
    const page = loadFixture('page-materials');
    const menu = get('#dropdown-50000003', HTMLUListElement, page);
    page.body.append(menu);
    const link = get('.action-edit a', HTMLAnchorElement, menu);
    expect(readOpener(link, materials, 0)?.rowItemId).toBe('50000003');
  });

  test('the gear only unfolds a menu, and text opens nothing', () => {
    const page = loadFixture('page-materials');
    expect(
      readOpener(get('#n-50000001 .action-links-unfold', HTMLElement, page), materials, 0),
    ).toBeNull();
    expect(readOpener(get('.item-subtitle span', HTMLElement, page), materials, 0)).toBeNull();
  });
});
