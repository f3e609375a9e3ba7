import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadLater } from '../../../components/later.tsx';
import { PanelApp } from '../../../components/panel-app.tsx';
import { createPanelStore } from '../../../components/panel-store.ts';
import { detailsText } from '../../../components/sheets/item/details-text.ts';
import { MessageError } from '../../../lib/messages.ts';
import type { ItemDetail, ScoreLine } from '../../../lib/model/item-detail.ts';
import type { ItemRow } from '../../../lib/model/panel-view.ts';
import { eventually } from '../eventually.ts';
import { fakeBackground } from './fake-background.ts';
import { aPanel, aRow, aRun, aView, failedRow, origin, pendingRow } from './fake-views.ts';

beforeAll(loadLater);

const section = { origin, sectionId: '101' };

const line = (name: string, change: Partial<ScoreLine> = {}): ScoreLine => ({
  uid: name,
  name,
  points: 18,
  mark: null,
  state: 'sent',
  why: null,
  ...change,
});

const aDetail = (row: ItemRow, change: Partial<ItemDetail> = {}): ItemDetail => ({
  row,
  sisTitle: null,
  titleMax: 50,
  suggestion: null,
  points: 20,
  scale: null,
  landing: {
    classTitle: 'Algebra 1 P3',
    categoryTitle: 'Homework',
    periodTitle: 'Q1',
    dueDay: '2026-10-03',
  },
  remarks: [],
  chosenAt: null,
  special: [
    { exception: 'missing', chosen: null, usual: 'blank', choices: ['blank', 'zero'] },
    { exception: 'excused', chosen: null, usual: 'flag', choices: ['blank', 'flag'] },
  ],
  scores: [],
  reference: 'bab57b52-7ee8-5ed8-a151-916dd77533fb',
  schoologyUrl: `${origin}/assignment/1`,
  sisUrl: null,
  ...change,
});

const words = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** The whole panel over a background with one item, and its sheet opened by the row's title. */
async function open(row: ItemRow, change: Partial<ItemDetail> = {}) {
  let detail = aDetail(row, change);
  const background = fakeBackground({
    getPanel: () => aPanel(),
    refreshSections: () => aPanel(),
    getSection: () => aView([row]),
    refreshSection: () => aView([row]),
    getItemDetail: () => detail,
    saveSisTitle: (data) => {
      const { title } = data as { title: string | null };
      detail = { ...detail, sisTitle: title };
      return detail;
    },
    saveSpecialScore: () => detail,
    sync: () => ({ runId: 'r', joined: false }),
  });
  const store = createPanelStore(background);
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  await act(async () => {
    render(<PanelApp store={store} place="popup" onAllowAccess={() => undefined} />, root);
    await store.actions.open(section);
  });
  const dialog = () => document.querySelector('dialog');
  const opened = async (): Promise<void> => {
    await eventually(() => expect(words(dialog())).toContain('Where it lands'));
  };
  return {
    background,
    store,
    root,
    dialog,
    opened,
    async openByTitle(): Promise<void> {
      const button = root.querySelector<HTMLButtonElement>('.title-button');
      button?.focus();
      await act(async () => button?.click());
      await opened();
    },
    button: (name: string) =>
      [...(dialog()?.querySelectorAll<HTMLButtonElement>('button, a') ?? [])].find(
        (one) => words(one) === name,
      ),
    names: () => background.names(),
  };
}

const press = async (element: Element | null | undefined): Promise<void> => {
  await act(async () => (element as HTMLElement).click());
};

const type = async (input: HTMLInputElement, text: string): Promise<void> => {
  await act(async () => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
};

describe('the sheet of an item', () => {
  it('opens by the title of its row, says where it lands and gives the focus back', async () => {
    const sheet = await open(aRow('1'));
    await sheet.openByTitle();
    expect(words(sheet.dialog()?.querySelector('h2'))).toBe('Item 1');
    const facts = [...(sheet.dialog()?.querySelectorAll('.item-facts > div') ?? [])].map(words);
    expect(facts.slice(2)).toEqual([
      'ClassAlgebra 1 P3',
      'Category in the SISHomework',
      'Grading periodQ1',
      'Due date sentOct 3, 2026',
    ]);
    await act(async () => sheet.dialog()?.close());
    expect(sheet.dialog()).toBeNull();
    expect(words(document.activeElement)).toBe('Item 1');
  });

  it('opens by Enter on the row', async () => {
    const sheet = await open(aRow('1'));
    const box = sheet.root.querySelector<HTMLInputElement>('tbody input');
    box?.focus();
    await act(async () => {
      const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
      box?.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(true);
    });
    await sheet.opened();
  });

  it('keeps the last success and the last attempt apart', async () => {
    const day = 24 * 60 * 60_000;
    const at = Date.UTC(2026, 9, 3, 15);
    const sheet = await open(aRow('1', { lastSuccessAt: at, lastAttemptAt: at + day }));
    await sheet.openByTitle();
    const times = [...(sheet.dialog()?.querySelectorAll('.item-facts time') ?? [])];
    expect(times.map((time) => time.getAttribute('datetime'))).toEqual([
      '2026-10-03T15:00:00.000Z',
      '2026-10-04T15:00:00.000Z',
    ]);
  });

  it.each([
    [null, null, 'Nobody has chosen yet, so the default holds.'],
    ['bulk-edit', Date.UTC(2026, 9, 3, 12), /^Set in Bulk Edit, Oct 3, 2026/],
    ['native', null, 'Set by Schoology’s own Sync to SIS box'],
  ] as const)('says who set the choice: %s', async (chosenIn, chosenAt, expected) => {
    const sheet = await open(aRow('1', { chosenIn }), { chosenAt });
    await sheet.openByTitle();
    expect(words(sheet.dialog()?.querySelector('#item-chosen'))).toMatch(expected);
  });

  it('says every remark once', async () => {
    const cleared = { code: 'SCORE_CLEARED', params: { n: 1 } } as const;
    const factor = { code: 'FACTOR_NOT_ONE', params: { factor: 2 } } as const;
    const sheet = await open(aRow('1', { reason: cleared }), { remarks: [cleared, factor] });
    await sheet.openByTitle();
    const text = words(sheet.dialog());
    expect(text.match(/Cleared in Schoology/g)).toHaveLength(1);
    expect(text.match(/Factor 2 in Schoology/g)).toHaveLength(1);
  });
});

describe('the students', () => {
  const scores = [
    line('Avery', { points: 18.5 }),
    line('Blake', { state: 'changed', points: 20 }),
    line('Casey', { state: 'refused', why: 'REJECTED', points: 25 }),
    line('Devon', { state: 'not-sent', why: 'SPECIAL_NOT_SENT', points: null, mark: 'missing' }),
    line('Emery', { state: 'blank', points: null, mark: 'handed-in' }),
    line('Finley', { state: 'refused', why: 'STUDENT_NOT_ENROLLED' }),
    line('Gray', { state: 'cleared', points: null }),
  ];

  it('are told one by one, those first that somebody has to look at, with counts above', async () => {
    const sheet = await open(aRow('1'), { scores });
    await sheet.openByTitle();
    const rows = [...(sheet.dialog()?.querySelectorAll('.scores tbody tr') ?? [])].map((row) =>
      [...row.children].map(words).join(' | '),
    );
    expect(rows).toEqual([
      'Casey | 25 / 20 | Not accepted by PowerSchool',
      'Finley | 18 / 20 | Not in this class in PowerSchool',
      'Devon | Missing | Not sent: PowerSchool has no word for it',
      'Gray | – | Cleared here, still in PowerSchool',
      'Blake | 20 / 20 | Changed since it was sent',
      'Avery | 18.5 / 20 | In PowerSchool',
      'Emery | Handed in | Nothing to send',
    ]);
    expect(words(sheet.dialog())).toContain(
      '2 not accepted, 1 not sent, 1 cleared, 1 changed, 1 in PowerSchool, 1 without a grade',
    );
  });

  it('are not in what is copied, nor is anything they got', () => {
    const row = failedRow('1');
    const text = detailsText(aPanel(), aDetail(row, { scores }), row);
    expect(text).toBe(
      [
        'Sync to SIS for Schoology 1.2.3',
        'SIS: PowerSchool',
        'Schoology item: https://demo.schoology.com|101|1 (assignment)',
        'Reference (line item): bab57b52-7ee8-5ed8-a151-916dd77533fb',
        'Status: failed REJECTED 422',
        'Remarks: none',
        'Last success: 2026-10-03T12:00:00.000Z',
        'Last attempt: 2026-10-05T11:34:00.000Z',
        'Scores: 1 sent, 1 changed, 1 refused (REJECTED), 1 not-sent (SPECIAL_NOT_SENT), 1 blank, 1 refused (STUDENT_NOT_ENROLLED), 1 cleared',
        '',
      ].join('\n'),
    );
  });
});

describe('the SIS title', () => {
  const tooLong = (): ItemRow => ({
    ...pendingRow('1'),
    title: 'Graphing systems of linear inequalities in two variables, p2',
    reason: { code: 'TITLE_TOO_LONG', params: { n: 60, max: 50 } },
    changes: 0,
  });
  const suggestion = 'Graphing systems of linear inequalities in two';
  const field = (): HTMLInputElement => {
    const input = document.querySelector<HTMLInputElement>('#sis-title');
    if (!input) throw new Error('no field');
    return input;
  };
  const counter = () => words(document.querySelector('#sis-title-length'));

  it('is reached from its cause, with the focus in the field', async () => {
    const sheet = await open(tooLong(), { suggestion });
    await press(
      [...sheet.root.querySelectorAll('button')].find((b) => words(b) === 'Edit SIS title'),
    );
    await sheet.opened();
    await eventually(() => expect(document.activeElement).toBe(field()));
    expect(words(document.querySelector('label[for="sis-title"]'))).toBe('Title in PowerSchool');
  });

  it('is counted while it is typed', async () => {
    const sheet = await open(tooLong(), { suggestion });
    await sheet.openByTitle();
    expect([counter(), field().getAttribute('aria-invalid')]).toEqual(['60 / 50', 'true']);
    await type(field(), 'Slope art 🎨');
    expect([counter(), field().getAttribute('aria-invalid')]).toEqual(['11 / 50', 'false']);
  });

  it('is suggested, and nothing of the suggestion is saved before the teacher says so', async () => {
    const sheet = await open(tooLong(), { suggestion });
    await sheet.openByTitle();
    await press(sheet.button(`Use “${suggestion}”`));
    expect(document.activeElement).toBe(field());
    expect([field().value, counter()]).toEqual([suggestion, '46 / 50']);
    expect(sheet.names()).not.toContain('saveSisTitle');
    await press(sheet.button('Save SIS title'));
    expect(sheet.background.asked.filter(({ name }) => name === 'saveSisTitle')).toEqual([
      { name: 'saveSisTitle', data: { key: { ...section, itemId: '1' }, title: suggestion } },
    ]);
    await eventually(() => expect(sheet.button('Use Schoology’s title')).toBeDefined());
    await press(sheet.button('Use Schoology’s title'));
    expect(sheet.background.asked.findLast(({ name }) => name === 'saveSisTitle')?.data).toEqual({
      key: { ...section, itemId: '1' },
      title: null,
    });
  });

  it('that cannot be saved says so and stays in the field', async () => {
    const sheet = await open(tooLong());
    sheet.background.answers.saveSisTitle = () => {
      throw new MessageError('saveSisTitle', { code: 'STORAGE_UNSAFE' });
    };
    await sheet.openByTitle();
    await type(field(), 'Graphing');
    await press(sheet.button('Save SIS title'));
    expect(words(sheet.dialog()?.querySelector('[role=alert]'))).toMatch(
      /^The title was not saved\./,
    );
    expect(field().value).toBe('Graphing');
  });
});

describe('what can be done', () => {
  it('sends a pending item, retries a failed one, sends one again whole', async () => {
    const item = { ...section, itemId: '1' };
    const pending = await open(pendingRow('1'));
    await pending.openByTitle();
    expect(pending.button('Send again')).toBeUndefined();
    await press(pending.button('Sync this item'));
    const failed = await open(failedRow('1'));
    await failed.openByTitle();
    await press(failed.button('Retry'));
    const synced = await open(aRow('1'));
    await synced.openByTitle();
    expect(synced.button('Sync this item')).toBeUndefined();
    await press(synced.button('Send again'));
    const sent = ({ background }: typeof pending) =>
      background.asked.filter(({ name }) => name === 'sync').map(({ data }) => data);
    expect(sent(pending)).toEqual([{ sections: [section], items: [item] }]);
    expect(sent(failed)).toEqual([{ sections: [section], items: [item] }]);
    expect(sent(synced)).toEqual([{ sections: [section], items: [item], again: true }]);
  });

  it('keeps the keyboard in the sheet when the press takes its button away', async () => {
    const sheet = await open(pendingRow('1'));
    await sheet.openByTitle();
    sheet.background.answers.getPanel = () => aPanel({ run: aRun() });
    const button = sheet.button('Sync this item');
    button?.focus();
    await press(button);
    await eventually(() => expect(sheet.button('Sync this item')).toBeUndefined());
    await eventually(() => expect(words(document.activeElement)).toBe('Item 1'));
    expect(sheet.dialog()?.contains(document.activeElement)).toBe(true);
  });

  it('leads to Schoology, and to the SIS only where its address is known', async () => {
    const sheet = await open(aRow('1'));
    await sheet.openByTitle();
    expect(sheet.button('Open in Schoology')?.getAttribute('href')).toBe(`${origin}/assignment/1`);
    expect(sheet.button('Open PowerSchool')).toBeUndefined();
    const known = await open(aRow('1'), { sisUrl: 'https://ps.example/teachers/index.html' });
    await known.openByTitle();
    expect(known.button('Open PowerSchool')).toBeDefined();
  });

  it('chooses what a mark becomes, among what this SIS can be told', async () => {
    const sheet = await open(aRow('1'));
    await sheet.openByTitle();
    const [missing] = sheet.dialog()?.querySelectorAll('select') ?? [];
    expect([...(missing?.options ?? [])].map(words)).toEqual([
      'As usual for PowerSchool: leave blank',
      'leave blank',
      'send 0',
    ]);
    await act(async () => {
      if (missing) missing.value = 'zero';
      missing?.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(sheet.background.asked.find(({ name }) => name === 'saveSpecialScore')?.data).toEqual({
      key: { ...section, itemId: '1' },
      exception: 'missing',
      choice: 'zero',
    });
  });
});

it('says why the scores cannot be read, and still what is stored', async () => {
  const sheet = await open(failedRow('1'));
  sheet.background.answers.getItemDetail = () => {
    throw new MessageError('getItemDetail', { code: 'LMS_SIGNED_OUT' });
  };
  await act(async () => sheet.root.querySelector<HTMLButtonElement>('.title-button')?.click());
  await eventually(() => expect(words(sheet.dialog())).toContain('signed out of Schoology'));
  expect(words(sheet.dialog()?.querySelector('.badge'))).toBe('Failed');
});
