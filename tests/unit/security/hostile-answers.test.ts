// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Computer, essay, section, startComputer } from '../reliability/computer.ts';
import { sisOrigin } from '../reliability/internet.ts';

let computer: Computer;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(Math, 'random').mockReturnValue(0); // full jitter: repeats follow at once
  computer = await startComputer();
});

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

const megabyte = new TextEncoder().encode(' '.repeat(1_000_000));

/** 100 MB of JSON white space, made as it is read; says how much of it was. */
function hundredMegabytes() {
  const read = { megabytes: 0, mostOfOne: 0 };
  const answer = (): Response => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (++sent > 100) return controller.close();
        read.megabytes++;
        read.mostOfOne = Math.max(read.mostOfOne, sent);
        controller.enqueue(megabyte);
      },
    });
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  };
  return { answer, read };
}

const json = (text: string): Response =>
  new Response(text, { headers: { 'content-type': 'application/json' } });

const deep = '['.repeat(200_000) + ']'.repeat(200_000);

const bodies: [string, string][] = [
  ['null', 'null'],
  ['a number', '7'],
  ['text', '"hello"'],
  ['a list', '[[],{},null]'],
  ['nesting 200,000 deep', deep],
  [
    'nesting under a known name',
    `{"body":${deep},"data":${deep},"users":${deep},"categories":${deep}}`,
  ],
  [
    'prototype keys',
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"body":{"__proto__":{"polluted":1,"1":{"id":1}},"grades":{"__proto__":{"__proto__":{"uid":1}}}},"users":[{"__proto__":{"polluted":1}}]}',
  ],
];

/** Everything asked of the SIS is answered so; tokens are not asked for anew. */
const fromSis = (answer: (request: Request) => Response): void =>
  computer.interfere((request, pass) =>
    request.url.startsWith(sisOrigin) ? answer(request) : pass(),
  );
const fromSchoology = (answer: () => Response): void =>
  computer.interfere((request, pass) => (request.url.startsWith(sisOrigin) ? pass() : answer()));

async function expectNothingClaimed(): Promise<void> {
  const run = await computer.run();
  expect(run).toMatchObject({ state: 'stopped', failed: 0 });
  expect(computer.sis.state.results.size).toBe(0);
  expect((await computer.row(essay.itemId))?.[2] ?? null).toBeNull();
}

async function expectWhole(): Promise<void> {
  computer.interfere(null);
  await computer.sync();
  expect(await computer.run()).toMatchObject({ state: 'done', failed: 0 });
  expect(computer.sis.state.results.size).toBe(25);
}

describe('an answer of 100 MB', () => {
  it('from Schoology is read no further than 20 MB, and is not an empty gradebook', async () => {
    const { answer, read } = hundredMegabytes();
    fromSchoology(answer);
    await computer.sync();
    expect(read.mostOfOne).toBeLessThanOrEqual(22); // one more chunk may be on its way
    await expectNothingClaimed();
    expect((await computer.run())?.stopReason?.code).toBe('LMS_LAYOUT_CHANGED');
    await expectWhole();
  });

  it('from the SIS is read no further than 5 MB, and acknowledges nothing', async () => {
    await computer.ask('refreshSection', section);
    const { answer, read } = hundredMegabytes();
    fromSis(answer);
    await computer.sync();
    expect(read.mostOfOne).toBeLessThanOrEqual(7);
    await expectNothingClaimed();
    expect((await computer.run())?.stopReason?.code).toBe('NOT_THE_SIS');
    await expectWhole();
  });

  it('from the token address is no token', async () => {
    const { answer, read } = hundredMegabytes();
    computer.interfere((request, pass) =>
      request.url.includes('/oauth/token') ? answer() : pass(),
    );
    await computer.sync();
    expect(read.mostOfOne).toBeLessThanOrEqual(7);
    await expectNothingClaimed();
    await expectWhole();
  });
});

describe.each(bodies)('%s', (_, body) => {
  it('from Schoology is a page that is not understood: nothing is sent', async () => {
    fromSchoology(() => json(body));
    await computer.sync();
    await expectNothingClaimed();
    expect(computer.sis.puts()).toEqual([]);
    await expectWhole();
  });

  it('from the SIS, where it reads, is not the SIS: nothing is sent', async () => {
    fromSis((request) => json(request.method === 'GET' ? body : '{}'));
    await computer.sync();
    await expectNothingClaimed();
    await expectWhole();
  });
});
