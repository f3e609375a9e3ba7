import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { addPopup, box, boxes, form, info, materials, popup, row } from './dialog.ts';
import { get, loadFixture } from './fixture.ts';
import { byScript, click, pass, save, sent } from './harness.ts';
import { begin, onePageEach, open } from './one-page.ts';

onePageEach();

describe('the box in an edit popup', () => {
  test('stands in Grading Options after Automatically Publish Grades', async () => {
    await begin('popup-assignment-edit', materials);
    expect(row().previousElementSibling?.className).toBe('publish-grades-wrapper');
    expect(boxes()).toHaveLength(1);
  });

  test('is named Sync to SIS, is described by the SIS, has no name to post, and marks its form', async () => {
    await begin('popup-assignment-edit', materials);
    expect(get('label', HTMLLabelElement, row()).textContent?.trim()).toBe('Sync to SIS');
    const described = box().getAttribute('aria-describedby')?.split(' ')[0] ?? '';
    expect(document.getElementById(described)?.textContent).toBe(
      'Include this item when syncing to Demo SIS.',
    );
    expect(box().hasAttribute('name')).toBe(false);
    expect(form().getAttribute('data-sync-to-sis-item')).toBe('50000001');
    const unmarked = [row(), ...row().querySelectorAll('*')].filter(
      (node) => !node.hasAttribute('data-sync-to-sis'),
    );
    expect(unmarked).toEqual([]);
  });

  test('is off limits and neither on nor off until the stored choice is read, then checked by default', async () => {
    loadFixture('popup-assignment-edit');
    open(materials);
    expect([box().disabled, box().indeterminate, box().checked]).toEqual([true, true, false]);
    await pass();
    expect([box().disabled, box().indeterminate, box().checked]).toEqual([false, false, true]);
  });

  test('shows a stored opt-out', async () => {
    await begin('popup-assignment-edit', materials, { items: [{ ...info, include: false }] });
    expect(box().checked).toBe(false);
  });

  test('asks again when the background died under the question', async () => {
    await begin('popup-assignment-edit', materials, { dies: ['getItems'], items: [info] });
    expect(box().disabled).toBe(true);
    await pass(100);
    expect(box().disabled).toBe(false);
  });

  test('says so when the choice cannot be read, and pretends no state', async () => {
    await begin('popup-assignment-edit', materials, { refuses: ['getItems'] });
    await pass(10_000);
    expect([box().disabled, box().indeterminate]).toEqual([true, true]);
    expect(row().textContent).toContain('could not be read');
  });

  test('is off limits with a reason when nobody can tell which item it is', async () => {
    loadFixture('popup-assignment-edit');
    form().removeAttribute('action');
    const page = open(materials);
    await pass();
    expect(box().disabled).toBe(true);
    expect(row().textContent).toContain('does not say which item');
    expect(page.problems).toContainEqual({ page: 'grade-item', problem: 'item-unknown' });
    expect(sent(page.background, 'getItems')).toEqual([]);
  });

  test('unticking an item that was sent says that its scores stay', async () => {
    const lastSuccessAt = Date.parse('2026-10-12T12:00:00Z');
    await begin('popup-assignment-edit', materials, { items: [{ ...info, lastSuccessAt }] });
    expect(row().textContent).not.toContain('stay in');
    click(box());
    expect(row().textContent).toContain('Oct 12, 2026');
    expect(row().textContent).toContain('stay in Demo SIS until they are removed there');
    expect(row().textContent).not.toContain('Include this item');
    click(box());
    expect(row().textContent).not.toContain('stay in');
  });

  test('comes back once, with its state, when the page re-creates the area around it', async () => {
    await begin('popup-assignment-edit', materials);
    click(box());
    for (let n = 0; n < 5; n += 1) {
      const area = get('.category-options-wrapper', HTMLElement);
      area.innerHTML =
        '<div class="factor-wrapper"></div><div class="publish-grades-wrapper"></div>';
      await pass();
    }
    expect(boxes()).toHaveLength(1);
    expect(box().checked).toBe(false);
  });
});

describe('only a person changes a choice', () => {
  test('a click by a script is undone and stages nothing', async () => {
    const { background } = await begin('popup-assignment-edit', materials);
    box().dispatchEvent(byScript(new MouseEvent('click', { bubbles: true, cancelable: true })));
    expect(box().checked).toBe(true);
    save(form(), true);
    await pass();
    expect(sent(background, 'stageChoices')).toEqual([]);
  });

  test('a click that no press went before, as a foreign label makes, is undone', async () => {
    await begin('popup-assignment-edit', materials);
    box().dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    expect(box().checked).toBe(true);
  });

  test('one press is good for one click', async () => {
    await begin('popup-assignment-edit', materials);
    click(box());
    box().dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    expect(box().checked).toBe(false);
  });

  test('setting the box by script changes nothing that is saved', async () => {
    const { background } = await begin('popup-assignment-edit', materials);
    box().checked = false;
    box().dispatchEvent(new Event('change', { bubbles: true }));
    expect(box().checked).toBe(true);
    save(form(), true);
    await pass();
    expect(sent(background, 'stageChoices')).toEqual([]);
  });

  test('a submit that no person caused stages nothing', async () => {
    const { background } = await begin('popup-assignment-edit', materials);
    click(box());
    form().dispatchEvent(byScript(new Event('submit', { bubbles: true, cancelable: true })));
    await pass();
    expect(sent(background, 'stageChoices')).toEqual([]);
  });
});

describe('where Schoology has its own box', () => {
  const native = (): HTMLInputElement =>
    get('input[name^="sync_to_sis_wrapper"]', HTMLInputElement);

  test('there is no second one', async () => {
    await begin('popup-assignment-edit-native-sync', materials, { items: [info] });
    expect(boxes()).toEqual([]);
    expect(form().getAttribute('data-sync-to-sis-item')).toBe('50000001');
  });

  test('its state is staged as native when it differs from what is stored', async () => {
    const { background } = await begin('popup-assignment-edit-native-sync', materials, {
      items: [info],
    });
    native().checked = false;
    save(form(), true);
    expect(sent(background, 'stageChoices')).toMatchObject([
      { source: 'native', choices: [{ itemId: '50000001', include: false }] },
    ]);
  });

  test('an equal state is not staged', async () => {
    const { background } = await begin('popup-assignment-edit-native-sync', materials, {
      items: [info],
    });
    save(form(), true);
    expect(sent(background, 'stageChoices')).toEqual([]);
  });
});

describe('other forms', () => {
  test('a discussion has its box inside the options that grading shows and hides', async () => {
    await begin('popup-discussion-edit', materials);
    expect(row().closest('.grading-options-wrapper')).not.toBeNull();
  });

  test('with grading off nothing is staged', async () => {
    const { background } = await begin('popup-discussion-edit', materials);
    const discussion = get('form#s-discussion-edit-discussion-form', HTMLFormElement);
    click(box());
    get('#edit-enable-grading', HTMLInputElement).checked = false;
    save(discussion, true);
    expect(sent(background, 'stageChoices')).toEqual([]);
    get('#edit-enable-grading', HTMLInputElement).checked = true;
    save(discussion, true);
    expect(sent(background, 'stageChoices')).toHaveLength(1);
  });

  test('an external tool has one inside its grading options', async () => {
    await begin('popup-external-tool', materials);
    expect(row().closest('.grading-options-wrapper')).not.toBeNull();
  });

  test('four popups: each known form one box, the delete form none', async () => {
    await begin('popups-other-forms', '/home');
    expect(boxes().map((input) => input.closest('form')?.id)).toEqual([
      's-grade-item-add-combined-form',
      's-grade-item-edit-grades-form',
      's-discussion-create-form',
    ]);
  });

  test('the home form can be used once a course is chosen', async () => {
    await begin('popups-other-forms', '/home');
    expect(box().disabled).toBe(true);
    get('[name="assign_course_nid"]', HTMLInputElement).value = '10000001';
    get('#edit-realm', HTMLSelectElement).dispatchEvent(new Event('change', { bubbles: true }));
    await pass();
    expect(box().disabled).toBe(false);
    expect(get('#popups-0', HTMLElement).querySelectorAll('.sync-to-sis-row')).toHaveLength(1);
  });

  test('a form without a known place for the box is reported and gets none', async () => {
    loadFixture('popup-discussion-edit');
    get('.grading-options-wrapper', HTMLElement).className = 'renamed';
    const page = open(materials);
    expect(boxes()).toEqual([]);
    expect(page.problems).toContainEqual({ page: 'discussion-edit', problem: 'no-anchor' });
  });
});

describe('opening dialogs', () => {
  test('the row that was clicked tells the item where the form does not', async () => {
    await begin('page-materials', materials);
    click(get('#n-50000003 .action-edit a', HTMLAnchorElement));
    addPopup('popup-assignment-edit');
    form().setAttribute('action', '/ajax/42');
    await pass();
    expect(form().getAttribute('data-sync-to-sis-item')).toBe('50000003');
  });

  test('a click counts for one dialog only', async () => {
    await begin('page-materials', materials);
    click(get('#n-50000003 .action-edit a', HTMLAnchorElement));
    addPopup('popup-assignment-edit');
    await pass();
    popup().remove();
    addPopup('popup-assignment-edit');
    form().removeAttribute('action');
    await pass();
    expect(box().disabled).toBe(true);
  });
});

describe('when the extension is updated under the page', () => {
  test('the box is switched off with the reason, and an unsaved choice is told', async () => {
    const { block } = await begin('popup-assignment-edit', materials);
    click(box());
    expect(block()).toBe(true);
    expect(box().disabled).toBe(true);
    expect(row().textContent).toContain('Reload the page to use this checkbox.');
  });

  test('a row that comes back asks the extension for nothing', async () => {
    const lastSuccessAt = Date.parse('2026-10-12T12:00:00Z');
    const items = [{ ...info, include: false, lastSuccessAt }];
    await begin('popup-assignment-edit', materials, { items });
    const gone = (): never => {
      throw new Error('Extension context invalidated.');
    };
    const message = vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(gone);
    const language = vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockImplementation(gone);
    row().remove();
    await pass();
    expect(row().textContent).toContain('stay in Demo SIS');
    expect([message.mock.calls, language.mock.calls]).toEqual([[], []]);
  });

  test('a new copy of the script takes the old nodes away and draws its own', async () => {
    const old = await begin('popup-assignment-edit', materials);
    old.end();
    open(materials);
    await pass();
    expect(boxes()).toHaveLength(1);
    expect(box().disabled).toBe(false);
  });
});
