// @vitest-environment node
import { expect, it, vi } from 'vitest';
import { createPageHandlers } from '../../../lib/background/page-handlers.ts';
import { panelView } from '../../../lib/background/views.ts';
import { needsAttention } from '../../../lib/model/row-tone.ts';
import { eventually } from '../eventually.ts';
import { type Computer, essay, quiz, section, startComputer } from '../reliability/computer.ts';

/** The counts as somebody would make them who looks at every row. */
async function counted(computer: Computer) {
  const { rows } = await createPageHandlers(await computer.app()).getSection(section);
  return {
    items: rows.length,
    pending: rows.filter(({ changes }) => changes > 0).length,
    failed: rows.filter(({ status }) => status === 'failed').length,
    optedOut: rows.filter(({ status }) => status === 'opted-out').length,
    attention: rows.filter(needsAttention).length,
  };
}

async function kept(computer: Computer) {
  const { sections } = await panelView(await computer.app());
  return sections.find(({ sectionId }) => sectionId === section.sectionId);
}

const choose = (computer: Computer, include: boolean) =>
  computer.ask('setInclude', {
    opId: `op-${include}-1`,
    key: { ...section, itemId: quiz.itemId },
    include,
  });

async function deleteInSchoology(computer: Computer) {
  const { sectionId } = section;
  await computer.askFromTab('forgetItem', { opId: 'forget-1', sectionId, itemId: quiz.itemId });
  await computer.askFromTab('settleChoices', { opId: 'forget-1', outcome: 'saved' });
}

async function refuseEssay(computer: Computer) {
  computer.interfere((request, pass) =>
    request.method === 'PUT' && request.url.includes('results')
      ? new Response(null, { status: 422 })
      : pass(),
  );
  await computer.sync();
  computer.interfere(null);
}

/** Everything that changes how a section stands, one after the other. */
const story: [string, (computer: Computer) => Promise<unknown>][] = [
  ['the section is read', (computer) => computer.ask('refreshSection', section)],
  ['an item is opted out', (computer) => choose(computer, false)],
  ['every result is refused', refuseEssay],
  ['the background dies', async (computer) => computer.wake()],
  ['an item is opted in, not planned again', (computer) => choose(computer, true)],
  ['what failed is sent again', (computer) => computer.sync()],
  ['an item is deleted in Schoology', deleteInSchoology],
  [
    'many are opted out',
    (computer) =>
      computer.ask('setIncludeMany', {
        opId: 'many-1234',
        choices: [{ key: { ...section, itemId: essay.itemId }, choice: null }],
      }),
  ],
  [
    'another class is chosen',
    (computer) => computer.ask('linkSection', { section, classId: 'class-alg1-2' }),
  ],
];

/** What a section's counts are made of. */
const sources = new Set(['items', 'flags', 'links', 'observed']);

/** Every transaction that may change a count must be able to drop it. */
function watchWrites(): string[][] {
  const without: string[][] = [];
  const open = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    names,
    mode,
    options,
  ) {
    const stores = [names]
      .flat()
      .flatMap((name) => (typeof name === 'string' ? [name] : [...name]));
    const writes = mode === 'readwrite' && stores.some((store) => sources.has(store));
    if (writes && !stores.includes('summaries')) without.push(stores);
    return open.call(this, names, mode, options);
  });
  return without;
}

it('the counts that are kept are those of the rows, whatever has happened', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const computer = await startComputer();
  await computer.ask('refreshSections');
  const seen = new Set<string>();
  const forgetful = watchWrites();
  for (const [what, happen] of story) {
    await happen(computer);
    const now = await counted(computer);
    expect(await kept(computer), what).toMatchObject(now);
    seen.add(JSON.stringify(now));
  }
  expect(forgetful).toEqual([]);
  // The story does change the counts: a summary that never changed would not pass for a right one.
  expect(seen.size).toBeGreaterThan(4);
});

it('what a run has on its list counts as pending and not as failed', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const computer = await startComputer();
  await computer.ask('refreshSections');
  await refuseEssay(computer);
  const before = await kept(computer);
  expect(before?.failed).toBeGreaterThan(0);
  const { waiting, release } = computer.holdPuts();
  await computer.ask('sync', { sections: [section] });
  await eventually(() => expect(waiting.length).toBeGreaterThan(0));
  expect(await kept(computer)).toMatchObject({ failed: 0 });
  expect(await kept(computer)).toMatchObject(await counted(computer));
  release();
  await eventually(async () => expect((await computer.run())?.state).toBe('done'));
  expect(await kept(computer)).toMatchObject(await counted(computer));
});
