import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { get, loadFixture } from './fixture.ts';
import { type Harness, pass, start } from './harness.ts';

/** What Schoology may do to its markup in a release, to the n-th element of the dialog. */
const changes: Record<string, (element: Element) => void> = {
  renameClass: (element) => {
    element.className = 'renamed';
  },
  wrap: (element) => {
    const wrapper = document.createElement('div');
    element.replaceWith(wrapper);
    wrapper.append(element);
  },
  recreate: (element) => element.replaceWith(element.cloneNode(true)),
  dropId: (element) => element.removeAttribute('id'),
};

const change = fc.record({
  kind: fc.constantFrom('renameClass', 'wrap', 'recreate', 'dropId'),
  at: fc.nat(200),
});

function apply({ kind, at }: { kind: string; at: number }, within: string): void {
  const elements = [...document.querySelectorAll(`${within} *`)].filter(
    (element) => !element.hasAttribute('data-sync-to-sis'),
  );
  const element = elements[at % Math.max(1, elements.length)];
  if (element !== undefined) changes[kind]?.(element);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const slow = { timeout: 60_000 };

const usableBoxes = (): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>(
    '[data-sync-to-sis][type="checkbox"]:not([disabled])',
  ),
];

async function perturb(
  fixture: string,
  path: string,
  edits: { kind: string; at: number }[],
  within: string,
): Promise<Harness> {
  loadFixture(fixture);
  const half = Math.floor(edits.length / 2);
  for (const edit of edits.slice(0, half)) apply(edit, within);
  const page = start(path);
  await pass();
  for (const edit of edits.slice(half)) {
    apply(edit, within);
    await pass();
  }
  page.end();
  return page;
}

describe('markup that Schoology changes', () => {
  test('a dialog has at most one box, and it is the right item’s or off limits', slow, async () => {
    const edits = fc.array(change, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        const path = '/course/10000001/materials';
        await perturb('popup-assignment-edit', path, list, '.popups-box');
        const boxes = document.querySelectorAll('.sync-to-sis-row input');
        expect(boxes.length).toBeLessThanOrEqual(1);
        for (const box of usableBoxes()) {
          expect(box.closest('form')?.getAttribute('data-sync-to-sis-item')).toBe('50000001');
        }
      }),
      { numRuns: 20, seed: 20261123 },
    );
  });

  test.each(['page-bulk-edit-guess-a-table', 'page-bulk-edit-guess-b-divs'])(
    'in %s no row has two boxes and no box another row’s item',
    slow,
    async (fixture) => {
      const edits = fc.array(change, { maxLength: 10 });
      await fc.assert(
        fc.asyncProperty(edits, async (list) => {
          const path = '/course/10000001/assignments-edit';
          await perturb(fixture, path, list, '#s-grade-item-manager-form');
          for (const row of document.querySelectorAll('[data-sync-to-sis-item]')) {
            const boxes = row.querySelectorAll('.sync-to-sis-box');
            expect(boxes.length).toBeLessThanOrEqual(1);
            const itemId = row.getAttribute('data-sync-to-sis-item') ?? '';
            const names = [...row.querySelectorAll('[name^="grade_items"]')].map(
              (field) => field.getAttribute('name') ?? '',
            );
            if (boxes.length === 1) expect(names.every((name) => name.includes(itemId))).toBe(true);
          }
        }),
        { numRuns: 20, seed: 20261123 },
      );
    },
  );

  test('a dialog whose nodes are re-created fifty times keeps one box', slow, async () => {
    loadFixture('popup-assignment-edit');
    const page = start('/course/10000001/materials');
    await pass();
    for (let n = 0; n < 50; n += 1) {
      const area = get('#s-grade-item-add-form-grading', HTMLElement);
      area.replaceWith(area.cloneNode(true));
      await pass();
      expect(document.querySelectorAll('.sync-to-sis-row')).toHaveLength(1);
    }
    expect(usableBoxes()).toHaveLength(1);
    page.end();
  });
});
