import { describe, expect, test } from 'vitest';
import { submitChange } from '../../../entrypoints/schoology/commit.ts';
import { createSubmittedMark } from '../../../entrypoints/schoology/submitted-mark.ts';
import { addPopup, box, form, info, materials, popup } from './dialog.ts';
import { get } from './fixture.ts';
import { type Background, click, type Harness, pass, save, sent } from './harness.ts';
import { begin, onePageEach } from './one-page.ts';

onePageEach();

const opIds = ['submit-1'];
const alerts = (): Element[] => [...document.querySelectorAll('[role="alert"]')];

/** Opts the item out and saves; the browser then loads the next page. */
async function saveAndLeave(given: Partial<Background> = {}): Promise<void> {
  const page = await begin('popup-assignment-edit', materials, { items: [info], ...given });
  click(box());
  save(form(), false);
  await pass();
  page.end();
}
const arrive = (given: Partial<Background> = {}): Promise<Harness> =>
  begin('page-materials', materials, given);
const told = ({ background }: Harness): string[] => background.log.map(([name]) => name);

describe('a save whose page was gone before the background answered', () => {
  test('is asked after by the next page, before that tells what it shows', async () => {
    await saveAndLeave({ deafTo: ['stageChoices'] });
    const next = await arrive();
    expect(sent(next.background, 'findLost')).toEqual([{ opIds }]);
    expect(told(next).slice(0, 2)).toEqual(['findLost', 'pageStarted']);
  });

  test('is said to be lost where the background never heard of it', async () => {
    await saveAndLeave({ deafTo: ['stageChoices'] });
    await arrive({ lost: opIds });
    expect(get('[role="alert"]', HTMLElement).textContent).toContain('could not be stored');
  });

  test('is not spoken of where the background has it', async () => {
    await saveAndLeave({ deafTo: ['stageChoices'] });
    await arrive();
    expect(alerts()).toEqual([]);
  });

  test('is asked after until the background answers, and said to be lost once', async () => {
    await saveAndLeave({ deafTo: ['stageChoices'] });
    const unanswered = await arrive({ deafTo: ['findLost'] });
    expect(told(unanswered)).toEqual(['findLost']);
    unanswered.end();
    const died = await arrive({ dies: ['findLost'], lost: opIds });
    expect(alerts()).toEqual([]);
    await pass(100);
    expect(alerts()).toHaveLength(1);
    died.end();
    const last = await arrive({ lost: opIds });
    expect(told(last)).not.toContain('findLost');
    expect(alerts()).toEqual([]);
  });
});

test('a save that the background has acknowledged is not asked after', async () => {
  await saveAndLeave();
  expect(sent((await arrive()).background, 'findLost')).toEqual([]);
});

describe('a save that its own page has said to be lost', () => {
  const fail = async (): Promise<Harness> => {
    const page = await begin('popup-assignment-edit', materials, {
      items: [info],
      refuses: ['stageChoices'],
    });
    click(box());
    save(form(), true);
    await pass(7_000);
    expect(alerts()).toHaveLength(1);
    return page;
  };

  test('is not asked after once that could be read', async () => {
    const page = await fail();
    await pass(5_000);
    page.end();
    expect(sent((await arrive()).background, 'findLost')).toEqual([]);
  });

  test('is asked after where the page was left at that very moment', async () => {
    (await fail()).end();
    expect(sent((await arrive()).background, 'findLost')).toEqual([{ opIds }]);
  });
});

test('a save that Schoology refused leaves nothing to be taken for saved, though nobody has staged it', async () => {
  const page = await begin('popup-assignment-edit', materials, {
    items: [info],
    deafTo: ['stageChoices'],
  });
  click(box());
  save(form(), true);
  expect(page.background.copies.size).toBe(1);
  popup().remove();
  addPopup();
  await pass();
  expect(page.background.copies.size).toBe(0);
  page.end();
  expect(sent((await arrive()).background, 'findLost')).toEqual([]);
});

test('a deleted item is not asked after: its row goes with the next reading', () => {
  const submitted = createSubmittedMark(window);
  const ports = {
    ask: () => new Promise<never>(() => {}),
    newOpId: () => 'submit-1',
    signal: new AbortController().signal,
    url: () => new URL('https://app.schoology.com/'),
    keepCopy: async () => {},
    dropCopy: async () => {},
    submitted,
  };
  submitChange(ports, { sectionId: '10000001', forget: '50000001' }, () => {});
  expect([submitted.read(), submitted.unheard()]).toEqual(['submit-1', []]);
});

test('words that a page has put there are not asked after', async () => {
  window.sessionStorage.setItem('sync-to-sis-submitted', `submit-1 x <b> ${'9'.repeat(65)}`);
  const next = await arrive();
  expect(told(next)).toContain('pageStarted');
  expect(told(next)).not.toContain('findLost');
});
