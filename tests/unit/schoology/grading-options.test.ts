import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixtureBody, get, loadFixture } from './fixture.ts';
import { byScript, click, type Harness, pass, save, sent, start } from './harness.ts';

const materials = '/course/10000001/materials';
const info = {
  itemId: '50000001',
  include: true,
  chosenIn: null,
  lastSuccessAt: null,
  scoresSent: 0,
};

let page: Harness | undefined;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z') });
});
afterEach(() => {
  page?.end();
  page = undefined;
  vi.useRealTimers();
});

const begin = async (
  fixture: string,
  path: string,
  given: Parameters<typeof start>[1] = {},
): Promise<Harness> => {
  loadFixture(fixture);
  page = start(path, given);
  await pass();
  return page;
};

const boxes = (): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>('.sync-to-sis-row input'),
];
const box = (): HTMLInputElement => get('.sync-to-sis-row input', HTMLInputElement);
const form = (): HTMLFormElement => get('form#s-grade-item-add-form', HTMLFormElement);
const popup = (): HTMLElement => get('.popups-box', HTMLElement);
const row = (): HTMLElement => get('.sync-to-sis-row', HTMLElement);

/** Schoology's answer to a refused save: a new popup with a new form. */
function refuse(fixture = 'popup-assignment-validation-error'): void {
  const next = fixtureBody(fixture).querySelector('.popups-box');
  if (next !== null) document.body.append(next);
}

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
    page = start(materials);
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
    page = start(materials);
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

describe('saving an existing item', () => {
  const staged = {
    opId: 'op-1',
    sectionId: '10000001',
    source: 'dialog',
    choices: [{ itemId: '50000001', title: 'Linear equations worksheet', include: false }],
  };
  const post = async (): Promise<Harness> => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    save(form(), true);
    popup().remove();
    await pass();
    return harness;
  };
  const outcomes = (harness: Harness) => sent(harness.background, 'settleChoices');

  test('stages the choice with the save and not before', async () => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    await pass(5_000);
    expect(sent(harness.background, 'stageChoices')).toEqual([]);
    save(form(), true);
    expect(sent(harness.background, 'stageChoices')).toEqual([staged]);
  });

  test('stores an opt-out that was made before the item had an id, with the next save', async () => {
    const waiting = { ...info, optOutWaits: true as const };
    const harness = await begin('popup-assignment-edit', materials, { items: [waiting] });
    expect(box().checked).toBe(false);
    save(form(), true);
    expect(sent(harness.background, 'stageChoices')).toEqual([staged]);
  });

  test('leaves a copy of an opt-out until the background has it, and of nothing else', async () => {
    const harness = await begin('popup-assignment-edit', materials, {
      items: [info],
      dies: ['stageChoices'],
    });
    click(box());
    save(form(), true);
    await pass();
    expect([...harness.background.copies]).toEqual([
      [
        'op-1',
        {
          origin: 'https://district.schoology.com',
          sectionId: '10000001',
          source: 'dialog',
          choices: staged.choices,
          at: expect.any(Number),
        },
      ],
    ]);
    await pass(100); // the next try is answered
    expect(harness.background.copies.size).toBe(0);
  });

  test('leaves no copy of an item that is included', async () => {
    const out = { ...info, include: false };
    const harness = await begin('popup-assignment-edit', materials, {
      items: [out],
      dies: ['stageChoices'],
    });
    click(box());
    save(form(), true);
    await pass();
    expect(harness.background.copies.size).toBe(0);
  });

  test('a save without a change stages nothing', async () => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    click(box());
    save(form(), true);
    await pass();
    expect(sent(harness.background, 'stageChoices')).toEqual([]);
  });

  test('the popup gone and no error after two seconds: saved', async () => {
    const harness = await post();
    await pass(1_999);
    expect(outcomes(harness)).toEqual([]);
    await pass(1);
    expect(outcomes(harness)).toEqual([{ opId: 'op-1', outcome: 'saved' }]);
  });

  test('waits as long as Schoology shows its loader', async () => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    save(form(), true);
    popup().remove();
    document.body.insertAdjacentHTML('beforeend', '<div id="popups-loading"></div>');
    await pass(20_000);
    expect(outcomes(harness)).toEqual([]);
    document.getElementById('popups-loading')?.remove();
    await pass(2_000);
    expect(outcomes(harness)).toEqual([{ opId: 'op-1', outcome: 'saved' }]);
  });

  test('new content in the page: saved at once', async () => {
    const harness = await post();
    get('#content-wrapper', HTMLElement).innerHTML = '<p>Saved</p>';
    await pass();
    expect(outcomes(harness)).toEqual([{ opId: 'op-1', outcome: 'saved' }]);
  });

  test('the same form with errors: dropped, and the new form keeps the choice', async () => {
    const harness = await post();
    refuse('popup-assignment-edit');
    get('.popups-body form', HTMLFormElement).insertAdjacentHTML(
      'afterbegin',
      '<div class="messages error">No</div>',
    );
    await pass();
    expect(outcomes(harness)).toEqual([{ opId: 'op-1', outcome: 'dropped' }]);
    expect(box().checked).toBe(false);
    save(form(), true);
    expect(sent(harness.background, 'stageChoices')).toEqual([staged, { ...staged, opId: 'op-2' }]);
  });

  test('an error without a form: unknown', async () => {
    const harness = await post();
    document.body.insertAdjacentHTML(
      'beforeend',
      '<div class="popups-box"><div class="messages error">500</div></div>',
    );
    await pass();
    expect(outcomes(harness)).toEqual([{ opId: 'op-1', outcome: 'unknown' }]);
  });

  test('a loader that never ends: unknown after a minute', async () => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    save(form(), true);
    popup().remove();
    document.body.insertAdjacentHTML('beforeend', '<div id="popups-loading"></div>');
    await pass(60_000);
    expect(outcomes(harness)).toEqual([{ opId: 'op-1', outcome: 'unknown' }]);
  });

  test('another dialog opened by a click afterwards is not taken for a refusal', async () => {
    const harness = await post();
    await pass(1);
    click(get('#n-50000003 .action-edit a', HTMLAnchorElement));
    await pass(1);
    refuse('popup-assignment-edit');
    await pass(2_000);
    expect(outcomes(harness)).toEqual([{ opId: 'op-1', outcome: 'saved' }]);
  });

  test('a dialog opened right after reads what the last one saved', async () => {
    const harness = await post();
    await pass(1);
    click(get('#n-50000001 .action-edit a', HTMLAnchorElement));
    refuse('popup-assignment-edit');
    await pass();
    const names = harness.background.log.map(([name]) => name);
    expect(names.lastIndexOf('settleChoices')).toBeGreaterThan(-1);
    expect(names.lastIndexOf('getItems')).toBeGreaterThan(names.lastIndexOf('settleChoices'));
  });

  test('refused by the page itself, then cancelled: dropped', async () => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    save(form(), true);
    await pass(500);
    click(get('.popups-close a', HTMLAnchorElement));
    popup().remove();
    await pass(2_000);
    expect(outcomes(harness)).toEqual([{ opId: 'op-1', outcome: 'dropped' }]);
  });

  test('submitting twice stages the second before the first is dropped', async () => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    save(form(), true);
    save(form(), true);
    await pass();
    const order = harness.background.log.map(([name]) => name).slice(-3);
    expect(order).toEqual(['stageChoices', 'stageChoices', 'settleChoices']);
    expect(outcomes(harness)).toEqual([{ opId: 'op-1', outcome: 'dropped' }]);
  });

  test('cancelled: nothing is staged', async () => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    click(get('.popups-close a', HTMLAnchorElement));
    popup().remove();
    await pass(5_000);
    expect(sent(harness.background, 'stageChoices')).toEqual([]);
  });

  test('posted by a script without a submit event: staged when the popup makes way for the loader', async () => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    popup().remove();
    document.body.insertAdjacentHTML('beforeend', '<div id="popups-loading"></div>');
    await pass();
    expect(sent(harness.background, 'stageChoices')).toEqual([staged]);
  });

  test('a background that died under the message gets the same one again', async () => {
    const harness = await begin('popup-assignment-edit', materials, {
      items: [info],
      dies: ['stageChoices'],
    });
    click(box());
    save(form(), true);
    await pass(100);
    expect(sent(harness.background, 'stageChoices')).toEqual([staged, staged]);
  });

  test('a choice that could not be stored is said, and stays said', async () => {
    await begin('popup-assignment-edit', materials, { items: [info], refuses: ['stageChoices'] });
    click(box());
    save(form(), true);
    popup().remove();
    await pass(30_000);
    expect(get('[role="alert"]', HTMLElement).textContent).toContain('could not be stored');
  });
});

describe('a new item', () => {
  test('an unticked box is staged under its title', async () => {
    const { background } = await begin('popup-assignment-create', materials);
    click(box());
    get('[name="title"]', HTMLInputElement).value = ' Essay ';
    save(form(), true);
    expect(sent(background, 'stageChoices')).toMatchObject([
      { source: 'dialog', choices: [{ itemId: null, title: 'Essay', include: false }] },
    ]);
    expect(form().getAttribute('data-sync-to-sis-item')).toBe('');
  });

  test('a ticked box needs nothing', async () => {
    const { background } = await begin('popup-assignment-create', materials);
    save(form(), true);
    expect(sent(background, 'stageChoices')).toEqual([]);
  });

  test('survives being refused twice', async () => {
    const { background } = await begin('popup-assignment-create', materials);
    click(box());
    for (let n = 0; n < 2; n += 1) {
      save(form(), true);
      popup().remove();
      await pass();
      refuse();
      await pass();
      expect(box().checked).toBe(false);
      expect(boxes()).toHaveLength(1);
    }
    get('[name="title"]', HTMLInputElement).value = 'Essay';
    save(form(), true);
    popup().remove();
    await pass(2_000);
    expect(sent(background, 'settleChoices')).toEqual([
      { opId: 'op-1', outcome: 'dropped' },
      { opId: 'op-2', outcome: 'dropped' },
      { opId: 'op-3', outcome: 'saved' },
    ]);
  });
});

describe('the form as a page of its own', () => {
  const add = '/course/10000001/materials/assignments/add';
  const withoutNative = (): void => {
    loadFixture('page-assignment-add-direct');
    get('.sync-to-sis-option-wrapper', HTMLElement).remove();
  };

  test('leaves the outcome of a real POST to the next page', async () => {
    withoutNative();
    page = start(add);
    await pass();
    click(box());
    save(form(), false);
    await pass(120_000);
    expect(sent(page.background, 'stageChoices')).toHaveLength(1);
    expect(sent(page.background, 'settleChoices')).toEqual([]);
  });

  test('tells that nothing was refused on an ordinary page', async () => {
    const { background } = await begin('page-materials', materials);
    expect(sent(background, 'pageStarted')).toEqual([{ form: 'none', item: null }]);
  });

  test('shown again with errors it is told, and gets its choice back', async () => {
    withoutNative();
    get('#content-wrapper', HTMLElement).insertAdjacentHTML(
      'beforebegin',
      '<div class="messages error">Title field is required.</div>',
    );
    const carried = [{ itemId: null, title: '', include: false }];
    page = start(add, { carried });
    await pass();
    expect(sent(page.background, 'pageStarted')).toEqual([{ form: 'rejected', item: null }]);
    expect(box().checked).toBe(false);
    save(form(), false);
    expect(sent(page.background, 'stageChoices')).toHaveLength(1);
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
    page = start(materials);
    expect(boxes()).toEqual([]);
    expect(page.problems).toContainEqual({ page: 'discussion-edit', problem: 'no-anchor' });
  });
});

describe('opening dialogs', () => {
  test('the row that was clicked tells the item where the form does not', async () => {
    await begin('page-materials', materials);
    click(get('#n-50000003 .action-edit a', HTMLAnchorElement));
    refuse('popup-assignment-edit');
    form().setAttribute('action', '/ajax/42');
    await pass();
    expect(form().getAttribute('data-sync-to-sis-item')).toBe('50000003');
  });

  test('a click counts for one dialog only', async () => {
    await begin('page-materials', materials);
    click(get('#n-50000003 .action-edit a', HTMLAnchorElement));
    refuse('popup-assignment-edit');
    await pass();
    popup().remove();
    refuse('popup-assignment-edit');
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

  test('a new copy of the script takes the old nodes away and draws its own', async () => {
    const old = await begin('popup-assignment-edit', materials);
    old.end();
    page = start(materials);
    await pass();
    expect(boxes()).toHaveLength(1);
    expect(box().disabled).toBe(false);
  });
});
