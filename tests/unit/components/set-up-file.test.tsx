import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { SetUpFile } from '../../../components/options/set-up-file.tsx';
import type { ImportPreview } from '../../../lib/model/set-up-file.ts';
import { eventually } from '../eventually.ts';
import { fakeBackground } from './fake-background.ts';
import { aPanel } from './fake-views.ts';

const nothing: ImportPreview = {
  included: 0,
  excluded: 0,
  unchanged: 4,
  matches: [],
  teacherSettings: [],
  connection: 'same',
  addresses: [],
  settings: [],
};

function draw(answers: Parameters<typeof fakeBackground>[0]) {
  const background = fakeBackground(answers);
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  act(() => render(<SetUpFile ask={background.ask} sisName="PowerSchool" />, root));
  const press = async (name: string): Promise<void> => {
    const button = [...root.querySelectorAll('button')].find((one) => one.textContent === name);
    if (!button) throw new Error(`no button ${name}`);
    await act(async () => button.click());
  };
  const choose = async (file: File): Promise<void> => {
    const input = root.querySelector('input');
    if (!input) throw new Error('no input');
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    await act(async () => void input.dispatchEvent(new Event('change', { bubbles: true })));
  };
  const said = (): string => root.querySelector('[role=status]')?.textContent ?? '';
  return { background, root, press, choose, said };
}

const aFile = new File(['{}'], 'sync-to-sis.json');

describe('choices and set-up as a file', () => {
  it('are saved by the browser', async () => {
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:file');
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
    const { press, said } = draw({ exportSetUp: () => ({ text: '{}' }) });
    await press('Save as file');
    await eventually(() => expect(said()).toBe('Saved by your browser.'));
    expect(clicked).toHaveBeenCalledOnce();
  });

  it('are shown before anything changes, and imported by a second press', async () => {
    const preview: ImportPreview = {
      included: 1,
      excluded: 12,
      unchanged: 0,
      matches: [{ title: 'Algebra 1', classTitle: 'ALG1-02', categories: 2 }],
      teacherSettings: [
        { title: 'Algebra 1', sisTitles: 3, special: { missing: 'zero', excused: 'flag' } },
        { title: 'Biology', sisTitles: 1, special: {} },
      ],
      connection: 'changed',
      addresses: ['https://sis.example.org'],
      settings: ['pages', 'new-items'],
    };
    const { background, root, press, choose, said } = draw({
      previewImport: () => ({ preview }),
      importSetUp: () => ({ preview, panel: aPanel() }),
    });
    await choose(aFile);
    await eventually(() => expect(root.querySelectorAll('li')).toHaveLength(11));
    expect([...root.querySelectorAll('li')].map((li) => li.textContent)).toEqual([
      '1 item: will sync again',
      '12 items: will not sync any more',
      'Algebra 1: SIS class ALG1-02',
      'Algebra 1: 2 category matches',
      'Algebra 1: 3 titles for the SIS',
      'Algebra 1: Excused: send the mark',
      'Algebra 1: Missing: send 0',
      'Biology: 1 title for the SIS',
      'The connection to the SIS: https://sis.example.org. Its secret is not in the file; enter it again.',
      'What is shown in Schoology',
      'Rules for new items',
    ]);
    expect(background.names()).toEqual(['previewImport']);
    await press('Import');
    await eventually(() => expect(said()).toContain('Imported.'));
    expect(background.asked.at(-1)).toMatchObject({ name: 'importSetUp', data: { text: '{}' } });
  });

  it('say so when there is nothing to import', async () => {
    const { root, choose } = draw({ previewImport: () => ({ preview: nothing }) });
    await choose(aFile);
    await eventually(() =>
      expect(root.textContent).toContain('Everything in this file is already so here.'),
    );
    expect(root.textContent).not.toContain('This file would change');
  });

  it('offer an import that changes nothing but what a mark becomes', async () => {
    const special = { title: 'Biology', sisTitles: 0, special: { missing: 'zero' as const } };
    const preview = { ...nothing, teacherSettings: [special] };
    const { root, choose } = draw({ previewImport: () => ({ preview }) });
    await choose(aFile);
    await eventually(() => expect(root.querySelector('button.primary')).not.toBeNull());
    expect(root.querySelector('li')?.textContent).toBe('Biology: Missing: send 0');
  });

  it('can be left alone after a look', async () => {
    const preview = { ...nothing, excluded: 1 };
    const { background, root, press, choose } = draw({ previewImport: () => ({ preview }) });
    await choose(aFile);
    await eventually(() => expect(root.querySelector('li')).not.toBeNull());
    await press('Cancel import');
    expect(root.querySelector('li')).toBeNull();
    expect(background.names()).toEqual(['previewImport']);
  });

  it('say what is wrong with a file, where, and that nothing was changed', async () => {
    const problem = { code: 'damaged', detail: 'sections.0.origin' };
    const { choose, said } = draw({ previewImport: () => ({ problem }) });
    await choose(aFile);
    await eventually(() =>
      expect(said()).toBe(
        'This file is damaged at “sections.0.origin”. Nothing was changed. Save it again in the other browser.',
      ),
    );
  });

  it('do not read a file that is far too large', async () => {
    const { background, choose, said } = draw({});
    await choose(new File(['x'.repeat(2_000_001)], 'large.json'));
    await eventually(() => expect(said()).toContain('too large'));
    expect(background.names()).toEqual([]);
  });
});
