import { describe, expect, test } from 'vitest';
import { addPopup, box, boxes, form, info, materials, popup } from './dialog.ts';
import { get, loadFixture } from './fixture.ts';
import { click, type Harness, pass, save, sent, slowToCopy } from './harness.ts';
import { begin, onePageEach, open } from './one-page.ts';

onePageEach();

describe('saving an existing item', () => {
  const staged = {
    opId: 'submit-1',
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

  test('leaves a copy until the background has it', async () => {
    const harness = await begin('popup-assignment-edit', materials, {
      items: [info],
      dies: ['stageChoices'],
    });
    click(box());
    save(form(), true);
    await pass();
    expect([...harness.background.copies]).toEqual([
      [
        'submit-1',
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

  test('cannot be chosen before the browser can take a copy at once', async () => {
    const { readyCopy, goOn } = slowToCopy();
    await begin('popup-assignment-edit', materials, { items: [info], readyCopy });
    expect(box().disabled).toBe(true);
    goOn();
    await pass();
    expect(box().disabled).toBe(false);
  });

  test('can be chosen where the browser takes no copy at all', async () => {
    const readyCopy = () => Promise.reject(new Error('closed'));
    await begin('popup-assignment-edit', materials, { items: [info], readyCopy });
    expect(box().disabled).toBe(false);
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
    expect(outcomes(harness)).toEqual([{ opId: 'submit-1', outcome: 'saved' }]);
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
    expect(outcomes(harness)).toEqual([{ opId: 'submit-1', outcome: 'saved' }]);
  });

  test('new content in the page: saved at once', async () => {
    const harness = await post();
    get('#content-wrapper', HTMLElement).innerHTML = '<p>Saved</p>';
    await pass();
    expect(outcomes(harness)).toEqual([{ opId: 'submit-1', outcome: 'saved' }]);
  });

  test('the same form with errors: dropped, and the new form keeps the choice', async () => {
    const harness = await post();
    addPopup('popup-assignment-edit');
    get('.popups-body form', HTMLFormElement).insertAdjacentHTML(
      'afterbegin',
      '<div class="messages error">No</div>',
    );
    await pass();
    expect(outcomes(harness)).toEqual([{ opId: 'submit-1', outcome: 'dropped' }]);
    expect(box().checked).toBe(false);
    save(form(), true);
    expect(sent(harness.background, 'stageChoices')).toEqual([
      staged,
      { ...staged, opId: 'submit-2' },
    ]);
  });

  test('an error without a form: unknown', async () => {
    const harness = await post();
    document.body.insertAdjacentHTML(
      'beforeend',
      '<div class="popups-box"><div class="messages error">500</div></div>',
    );
    await pass();
    expect(outcomes(harness)).toEqual([{ opId: 'submit-1', outcome: 'unknown' }]);
  });

  test('a loader that never ends: unknown after a minute', async () => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    save(form(), true);
    popup().remove();
    document.body.insertAdjacentHTML('beforeend', '<div id="popups-loading"></div>');
    await pass(60_000);
    expect(outcomes(harness)).toEqual([{ opId: 'submit-1', outcome: 'unknown' }]);
  });

  test('another dialog opened by a click afterwards is not taken for a refusal', async () => {
    const harness = await post();
    await pass(1);
    click(get('#n-50000003 .action-edit a', HTMLAnchorElement));
    await pass(1);
    addPopup('popup-assignment-edit');
    await pass(2_000);
    expect(outcomes(harness)).toEqual([{ opId: 'submit-1', outcome: 'saved' }]);
  });

  test('a dialog opened right after reads what the last one saved', async () => {
    const harness = await post();
    await pass(1);
    click(get('#n-50000001 .action-edit a', HTMLAnchorElement));
    addPopup('popup-assignment-edit');
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
    expect(outcomes(harness)).toEqual([{ opId: 'submit-1', outcome: 'dropped' }]);
  });

  test('submitting twice stages the second before the first is dropped', async () => {
    const harness = await begin('popup-assignment-edit', materials, { items: [info] });
    click(box());
    save(form(), true);
    save(form(), true);
    await pass();
    const order = harness.background.log.map(([name]) => name).slice(-3);
    expect(order).toEqual(['stageChoices', 'stageChoices', 'settleChoices']);
    expect(outcomes(harness)).toEqual([{ opId: 'submit-1', outcome: 'dropped' }]);
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
      addPopup();
      await pass();
      expect(box().checked).toBe(false);
      expect(boxes()).toHaveLength(1);
    }
    get('[name="title"]', HTMLInputElement).value = 'Essay';
    save(form(), true);
    popup().remove();
    await pass(2_000);
    expect(sent(background, 'settleChoices')).toEqual([
      { opId: 'submit-1', outcome: 'dropped' },
      { opId: 'submit-2', outcome: 'dropped' },
      { opId: 'submit-3', outcome: 'saved' },
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
    const page = open(add);
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
    const page = open(add, { carried });
    await pass();
    expect(sent(page.background, 'pageStarted')).toEqual([{ form: 'rejected', item: null }]);
    expect(box().checked).toBe(false);
    save(form(), false);
    expect(sent(page.background, 'stageChoices')).toHaveLength(1);
  });
});
